"""What every browser test may ask of a page."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page):
    """axe, from its package and not from the network, finds nothing on the page."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    told = [
        f"{fault['id']}: {fault['help']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]
    ]
    assert told == [], "\n".join(told)


def assert_fits(page):
    """Nothing reaches past the edge: the page itself never scrolls sideways."""
    width, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= room, f"The page is {width} wide on a screen of {room}"


def screenshot(page, name):
    """A picture of the whole page in the folder that SCREENSHOTS names; none where it names none."""
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
