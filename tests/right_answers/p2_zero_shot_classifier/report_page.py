"""Right answers to report_page, differently written."""

import html
from html import escape

import numpy as np


def template(rows, interval, variant, more=""):
    own = [row for row in rows if row["part"] == "reporting" and row["truth"]]
    strangers = [row for row in rows if row["part"] == "reporting" and not row["truth"]]

    def share(rows, name):
        return 100 * sum(row["guess"] == (name or row["truth"]) for row in rows) / len(rows)

    caught = f"{share(strangers, 'unknown'):.1f} %" if strangers else "none"
    return (
        f"""<!doctype html><html lang="en"><title>Report</title>
<p>Variant: <code id="variant">{html.escape(variant)}</code>
<p><b id="accuracy">{share(own, None):.1f} %</b> of <b id="pictures">{len(own)}</b> pictures of
<b id="things">{len({row["thing"] for row in own})}</b> things,
<span id="low">{100 * interval[0]:.1f} %</span> to <span id="high">{100 * interval[1]:.1f} %</span>
<p>Unknown: <i id="strangers">{caught}</i> of strangers,
<i id="lost">{share(own, "unknown"):.1f} %</i> of the others</html>"""
        + more
    )


def table(rows, interval, variant, more=""):
    part, thing, truth, guess = (
        np.array([row[name] for row in rows]) for name in ("part", "thing", "truth", "guess")
    )
    own, strange = (part == "reporting") & (truth != ""), (part == "reporting") & (truth == "")
    cells = {
        "variant": escape(variant, quote=False),
        "pictures": own.sum(),
        "things": len(np.unique(thing[own])),
        "accuracy": f"{(truth == guess)[own].mean():.1%}",
        "low": f"{interval[0]:.1%}",
        "high": f"{interval[1]:.1%}",
        "strangers": f"{(guess == 'unknown')[strange].mean():.1%}" if strange.any() else "none",
        "lost": f"{(guess == 'unknown')[own].mean():.1%}",
    }
    lines = [f"<tr><th>{name}</th><td id='{name}'>{text}</td></tr>" for name, text in cells.items()]
    return "<table>" + "\n".join(lines) + "</table>" + more


def counted(rows, interval, variant, more=""):
    pictures = right = lost = odd = caught = 0
    things = set()
    for row in rows:
        if row["part"] != "reporting":
            continue
        unknown = row["guess"] == "unknown"
        if row["truth"]:
            pictures += 1
            right += row["guess"] == row["truth"]
            lost += unknown
            things.add(row["thing"])
        else:
            odd += 1
            caught += unknown
    page = '<ul><li id="{}">{}</li>'.format("variant", html.escape(variant))
    page += f'<li id="pictures">{pictures}</li><li id="things">{len(things)}</li>'
    numbers = {"accuracy": right / pictures, "low": interval[0], "high": interval[1]}
    numbers |= {"lost": lost / pictures}
    if odd:
        numbers["strangers"] = caught / odd
    else:
        page += '<li id="strangers">none</li>'
    for name, value in numbers.items():
        page += f'<li id="{name}">{100 * value:.1f}&nbsp;%</li>'
    return page + "</ul>" + more


def _numbers(rows, interval):
    own = [r for r in rows if r["part"] == "reporting" and r["truth"] != ""]
    odd = [r for r in rows if r["part"] == "reporting" and r["truth"] == ""]
    return {
        "accuracy": np.mean([r["guess"] == r["truth"] for r in own]),
        "low": interval[0],
        "high": interval[1],
        "strangers": np.mean([r["guess"] == "unknown" for r in odd]) if odd else None,
        "lost": np.mean([r["guess"] == "unknown" for r in own]),
    }, {"pictures": len(own), "things": len({r["thing"] for r in own})}


def _fill(rows, interval, variant, element, shown="{:.1%}", escaped=escape):
    shares, counts = _numbers(rows, interval)
    cells = {n: "none" if v is None else shown.format(v) for n, v in shares.items()}
    cells |= counts | {"variant": escaped(variant)}
    return "\n".join(element.format(id=name, text=text) for name, text in cells.items())


def definition_list(rows, interval, variant, more=""):
    element = '<dt>{id}</dt><dd id="{id}">{text}</dd>'
    return f"<dl>{_fill(rows, interval, variant, element)}</dl>" + more


def sections(rows, interval, variant, more=""):
    element = "<section><h2>{id}</h2><p><span id='{id}'>\n{text}\n</span></p></section>"
    return "<!doctype html>" + _fill(rows, interval, variant, element) + more


def a_space_before_the_sign(rows, interval, variant, more=""):
    shares, _ = _numbers(rows, interval)
    page = _fill(rows, interval, variant, '<b id="{id}">{text}</b>')
    for value in filter(None, shares.values()):
        page = page.replace(f">{value:.1%}<", f">{100 * value:.1f} %<")
    return page + more


def numbered_entities(rows, interval, variant, more=""):
    def escaped(text):
        return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in text)

    return _fill(rows, interval, variant, '<td id="{id}">{text}</td>', escaped=escaped) + more


def with_a_picture_and_breaks(rows, interval, variant, more=""):
    page = _fill(rows, interval, variant, '<p id="{id}"><br>{text}<img alt="" src="data:,"></p>')
    return f'<html><head><meta charset="utf-8"></head><body>{page}</body></html>' + more


def without_end_tags(rows, interval, variant, more=""):
    new = [row for row in rows if row["part"] == "reporting"]
    own, odd = [r for r in new if r["truth"]], [r for r in new if not r["truth"]]
    unknown = [
        np.mean([r["guess"] == "unknown" for r in some]) if some else None for some in (own, odd)
    ]
    cells = {
        "variant": escape(variant),
        "pictures": len(own),
        "things": len({row["thing"] for row in own}),
        "accuracy": f"{np.mean([row['guess'] == row['truth'] for row in own]):.1%}",
        "low": f"{interval[0]:.1%}",
        "high": f"{interval[1]:.1%}",
        "lost": f"{unknown[0]:.1%}",
        "strangers": "none" if unknown[1] is None else f"{unknown[1]:.1%}",
    }
    lines = [f"<tr><th>{name}<td id={name}>{text}" for name, text in cells.items()]
    return "<table>" + "\n".join(lines) + "</table>" + more
