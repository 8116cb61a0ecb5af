"""G11 and G13: the minutes as a PDF, and the page of a meeting in a real browser."""

import gzip
import io
import statistics
import time
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from bench import machine, scenes
from bench.figures import EXACT, Figure
from bench.pages import Pages
from bin.machine import chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
TIMES = 7
PAINTED = """() => new Promise(done => new PerformanceObserver(
    list => done(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true}))"""
TOO_LATE = """() => new Promise(done => setTimeout(done, 300))"""


def pdf(pages: Pages) -> Iterator[Figure]:
    """G11. Asked for as a person asks; each web process starts its PDF child before the clock runs."""
    import pikepdf  # noqa: PLC0415 -- only here

    page = pages.page(scenes.READER, "meetings:pdf", scenes.PRINTED)
    page.marker = b"%PDF"
    size, sql = page.check()
    for _ in range(4):
        page.get()
    times = []
    watched = machine.Watched(page.pids)
    for _ in range(TIMES):
        start = time.perf_counter()
        _, _, body = page.get()
        times.append(time.perf_counter() - start)
    length = len(pikepdf.open(io.BytesIO(body)).pages)
    note = f"{length} pages; others used {watched.others():.0%} of the machine"
    yield Figure(
        "G11", "PDF of minutes", statistics.median(times), 0.5, " s", sql=sql, kb=size / 1000, note=note
    )


def browser(pages: Pages) -> Iterator[Figure]:
    """G13. A first visit each time: nothing is cached. Pages are sized as the proxy sends them, compressed."""
    asked = pages.page(scenes.READER, "meetings:minutes", scenes.PAGE)
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            watched = machine.Watched(asked.pids)
            visits = [_visit(chrome, asked) for _ in range(TIMES)]
            others = watched.others()
            plain = _without_scripts(chrome, asked)
        finally:
            chrome.close()
    paints, requests, sizes = zip(*visits, strict=True)
    note = f"others used {others:.0%} of the machine"
    yield Figure(
        "G13", "meeting page in Chromium: largest paint", statistics.median(paints), 250, " ms", note=note
    )
    yield Figure("G13", "meeting page in Chromium: requests", max(requests), 10, leeway=EXACT)
    yield Figure("G13", "meeting page in Chromium: compressed", max(sizes) / 1000, 120, " KB", EXACT)
    yield Figure("G13", "parts that need JavaScript", plain, 0, leeway=EXACT)


def _context(chrome, asked, **options):
    context = chrome.new_context(viewport={"width": 1280, "height": 900}, **options)
    name, _, value = asked.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": asked.url}])
    return context


def _visit(chrome, asked) -> tuple[float, int, int]:
    context = _context(chrome, asked)
    page, requests = context.new_page(), []

    def note(request):
        requests.append(request)

    page.on("requestfinished", note)
    page.goto(asked.url, wait_until="load")
    page.evaluate(TOO_LATE)
    painted = page.evaluate(PAINTED)
    size = sum(_sent(request) for request in requests)
    context.close()
    return painted, len(requests), size


def _sent(request) -> int:
    """Bytes on the way: as compressed by the portal, else as the proxy compresses them."""
    answer = request.response()
    if answer.headers.get("content-encoding") or "html" not in answer.headers.get("content-type", ""):
        return request.sizes()["responseBodySize"]
    return len(gzip.compress(answer.body(), 6))


def _without_scripts(chrome, asked) -> int:
    """How many of paragraphs, actions, tabs and forms are missing where no script runs."""
    context = _context(chrome, asked, java_script_enabled=False)
    page = context.new_page()
    page.goto(asked.url)
    there = {
        "paragraphs": page.locator(".para:visible").count() == 160,
        "actions": page.locator(".outcome--action:visible").count() == 160,
        "links": page.locator("main a:visible").count() > 160,
        "sign out": page.locator(".portal-header__sign-out:visible").count() == 1,
    }
    context.close()
    return list(there.values()).count(False)
