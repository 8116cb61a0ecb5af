"""Invented police data of the demonstration county: two forces' worth of months in the shape of data.police.uk.

Places are points of a made-up town; counts follow a season, a rise in shoplifting and a fall in burglary, so that the
charts have something to say.
"""

import hashlib
import math
import random
import tempfile
from pathlib import Path

from assessments.models import Load
from audit.clock import now
from evidence import months

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
STOPS = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)
FORCE = "Shire Police"
LAG, LONG = 2, 30  # months behind today; months in all
PLACES = {"Northshire": (-2.101, 50.744), "Eastshire": (-1.962, 50.768)}
EACH_MONTH = {  # category: how many in Northshire, how much the season moves it, its yearly growth
    "Anti-social behaviour": (62, 0.35, -0.02), "Violence and sexual offences": (78, 0.12, 0.0),
    "Shoplifting": (34, 0.10, 0.22), "Criminal damage and arson": (26, 0.15, -0.05), "Public order": (19, 0.2, 0.0),
    "Vehicle crime": (17, 0.05, 0.04), "Other theft": (16, 0.1, 0.0), "Burglary": (15, -0.1, -0.28),
    "Drugs": (9, 0.0, 0.03), "Bicycle theft": (6, 0.5, 0.0), "Possession of weapons": (5, 0.0, 0.0),
    "Robbery": (4, 0.0, 0.0), "Theft from the person": (3, 0.2, 0.0), "Other crime": (5, 0.0, 0.0),
}  # fmt: skip
OUTCOMES = (
    "Investigation complete; no suspect identified", "Unable to prosecute suspect", "Under investigation",
    "Local resolution", "Awaiting court outcome",
)  # fmt: skip
STREETS = (
    "High Street", "Station Road", "Market Place", "Church Lane", "Mill Road", "Quay Street", "Park Avenue",
    "School Lane", "Bridge Street", "The Green", "Supermarket", "Parking Area", "Shopping Area", "Bus/Coach Station",
    "Nightclub", "Sports/Recreation Area",
)  # fmt: skip
CENTRE = 0.45  # of all crimes, so many happen in the middle of the town


def make_crime(_county, today):
    from assessments.services import loading  # noqa: PLC0415 -- it loads Polars, which no page should

    draw = random.Random(20)  # noqa: S311 -- the same figures each time
    last = months.of_day(today) - LAG
    with tempfile.TemporaryDirectory() as folder:
        paths = [_file(Path(folder), month, month - last, draw) for month in range(last - LONG + 1, last + 1)]
        paths += [_stops(Path(folder), month, draw) for month in range(last - 11, last + 1)]
        names = [path.name for path in paths]
        load = Load.objects.create(state=Load.State.LOADING, names=names, started_at=now())
        load.report = loading.load_files(load, paths)
        load.state, load.finished_at = Load.State.LOADED, now()
        load.save()


def _file(folder, month, back, draw):
    rows = [HEADER]
    for place, share in (("Northshire", 1.0), ("Eastshire", 0.6)):
        for category, (mean, season, growth) in EACH_MONTH.items():
            expected = mean * share * (1 + growth) ** (back / 12) * (1 + season * _summer(month))
            rows += [_row(month, place, category, draw) for _ in range(_poisson(expected, draw))]
    path = folder / f"{months.code(month)}-shire-street.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def _stops(folder, month, draw):
    """Searches, most of them late on Fridays and Saturdays."""
    rows = [STOPS]
    for _ in range(60):
        day = draw.choices(range(28), [1 + 3 * ((at + 2) % 7 in (4, 5)) for at in range(28)])[0] + 1
        hour = int(draw.triangular(10, 30, 22)) % 24
        at = f"{months.code(month)}-{day:02d}T{hour:02d}:{draw.randrange(60):02d}:00+00:00"
        rows.append(
            f"Person search,{at},False,,50.744,-2.101,Male,18-24,,White,Misuse of Drugs Act 1971,"
            "Controlled drugs,A no further action disposal,,False"
        )
    path = folder / f"{months.code(month)}-shire-stop-and-search.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def _summer(month):
    return math.cos((month % 12 - 6) / 12 * 2 * math.pi)


def _poisson(mean, draw):
    return max(0, round(draw.gauss(mean, math.sqrt(mean))))


def _row(month, place, category, draw):
    west, south = PLACES[place]
    wide = 0.006 if draw.random() < CENTRE else 0.035
    lon = (
        west + round(draw.gauss(0, wide) / 0.0011) * 0.0011
    )  # points stand on a lattice, as if they were snapped
    lat = south + round(draw.gauss(0, wide * 0.6) / 0.0008) * 0.0008
    number = abs(round((lon - west) / 0.012)) * 4 + abs(round((lat - south) / 0.012)) % 4
    street = STREETS[hash((round(lon * 1e4), round(lat * 1e4))) % len(STREETS)]
    is_asb = category == "Anti-social behaviour"
    key = "" if is_asb else hashlib.sha256(draw.randbytes(16)).hexdigest()
    code = f"E0109{9000 + number + (500 if place == 'Eastshire' else 0):04d}"
    if draw.random() < 0.012:  # as many have no place as in real files
        where = ["", "", "No Location", "", ""]
    else:
        where = [f"{lon:.6f}", f"{lat:.6f}", f"On or near {street}", code, f"{place} {number + 1:03d}A"]
    outcome = "" if is_asb else draw.choice(OUTCOMES)
    return ",".join([key, months.code(month), FORCE, FORCE, *where, category, outcome, ""])
