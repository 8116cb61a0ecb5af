"""G9 and G10: police data loaded as an installation loads it, the same again, and crime in numbers over those rows."""

import hashlib
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench import scenes
from bench.asking import compare
from bench.figures import EXACT, Figure
from bench.loading import settle
from bench.site import Site
from bin.setup import ROOT
from partnership.models import Area, Partnership

MONTHS, FORCES, LSOAS, STREETS = 36, 4, 300, 2_000
GOALS = {"seconds": 30, "again": 15, "megabytes": 300}
ASKED = 60  # times, one after another
WHOLE = 3_000_000  # rows to which the goals are said; fewer get their share of the time
DISTRICTS = ("North", "South", "East", "West")
TYPES = (
    "Anti-social behaviour", "Violence and sexual offences", "Shoplifting", "Burglary", "Vehicle crime", "Public order",
    "Criminal damage and arson", "Other theft", "Drugs", "Robbery",
)  # fmt: skip
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)


def figures(served, site: Site, rows: int) -> Iterator[Figure]:
    place = Partnership.objects.order_by("pk").first()
    place.areas.add(*[Area.objects.create(name=name, kind=Area.Kind.DISTRICT) for name in DISTRICTS])
    path = site.folder / "crime.csv"
    _write(path, rows)
    share = rows / WHOLE
    for name, goal in (("first", GOALS["seconds"]), ("again", GOALS["again"])):
        said, peak = _load(site, path)
        note = f"{said['rows']:,} rows, {said['months']} months; {said['rows_after']:,} held after"
        yield Figure(
            "G9",
            f"police data, {name}: {rows:,} rows",
            said["seconds"],
            max(2, goal * share),
            " s",
            note=note,
        )
        yield Figure(
            "G9", f"police data, {name}: memory", peak / 1e6, GOALS["megabytes"], " MB", leeway=EXACT
        )
        if name == "again":
            changed = said["replaced"] + abs(said["rows_after"] - rows)
            yield Figure("G9", "police data, again: rows changed", changed, 0, leeway=EXACT)
    settle()
    page = served.page(scenes.OFFICER, "assessments:crime")
    cost = compare({"crime": page, "bare": served.bare(50, page.check()[0])})
    ours = cost["crime"]
    note = f"{ours.units:.2f}u, {ours.units / cost['bare'].units:.1f}× bare"
    yield Figure(
        "G10", "crime in numbers, p95", _p95(page), 50, " ms", sql=ours.sql, kb=ours.kb,
        note="; ".join(filter(None, [note, ours.note])),
    )  # fmt: skip
    yield Figure("G10", "SQL of crime in numbers", ours.sql, 8, leeway=EXACT)


def _p95(page) -> float:
    times = []
    for _ in range(ASKED):
        start = time.perf_counter()
        page.get()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.quantiles(times, n=20)[-1]


def _write(path: Path, rows: int) -> None:
    """A file of some forces and months in turn; streets and codes are invented, and the same each time."""
    draw = random.Random(7)
    each = rows // (MONTHS * FORCES) + 1
    left = rows
    with path.open("w") as file:
        file.write(HEADER + "\n")
        for month in range(MONTHS):
            code = f"{2023 + month // 12}-{month % 12 + 1:02d}"
            for force in range(FORCES):
                count = min(each, left)
                left -= count
                file.write("".join(_row(draw, code, force) for _ in range(count)))


def _row(draw: random.Random, month: str, force: int) -> str:
    lsoa, street, kind = draw.randrange(LSOAS), draw.randrange(STREETS), draw.choice(TYPES)
    name = DISTRICTS[force]
    key = hashlib.blake2b(draw.randbytes(8)).hexdigest()[:64] if kind != TYPES[0] else ""
    outcome = "Under investigation" if key else ""
    place = f"-{force}.{street * 37 % 1_000_000:06d},5{force}.{street * 91 % 1_000_000:06d},On or near Street {street}"
    return (
        f"{key},{month},{name} Police,{name} Police,{place},E0{1000000 + force * 1000 + lsoa},"
        f"{name} {lsoa:03d}A,{kind},{outcome},\n"
    )


def _load(site: Site, path: Path) -> tuple[dict, int]:
    """What the command said, and the most memory it had."""
    command = [sys.executable, "manage.py", "load_crime", str(path), "--json"]
    process = subprocess.Popen(command, cwd=ROOT, env=site.env, stdout=subprocess.PIPE, text=True)
    watched, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            peak = max(peak, watched.memory_info().rss)
            process.wait(0.2)
        except (psutil.NoSuchProcess, subprocess.TimeoutExpired):
            continue
    assert process.stdout
    return json.loads(process.stdout.read().splitlines()[-1]), peak
