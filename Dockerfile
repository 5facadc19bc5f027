# An image for JupyterHub, Codespaces or a machine of your own:
#   docker build -t shared-space . && docker run --rm -p 8888:8888 shared-space
FROM python:3.12-slim

RUN useradd --create-home --uid 1000 jovyan
WORKDIR /opt/shared-space
COPY . .
RUN python -m pip install --no-cache-dir -c requirements.lock \
        torch --index-url https://download.pytorch.org/whl/cpu \
    && python -m pip install --no-cache-dir -c requirements.lock . \
    && python -m pip install --no-cache-dir "jupyterhub>=5,<6" \
    && rm -rf build

USER jovyan
WORKDIR /home/jovyan
RUN course init course
WORKDIR /home/jovyan/course
EXPOSE 8888
CMD ["course", "lab", "--no-browser", "--ip=0.0.0.0"]
