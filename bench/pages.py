"""G1, G3, G4, G5 and G12: what pages cost, whether they grow, and how long people wait for them."""

import statistics
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from bench import machine, scenes
from bench.asking import SIGNED_IN, Page, compare
from bench.figures import EXACT, Figure

CLIENTS, EACH = 8, 25
MOST_SQL = 8
A_ROW = 400  # bytes of a row of the bare page, its text and markup
NO_QUERIES: dict[str, str] = {}
SIGNED_IN_BARE = b"Signed in as"


class Pages:
    """The pages that are measured, by name, each asked for by somebody signed in."""

    def __init__(self, site):
        self.site = site
        self.cookies = {
            email: scenes.cookie_of(email) for email in (scenes.READER, scenes.NEWCOMER, scenes.OFFICER)
        }
        self.bare_cookie = scenes.bare_cookie_of(scenes.OFFICER)

    def page(self, email: str, name: str, *args: str, **query) -> Page:
        address = name if name.startswith("/") else reverse(name, args=args)
        url = f"http://127.0.0.1:{self.site.port}{address}" + (f"?{urlencode(query)}" if query else "")
        return Page(url, self.site.portal_pids, self.cookies[email], SIGNED_IN)

    def bare(self, rows: int, size: int, query: str = "") -> Page:
        asked = urlencode({"rows": rows, "bytes": size, "query": query})
        url = f"http://127.0.0.1:{self.site.bare_port}/?{asked}"
        return Page(url, self.site.bare_pids, self.bare_cookie, SIGNED_IN_BARE)

    def of_reader(self) -> dict[str, Page]:
        """As somebody with a place on a busy body sees them, in the midst of everything."""
        return {
            "meeting page": self.page(scenes.READER, "meetings:minutes", scenes.PAGE),
            "list of meetings": self.page(scenes.READER, "meetings:list"),
            "home": self.page(scenes.READER, "home:home"),
            "search, a word of the county": self.page(scenes.READER, "records:search", q="pathway17"),
            "search, 1,000 answers": self.page(scenes.READER, "records:search", q=f"children{scenes.MANY}"),
            "actions": self.page(scenes.READER, "actions:list", whose="all"),
            "history": self.page(scenes.READER, "records:history", scenes.OLD),
        }

    def children(self) -> dict[str, tuple[Page, Page]]:
        """Each page with ten children, and with a thousand."""
        reader, newcomer = scenes.READER, scenes.NEWCOMER
        return {
            "meeting page": tuple(
                self.page(reader, "meetings:minutes", name) for name in (scenes.SHORT, scenes.LONG)
            ),
            "list of meetings": (
                self.page(newcomer, "meetings:list", body=scenes.SMALL),
                self.page(reader, "meetings:list", body=scenes.LARGE),
            ),
            "home": (self.page(newcomer, "home:home"), self.page(reader, "home:home")),
            "search": (
                self.page(newcomer, "records:search", q=f"children{scenes.FEW}"),
                self.page(reader, "records:search", q=f"children{scenes.MANY}"),
            ),
            "actions": (self.page(newcomer, "actions:list"), self.page(reader, "actions:list")),
            "history": tuple(
                self.page(reader, "records:history", name) for name in (scenes.YOUNG, scenes.OLD)
            ),
        }


def meeting_page(pages: Pages, peers: dict[str, Page]) -> Iterator[Figure]:
    """G1. Approved minutes as a member reads them, and a draft as the officer writes it, with every link."""
    asked = {
        "approved, as a member reads it": pages.page(scenes.READER, "meetings:minutes", scenes.PAGE),
        "draft, as an officer writes it": pages.page(scenes.OFFICER, "meetings:minutes", scenes.DRAFT),
    }
    yield from _beside_bare(pages, "G1", "meeting page", asked, rows=160, goal=1.5, peers=peers)


def meeting_list(pages: Pages) -> Iterator[Figure]:
    """G3."""
    asked = {
        "50 rows, as served": pages.page(scenes.READER, "meetings:list", body=scenes.LARGE),
        "200 rows": pages.page(scenes.READER, "/bench/meetings/", body=scenes.LARGE),
    }
    yield from _beside_bare(pages, "G3", "list of meetings", asked, rows=200, goal=2.0)


