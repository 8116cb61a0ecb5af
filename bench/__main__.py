"""`python -m bench [--size S|L] [--only G1,G3] [--json FILE] [--peer name,url,cookie-file,pid]`"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from bench import figures, machine
from bench.asking import compare, peer
from bench.figures import Figure
from bench.site import Site
from bench.sizes import SIZES, Size
from bin.process import stop_on_signals
from bin.say import Watch, say, stop


def main() -> None:
    asked = _arguments()
    watch, found = Watch(), []
    stop_on_signals()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name, ExitStack() as leaving:
        try:
            site = Site(Path(name), leaving)
            for figure in measure(site, SIZES[asked.size], asked):
                found.append(figure)
                print(figure.line(), flush=True)
        except KeyboardInterrupt:
            stop("Stopped before the end.", 130)
    about = {"size": asked.size, "calibration_ms": round(machine.calibration(), 2), "cores": os.cpu_count()}
    figures.write(asked.json, found, about)
    say(f"Measured in {watch}; the same is in {asked.json}.")
    print(figures.tally(found))
    sys.exit(any(not figure.passed for figure in found))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="What the portal costs.")
    parser.add_argument("--size", choices=SIZES, default="S")
    parser.add_argument("--only", type=lambda text: text.upper().split(","), default=[], metavar="G1,G3")
    parser.add_argument("--json", type=Path, default=Path("var/bench.json"), metavar="FILE")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME,URL,COOKIE-FILE,PID")
    asked = parser.parse_args()
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    return asked


def measure(site: Site, size: Size, asked: argparse.Namespace) -> Iterator[Figure]:
    """Each figure as it is found. Django is set up by then, so what needs it is imported here."""
    wanted = lambda *names: not asked.only or set(names) & set(asked.only)  # noqa: E731 -- a word, not a function
    site.prepare()
    from bench import (  # noqa: PLC0415
        assessments,
        crime,
        database,
        documents,
        drill,
        funding,
        loading,
        pages,
        problems,
        races,
        reviews,
    )

    loading.first(size)
    site.serve()
    served = pages.Pages(site)
    print(figures.HEAD, flush=True)
    before = compare(served.of_reader()) if wanted("G4") else {}
    loading.rest(size)
    peers = dict(peer(text) for text in asked.peer)
    steps: list[tuple[str, Callable[[], Iterator[Figure]]]] = [
        ("G1", lambda: pages.meeting_page(served, peers)),
        ("G3", lambda: pages.meeting_list(served)),
        ("G4", lambda: pages.statements(served)),
        ("G4", lambda: pages.growth(before, compare(served.of_reader()))),
        ("G5", lambda: pages.waiting(served)),
        ("G12", lambda: pages.memory(site)),
        ("G6", lambda: database.access(site)),
        ("G7", lambda: database.writes(site)),
        ("G8", lambda: database.history(size)),
        ("G11", lambda: documents.pdf(served)),
        ("G13", lambda: documents.browser(served)),
        ("G2", lambda: funding.pages(served, size.bids)),
        ("G16", lambda: problems.pages(served, size.problems)),
        ("REV", lambda: reviews.figures(served)),
        ("G11", lambda: assessments.figures(served)),
        ("G9 G10", lambda: crime.figures(served, site, size.crimes)),
        ("G15", lambda: races.races(site, size)),
        ("G14", lambda: drill.drill(site, size)),
    ]
    for name, step in steps:
        if wanted(*name.split()):
            yield from step()


if __name__ == "__main__":
    main()
