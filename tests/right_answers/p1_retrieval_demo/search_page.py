"""Right answers to search_page, differently written."""

import html
from statistics import fmean
from string import Template
from xml.etree import ElementTree

import numpy as np


def _numbers(rows, threshold, margins):
    reported = [row for row in rows if row["part"] == "reporting"]
    found = {}
    for direction in ("words", "picture"):
        own = [row for row in reported if row["direction"] == direction]
        ranks = np.array([row["rank"] for row in own])
        found[direction] = str(len(own))
        found[f"{direction}-things"] = str(len({row["thing"] for row in own}))
        for k in (1, 5, 10):
            found[f"{direction}-{k}"] = f"{(ranks <= k).mean():.1%}"
        found[f"{direction}-mrr"] = f"{(1 / ranks).mean():.3f}"
        for end, sign in (("low", -1), ("high", 1)):
            at = np.clip((ranks <= 10).mean() + sign * margins[direction], 0, 1)
            found[f"{direction}-{end}"] = f"{at:.1%}"
    asked = [row for row in reported if row["direction"] == "words"]
    found["refused"] = f"{np.mean([row['without'] < threshold for row in asked]):.1%}"
    found["lost"] = f"{np.mean([row['best'] < threshold for row in asked]):.1%}"
    return found | {"threshold": f"{threshold:.3f}"}


def bold(rows, threshold, margins, title, more=""):
    cells = _numbers(rows, threshold, margins).items()
    body = "".join(f'<p><b id="{name}">{text}</b></p>' for name, text in cells)
    return f'<!doctype html><h1 id="title">{html.escape(title)}</h1>{body}{more}'


def table(rows, threshold, margins, title, more=""):
    cells = _numbers(rows, threshold, margins).items()
    body = "\n".join(f"<tr><th>{name}</th><td id='{name}'>{text}</td></tr>" for name, text in cells)
    head = f"<caption id='title'>{html.escape(title, quote=False)}</caption>"
    return f"<table>{head}{body}</table>{more}"


def spaces_and_entities(rows, threshold, margins, title, more=""):
    page = ['<li id="title">' + "".join(f"&#{ord(letter)};" for letter in title) + "</li>"]
    for name, text in _numbers(rows, threshold, margins).items():
        page.append(f'<li id="{name}">\n  {text.replace("%", "&nbsp;%")}\n</li>')
    return "<ul>" + "".join(page) + "</ul>" + more


def counted(rows, threshold, margins, title, more=""):
    page = f"<p id=title>{html.escape(title)}</p>"
    for direction in ("words", "picture"):
        ranks, things = [], set()
        for row in rows:
            if (row["part"], row["direction"]) == ("reporting", direction):
                ranks.append(row["rank"])
                things.add(row["thing"])
        share = {k: sum(rank <= k for rank in ranks) / len(ranks) for k in (1, 5, 10)}
        page += f"<p id={direction}>{len(ranks)}</p><p id={direction}-things>{len(things)}</p>"
        for k, value in share.items():
            page += f"<p id={direction}-{k}>{100 * value:.1f} %</p>"
        page += f"<p id={direction}-mrr>{fmean(1 / rank for rank in ranks):.3f}</p>"
        page += f"<p id={direction}-low>{100 * max(share[10] - margins[direction], 0):.1f}%</p>"
        page += f"<p id={direction}-high>{100 * min(share[10] + margins[direction], 1):.1f}%</p>"
    asked = [r for r in rows if r["part"] == "reporting" and r["direction"] == "words"]
    lost = fmean(r["best"] < threshold for r in asked)
    refused = fmean(r["without"] < threshold for r in asked)
    page += f"<p id=lost>{lost:.1%}</p><p id=refused>{refused:.1%}</p>"
    return f"{page}<p id=threshold>{threshold:.3f}</p>{more}"


def by_template(rows, threshold, margins, title, more=""):
    cells = _numbers(rows, threshold, margins)
    body = " ".join(f'<span id="{name}">${name.replace("-", "_")}</span>' for name in cells)
    values = {name.replace("-", "_"): text for name, text in cells.items()}
    page = Template(f"<!doctype html><title>$title</title><h1 id=title>$title</h1>{body}")
    return page.substitute(values, title=html.escape(title)) + more


def as_a_tree(rows, threshold, margins, title, more=""):
    page = ElementTree.Element("main")
    for name, text in {"title": title, **_numbers(rows, threshold, margins)}.items():
        ElementTree.SubElement(page, "output", id=name).text = text
    return ElementTree.tostring(page, encoding="unicode", method="html") + more


def from_a_frame(rows, threshold, margins, title, more=""):
    import pandas as pd

    table = pd.DataFrame(rows)
    table = table[table["part"] == "reporting"]
    cells = {"title": html.escape(title), "threshold": f"{threshold:.3f}"}
    for direction, own in table.groupby("direction"):
        cells |= {direction: len(own), f"{direction}-things": own["thing"].nunique()}
        cells |= {f"{direction}-{k}": f"{own['rank'].le(k).mean():.1%}" for k in (1, 5, 10)}
        cells[f"{direction}-mrr"] = f"{own['rank'].rdiv(1).mean():.3f}"
        ends = own["rank"].le(10).mean() + margins[direction] * np.array([-1, 1])
        low, high = ends.clip(0, 1)
        cells |= {f"{direction}-low": f"{low:.1%}", f"{direction}-high": f"{high:.1%}"}
    asked = table[table["direction"] == "words"]
    cells["refused"] = f"{asked['without'].lt(threshold).mean():.1%}"
    cells["lost"] = f"{asked['best'].lt(threshold).mean():.1%}"
    return "".join(f'<div id="{name}">{text}</div>' for name, text in cells.items()) + more


def a_line_at_a_time(rows, threshold, margins, title, more=""):
    def lines():
        yield "<!doctype html><html><body><dl>"
        yield f"<dt>Search</dt><dd id='title'>{html.escape(title)}</dd>"
        for name, text in _numbers(rows, threshold, margins).items():
            yield f"<dt>{name}</dt><dd class='number' id='{name}'> <i>{text}</i> </dd>"
        yield f"</dl>{more}</body></html>"

    return "\n".join(lines())
