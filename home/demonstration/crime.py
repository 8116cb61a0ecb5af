"""Invented police data of the demonstration county, in the shape of data.police.uk and of the Home Office's table.

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
from partnership.services import areas

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
RECORDED = (
    "Financial Year,Financial Quarter,Police Force,CSP Name,Offence Description,Offence Group,Offence Subgroup,"
    "Offence Code,Offence Count"
)
STOPS = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)
FORCE = "Shire Police"
LAG, LONG = 2, 48  # months behind today; months in all
PLACES = {  # its middle, and how much it has beside Northshire
    "Northshire": (-2.101, 50.744, 1.0), "Eastshire": (-1.962, 50.768, 0.6), "Westshire": (-2.312, 50.702, 1.2),
}  # fmt: skip
QUARTERS = 12
OFFENCES = (  # code, offence, group, subgroup, how many in a quarter of Northshire, its yearly growth
    ("105A", "Assault without injury", "Violence against the person", "Violence without injury", 118, 0.0),
    ("8N", "Assault with injury", "Violence against the person", "Violence with injury", 84, -0.03),
    ("8L", "Harassment", "Violence against the person", "Stalking and harassment", 31, 0.06),
    ("34B", "Robbery of personal property", "Robbery", "Robbery of personal property", 11, 0.0),
    ("28E", "Burglary in a dwelling", "Theft offences", "Residential burglary", 33, -0.28),
    ("46", "Shoplifting", "Theft offences", "Shoplifting", 102, 0.22),
    ("48", "Theft of a motor vehicle", "Theft offences", "Vehicle offences", 21, 0.04),
    ("58C", "Criminal damage to a vehicle", "Criminal damage and arson", "Criminal damage", 46, -0.05),
    ("10D", "Possession of a bladed article", "Possession of weapons offences", "Possession of weapons", 9, 0.0),
    ("92D", "Possession of cannabis", "Drug offences", "Possession of drugs", 17, 0.03),
)  # fmt: skip
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


def make_crime(county, today):
    areas.create_area(by=county.keeper(), name="Westshire", kind="unitary")  # a neighbour to be held beside
    draw = random.Random(20)  # noqa: S311 -- the same figures each time
    last = months.of_day(today) - LAG
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [_file(folder, month, month - last, draw) for month in range(last - LONG + 1, last + 1)]
        _load(county, [*paths, *(_stops(folder, month, draw) for month in range(last - 11, last + 1))])
        _load(county, [_recorded(folder, last, draw)])


def _load(county, paths):
    from assessments.services import loading  # noqa: PLC0415 -- it loads Polars, which no page should

    load = Load.objects.create(
        state=Load.State.LOADING, names=[path.name for path in paths], started_at=now(),
        started_by=county.user("analyst"),
    )  # fmt: skip
    load.report = loading.load_files(load, paths)
    load.state, load.finished_at = Load.State.LOADED, now()
    load.save()


def _recorded(folder, last, draw):
    """By quarters that are over, of each place and offence."""
    end = last - (last + 1) % 3  # quarters end in March, June, September and December
    rows = [RECORDED]
    for back in range(QUARTERS):
        first = end - 2 - 3 * back
        when = f"{months.financial_year_words(months.financial_year(first))},{months.quarter(first)}"
        for place, (_west, _south, share) in PLACES.items():
            for code, offence, group, subgroup, mean, growth in OFFENCES:
                count = _poisson(mean * share * (1 + growth) ** (-back / 4), draw)
                rows.append(f"{when},{FORCE},{place},{offence},{group},{subgroup},{code},{count}")
    path = folder / "recorded-crime-invented.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def _file(folder, month, back, draw):
    rows = [HEADER]
    for place, (_west, _south, share) in PLACES.items():
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


def _is_nobodys(east, north):
    """Outside the outline, or in its hole."""
    is_inside = (east / 0.14) ** 2 + (north / 0.075) ** 2 < 1
    return not is_inside or (-0.103 < east < -0.067 and 0.008 < north < 0.032)


def _row(month, place, category, draw):
    west, south, _share = PLACES[place]
    wide = 0.006 if draw.random() < CENTRE else 0.035
    east, north = draw.gauss(0, wide), draw.gauss(0, wide * 0.6)
    while _is_nobodys(east, north):
        east, north = draw.gauss(0, wide), draw.gauss(0, wide * 0.6)
    lon = west + round(east / 0.0011) * 0.0011  # points stand on a lattice, as if they were snapped
    lat = south + round(north / 0.0008) * 0.0008
    number = abs(round((lon - west) / 0.012)) * 4 + abs(round((lat - south) / 0.012)) % 4
    street = STREETS[hash((round(lon * 1e4), round(lat * 1e4))) % len(STREETS)]
    is_asb = category == "Anti-social behaviour"
    key = "" if is_asb else hashlib.sha256(draw.randbytes(16)).hexdigest()
    code = f"E0109{8500 + number + 500 * list(PLACES).index(place):04d}"
    if draw.random() < 0.012:  # as many have no place as in real files
        where = ["", "", "No Location", "", ""]
    else:
        where = [f"{lon:.6f}", f"{lat:.6f}", f"On or near {street}", code, f"{place} {number + 1:03d}A"]
    outcome = "" if is_asb else draw.choice(OUTCOMES)
    return ",".join([key, months.code(month), FORCE, FORCE, *where, category, outcome, ""])
