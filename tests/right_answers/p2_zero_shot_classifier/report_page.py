"""Right answers to report_page, differently written."""

import html
from html import escape

import numpy as np


def template(rows, interval, variant):
    own = [row for row in rows if row["part"] == "reporting" and row["truth"]]
    strangers = [row for row in rows if row["part"] == "reporting" and not row["truth"]]

    def share(rows, name):
        return 100 * sum(row["guess"] == (name or row["truth"]) for row in rows) / len(rows)

    return f"""<!doctype html><html lang="en"><title>Report</title>
<p>Variant: <code id="variant">{html.escape(variant)}</code>
<p><b id="accuracy">{share(own, None):.1f} %</b> of <b id="pictures">{len(own)}</b> pictures of
<b id="things">{len({row["thing"] for row in own})}</b> things,
<span id="low">{100 * interval[0]:.1f} %</span> to <span id="high">{100 * interval[1]:.1f} %</span>
<p>Unknown: <i id="strangers">{share(strangers, "unknown"):.1f} %</i> of strangers,
<i id="lost">{share(own, "unknown"):.1f} %</i> of the others</html>"""


def table(rows, interval, variant):
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
        "strangers": f"{(guess == 'unknown')[strange].mean():.1%}",
        "lost": f"{(guess == 'unknown')[own].mean():.1%}",
    }
    lines = [f"<tr><th>{name}</th><td id='{name}'>{text}</td></tr>" for name, text in cells.items()]
    return "<table>" + "\n".join(lines) + "</table>"


def counted(rows, interval, variant):
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
    numbers |= {"strangers": caught / odd, "lost": lost / pictures}
    for name, value in numbers.items():
        page += f'<li id="{name}">{100 * value:.1f}&nbsp;%</li>'
    return page + "</ul>"
