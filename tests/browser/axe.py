"""axe-core on a page that is open: what keeps people out, a line for each kind of fault."""

from axe_playwright_python.sync_playwright import Axe

HEAVY = {"serious", "critical"}
# What passes is told node by node unless it is left out: megabytes on a long page.
VIOLATIONS = {"resultTypes": ["violations"]}
# Of axe's rules the ones that the theme's colours decide.
COLOURS = VIOLATIONS | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def faults(page, within: str | None = None, options: dict = VIOLATIONS) -> list[str]:
    """Every serious or critical fault that axe finds, with how often and an example."""
    return [
        f"{fault['id']} x{len(fault['nodes'])}: {fault['nodes'][0]['html'][:150]}"
        for fault in Axe().run(page, context=within, options=options).response["violations"]
        if fault["impact"] in HEAVY
    ]
