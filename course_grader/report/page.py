"""The frame of each page that is written: it loads and runs nothing, whatever stands in it."""

from jinja2 import DictLoader, Environment, StrictUndefined

FRAME = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{% block title %}{% endblock %}</title>
<style>
:root { color-scheme: light dark; background: Canvas; color: CanvasText }
body { font: 16px/1.5 system-ui, sans-serif; max-width: {% block width %}{% endblock %};
       margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
:focus-visible { outline: 3px solid; outline-offset: 2px }
{% block style %}{% endblock %}
</style>
</head>
<body>
<main>
{% block body %}{% endblock %}
</main>
</body>
</html>
"""
pages = Environment(
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    loader=DictLoader({"frame": FRAME}),
)
pages.filters["zip"] = zip
