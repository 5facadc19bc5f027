"""Build the course's site into build/site/html, without a network.

    make site
    COURSE_REPOSITORY=owner/name make site    with links that open lessons in Binder and Colab

Notebooks are shown as they were run; nothing is run here.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

import pages  # noqa: E402
import stored_search  # noqa: E402

CAPTION = '<p class="caption" role="heading"'
GITHUB = re.compile(r"github\.com[:/](?P<name>[\w.-]+/[\w.-]+?)(\.git)?$")


def repository() -> str:
    """owner/name on GitHub: COURSE_REPOSITORY, else the clone's origin; "" where neither is."""
    if name := os.environ.get("COURSE_REPOSITORY"):
        return name
    command = ["git", "-C", str(ROOT), "remote", "get-url", "origin"]
    asked = subprocess.run(command, capture_output=True, text=True)
    found = GITHUB.search(asked.stdout.strip())
    return found["name"] if found else ""


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "build" / "site")
def main(out):
    source, html, name = out / "source", out / "html", repository()
    for folder in (source, html):
        shutil.rmtree(folder, ignore_errors=True)
    pages.write(ROOT, source, name)
    stored_search.write(source / "_static" / "search")
    static = f"{source / '_static'},{HERE / 'static'}"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    command += ["-c", str(HERE), "-d", str(out / "doctrees")]
    command += ["-D", f"html_static_path={static}", str(source), str(html)]
    done = subprocess.run(command, env={**os.environ, "COURSE_REPOSITORY": name})
    if done.returncode:
        sys.exit(done.returncode)
    for page in html.rglob("*.html"):
        text = page.read_text("utf-8")  # furo calls the sidebar's captions headings of no level
        page.write_text(text.replace(CAPTION, f'{CAPTION} aria-level="2"'), "utf-8")
    if not name:
        click.echo("No repository is known: no links to Binder, Colab and Codespaces.", err=True)
    click.echo(f"written: {html / 'index.html'}")


if __name__ == "__main__":
    main()
