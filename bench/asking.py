"""Asking for a page as a browser does, over one connection that stays; and what the answering cost."""

import statistics
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, RemoteDisconnected
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

from bench import machine
from bench.counting import ASKED, TOLD
from bin.say import stop

ROUNDS, AT_MOST = 3, 5
TURNS, REQUESTS = 8, 5  # of a round; of a turn
SIGNED_IN = b"portal-header__sign-out"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass
class Page:
    """An address and who asks for it; `pids` are the programs whose CPU time answering costs."""

    url: str
    pids: tuple[int, ...]
    cookie: str = ""
    marker: bytes = b""
    kept: HTTPConnection | None = field(default=None, repr=False)

    def __post_init__(self):
        parts = urlsplit(self.url)
        if parts.scheme != "http" or parts.hostname not in LOOPBACK:
            stop(f"{self.url}: the bench puts load on this machine only. Give an http address of 127.0.0.1.")
        self.netloc = parts.netloc
        self.path = parts.path + (f"?{parts.query}" if parts.query else "")

    def get(self, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Over the connection that stands; over a new one where the server has closed it meanwhile."""
        try:
            return self._get(headers)
        except (RemoteDisconnected, ConnectionError):
            self.kept = None
            return self._get(headers)

    def _get(self, headers):
        self.kept = self.kept or HTTPConnection(self.netloc, timeout=60)
        self.kept.request("GET", self.path, headers={"Cookie": self.cookie, **headers})
        response = self.kept.getresponse()
        self._remember(response.headers.get_all("Set-Cookie", ()))
        return (
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            response.read(),
        )

    def _remember(self, sent):
        """As a browser does, so that nobody is sent the same cookie again with each page."""
        held = SimpleCookie(self.cookie)
        for cookie in sent:
            held.load(cookie)
        if sent:
            self.cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in held.items())

    def check(self) -> tuple[int, int]:
        """Refuse a page that is not what it should be; bytes and SQL of the one that is."""
        self.get()  # the first of a session may note something
        status, headers, body = self.get(**{ASKED: "yes"})
        if status != 200 or self.marker not in body:
            stop(f"{self.path} answered {status} and is not the page of somebody signed in: not measured.")
        return len(body), int(headers.get(TOLD.lower(), 0))


def peer(text: str) -> tuple[str, Page]:
    """`name,url,cookie-file,pid`: another program on this machine; its cookie signs somebody in."""
    name, url, cookie_file, pid = text.split(",")
    return name, Page(url, (int(pid),), Path(cookie_file).read_text().strip() if cookie_file else "")


@dataclass
class Cost:
    units: float  # CPU time a request over that of the calibration loop
    p50: float  # milliseconds
    size: int
    sql: int
    dropped: int
    quiet: int

    @property
    def kb(self) -> float:
        return self.size / 1000

    @property
    def note(self) -> str:
        if self.quiet >= ROUNDS:
            return f"{self.dropped} busy rounds dropped" if self.dropped else ""
        return f"busy machine: {self.dropped} of {self.dropped + self.quiet} rounds"


def compare(pages: dict[str, Page]) -> dict[str, Cost]:
    """Each page in turn, round after round, so that what changes with time changes all alike.

    A round in which others used the machine is dropped; if too few are left, all are used and the figure says so.
    """
    about = {name: page.check() for name, page in pages.items()}
    rounds = []
    while len(rounds) < AT_MOST and sum(quiet for quiet, _ in rounds) < ROUNDS:
        watched = machine.Watched(tuple({pid for page in pages.values() for pid in page.pids}))
        found = {name: _round(page) for name, page in pages.items()}
        rounds.append((watched.others() < machine.BUSY, found))
    quiet = [found for is_quiet, found in rounds if is_quiet]
    used = quiet if len(quiet) >= ROUNDS else [found for _, found in rounds]
    return {
        name: Cost(
            statistics.median(found[name][0] for found in used),
            statistics.median(found[name][1] for found in used),
            *about[name], len(rounds) - len(quiet), len(quiet),
        )
        for name in pages
    }  # fmt: skip


def _round(page: Page) -> tuple[float, float]:
    """The median of eight short turns, each behind a calibration loop of its own."""
    units, times = [], []
    for _ in range(TURNS):
        loop, before = machine.calibration(), machine.cpu_of(page.pids)
        for _ in range(REQUESTS):
            start = time.perf_counter()
            page.get()
            times.append(time.perf_counter() - start)
        spent = machine.spent(before, machine.cpu_of(page.pids))
        units.append(spent * 1000 / REQUESTS / loop)
    return statistics.median(units), statistics.median(times) * 1000
