"""axe-core on a page that is open: what keeps people out, a line for each kind of fault."""

from axe_playwright_python.sync_playwright import Axe

HEAVY = {"serious", "critical"}


def faults(page) -> list[str]:
    """Every serious or critical fault that axe finds, with how often and an example."""
    return [
        f"{fault['id']} x{len(fault['nodes'])}: {fault['nodes'][0]['html'][:150]}"
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in HEAVY
    ]
