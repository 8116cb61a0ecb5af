"""What every browser test may ask of a page."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page):
    """axe, from its package and not from the network, finds nothing on the page."""
    try:
        found = _violations(page)
    except Error:  # the page that a press leads to came while axe read the one before
        page.wait_for_load_state()
        found = _violations(page)
    told = [
        f"{fault['id']}: {fault['help']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]
    ]
    assert told == [], "\n".join(told)


def _violations(page):
    return Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]


def assert_fits(page):
    """Nothing reaches past the edge: the page itself never scrolls sideways."""
    width, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= room, f"The page is {width} wide on a screen of {room}"


def screenshot(page, name):
    """A picture of the whole page in the folder that SCREENSHOTS names; none where it names none."""
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