def _beside_bare(pages, figure, what, asked, *, rows, goal, peers=None) -> Iterator[Figure]:
    """Each page beside a bare one of the same size and as many rows."""
    bare = {f"bare {name}": pages.bare(rows, page.check()[0]) for name, page in asked.items()}
    costs = compare(asked | bare | (peers or {}))
    for name in asked:
        cost, beside = costs[name], costs[f"bare {name}"]
        yield Figure(
            figure, f"{what}, {name}", cost.units, goal, "u", bare=beside.units, sql=cost.sql, kb=cost.kb,
            note="; ".join(filter(None, [f"p50 {cost.p50:.0f} ms", cost.note])),
        )  # fmt: skip
    for name in peers or {}:
        cost = costs[name]
        yield Figure(
            figure, f"{what}, {name}", cost.units, None, "u", kb=cost.kb, note=f"p50 {cost.p50:.0f} ms"
        )


def over_bare(
    pages: Pages, figure: str, room: str, asked: dict[str, Page], *, goal=2, rows=50, queries=NO_QUERIES
) -> Iterator[Figure]:
    """Each page over what a bare page of as many bytes takes; and how many statements it asks.

    ``queries`` names the query of the bare page (`bench.bare.QUERIES`) where counting many rows is the work; else it
    has ``rows`` rows, or as many as make a page of the size of ours.
    """
    bare = {}
    for name, page in asked.items():
        size, query = page.check()[0], queries.get(name, "")
        bare[f"bare {name}"] = pages.bare(rows if query else min(rows, size // A_ROW), size, query)
    costs = compare(asked | bare)
    for name in asked:
        cost, beside = costs[name], costs[f"bare {name}"]
        note = "; ".join(filter(None, [f"{cost.units:.2f}u; p50 {cost.p50:.0f} ms", cost.note]))
        yield Figure(
            figure, f"{room}: {name}, over bare", cost.units / beside.units, goal, "×", bare=1, sql=cost.sql,
            kb=cost.kb, note=note,
        )  # fmt: skip
        yield Figure(figure, f"{room}: SQL of {name}", cost.sql, MOST_SQL, leeway=EXACT, sql=cost.sql)


def statements(pages: Pages) -> Iterator[Figure]:
    """G4. How many, and the same however many children there are."""
    for name, (few, many) in pages.children().items():
        with_few, (size, with_many) = few.check()[1], many.check()
        yield Figure("G4", f"SQL of {name}", with_many, MOST_SQL, leeway=EXACT, sql=with_many, kb=size / 1000)
        grown = abs(with_many - with_few)
        yield Figure("G4", f"SQL more at 1,000 children than at 10: {name}", grown, 0, leeway=EXACT)


def growth(before: dict, after: dict) -> Iterator[Figure]:
    """G4. The cost of the same page among all records, over its cost among a hundredth of them."""
    for name, cost in after.items():
        yield Figure(
            "G4", f"growth with all records: {name}", cost.units / before[name].units, 1.3, "×",
            note=f"{before[name].units:.2f}u → {cost.units:.2f}u",
        )  # fmt: skip


def waiting(pages: Pages) -> Iterator[Figure]:
    """G5. Eight people who ask again as soon as they are answered."""
    asked = list(pages.of_reader().values())[:3]
    watched = machine.Watched(pages.site.portal_pids)
    times = _crowd(asked)
    others = watched.others()
    bare = _crowd([pages.bare(160, asked[0].check()[0])])
    yield Figure(
        "G5", f"p95 with {CLIENTS} clients: meeting, list, home", _p95(times), 0.25, " s", bare=_p95(bare),
        note=f"p50 {statistics.median(times):.2f} s; others used {others:.0%} of the machine",
    )  # fmt: skip


def _crowd(pages: list[Page]) -> list[float]:
    times: list[float] = []
    clients = [
        threading.Thread(target=_ask, args=([Page(p.url, p.pids, p.cookie) for p in pages], times))
        for _ in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return times


def _ask(pages, times):
    for number in range(EACH):
        start = time.perf_counter()
        pages[number % len(pages)].get()
        times.append(time.perf_counter() - start)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def memory(site) -> Iterator[Figure]:
    """G12. Asked after the pages, before the first PDF."""
    ours, bare = machine.memory_of(site.web.running.pid), machine.memory_of(site.bare.running.pid)
    yield Figure("G12", "memory of 2 web workers and their parent", ours, 180, " MB", EXACT, bare=bare)
