"""What an area is made of, how many live there, its outline: files that an analyst supplies, whole or not at all."""

import csv
import io
import json
import re

from django.core.exceptions import PermissionDenied
from django.db import transaction

from assessments.models import AreaCount, AreaPart, Boundary, Edition, Lsoa, Population
from assessments.places import outlines_changed
from assessments.services import counting
from audit.clock import now
from design.filters import plural
from partnership.models import Area
from records.asking import refusal
from records.lifecycle import MoveRefused

PERMISSION = "assessments.load_data"
CODE = re.compile(r"[A-Z]\d{8}$")
NAMED, MOST_PEOPLE = 8, 20_000_000
NEEDS = {
    "parts": ("LSOA code", "Area"),
    "population": ("Code", "Year", "People"),
}


@transaction.atomic
def set_parts(file, kind, *, source, by):
    """Which LSOAs areas of a kind are made of, in place of what was said before. ``Area`` is a name or an ONS code."""
    _require(by)
    rows = _rows(file, NEEDS["parts"])
    areas = {}
    for area in Area.objects.filter(kind=kind):
        areas |= {area.name.lower(): area, area.code.lower(): area}
    faults = _Faults()
    wanted: dict[str, Area] = {}
    for line, row in rows:
        code, name = row["LSOA code"].upper(), row["Area"]
        area = areas.get(name.lower()) if name else None
        if not CODE.match(code):
            faults.add(f"line {line}: “{code[:20]}” is no LSOA code")
        elif area is None:
            faults.add(f"line {line}: no {Area.Kind(kind).label.lower()} here is called “{name[:40]}”")
        else:
            wanted[code] = area
    faults.refuse_any()
    Lsoa.objects.bulk_create([Lsoa(code=code) for code in wanted], ignore_conflicts=True, batch_size=5_000)
    lsoas = dict(Lsoa.objects.filter(code__in=wanted).values_list("code", "pk"))
    touched = {area.pk for area in wanted.values()}
    AreaPart.objects.filter(area__in=touched).delete()
    parts = [AreaPart(area=area, lsoa_id=lsoas[code], source=source[:120]) for code, area in wanted.items()]
    AreaPart.objects.bulk_create(parts, batch_size=5_000)
    counting.count_areas(_months(), touched)
    transaction.on_commit(outlines_changed)
    return len(parts), len(touched)


def _months():
    held = Edition.objects.filter(is_current=True, kind=Edition.Kind.STREET).values_list("month", flat=True)
    return set(held)


@transaction.atomic
def set_population(file, *, source, by):
    """Of areas and LSOAs by code and year; a year that comes again replaces what was said."""
    _require(by)
    faults, found = _Faults(), {}
    for line, row in _rows(file, NEEDS["population"]):
        code, year = row["Code"].upper(), _whole(row["Year"])
        people, households = _whole(row["People"]), _whole(row.get("Households", ""))
        if not CODE.match(code):
            faults.add(f"line {line}: “{code[:20]}” is no ONS code")
        elif year is None or not 1980 <= year <= 2100:
            faults.add(f"line {line}: “{row['Year'][:20]}” is no year")
        elif people is None or people > MOST_PEOPLE:
            faults.add(f"line {line}: “{row['People'][:20]}” is no number of people")
        elif households is not None and households > MOST_PEOPLE:
            faults.add(f"line {line}: “{row['Households'][:20]}” is no number of households")
        else:
            found[code, year] = (people, households)
    faults.refuse_any()
    Population.objects.filter(
        code__in={code for code, _ in found}, year__in={year for _, year in found}
    ).delete()
    at = now()
    Population.objects.bulk_create(
        [
            Population(
                code=code,
                year=year,
                people=people,
                households=households,
                source=source[:160],
                loaded_at=at,
                loaded_by=by,
            )
            for (code, year), (people, households) in found.items()
        ],
        batch_size=5_000,
    )
    return len(found)


@transaction.atomic
def set_boundaries(file, *, source, by):
    """Outlines by ONS code from GeoJSON, as the ONS gives them: the code is in a property whose name ends in CD."""
    _require(by)
    try:
        features = list(json.loads(file.read().decode("utf-8-sig"))["features"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise MoveRefused(
            "This is no GeoJSON file of features. Download the boundaries as GeoJSON."
        ) from error
    faults, found = _Faults(), {}
    for number, feature in enumerate(features, 1):
        outline, (code, name) = _outline(feature), _code_of(feature)
        if outline is None:
            faults.add(f"feature {number} is no polygon in degrees of longitude and latitude")
        elif code is None:
            faults.add(f"feature {number} has no ONS code")
        else:
            found[code] = (name, outline)
    faults.refuse_any()
    if not found:
        raise MoveRefused("The file holds no outlines. Check that it is the one you meant.")
    for code, (name, outline) in found.items():
        Boundary.objects.update_or_create(
            code=code,
            defaults={
                "name": name[:120],
                "outline": outline,
                "source": source[:160],
                "loaded_at": now(),
                "loaded_by": by,
            },
        )
    transaction.on_commit(outlines_changed)
    return len(found)


def _outline(feature):
    """Its rings of longitudes and latitudes, and whatever else stands beside them left out."""
    try:
        kind, within = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        parts = {"Polygon": [within], "MultiPolygon": within}[kind]
        parts = [[[_place(*point) for point in ring] for ring in part] for part in parts]
    except (KeyError, TypeError, ValueError):
        return None
    return {"type": kind, "coordinates": parts[0] if kind == "Polygon" else parts} if any(parts) else None


def _place(lon, lat, *_height):
    if not all(type(degrees) in (int, float) for degrees in (lon, lat)):
        raise TypeError("no number")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError("not on the globe")
    return [lon, lat]


def _code_of(feature):
    said = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(said, dict):
        return None, ""
    said = {name.upper(): str(value).replace("\0", "") for name, value in said.items()}
    code = next((value for name, value in said.items() if name.endswith("CD") and CODE.match(value)), None)
    return code, next((value for name, value in said.items() if name.endswith("NM")), "")


class _Faults:
    """All that is amiss: the first few by name and the rest counted."""

    def __init__(self):
        self.named, self.count = [], 0

    def add(self, words):
        self.count += 1
        if len(self.named) < NAMED:
            self.named.append(words)

    def refuse_any(self):
        if not self.count:
            return
        more = self.count - len(self.named)
        rest = [f"and {plural(more, 'more line', 'more lines')} besides"] if more else []
        raise MoveRefused(
            *[f"Mend {words}." for words in self.named], *[f"Mend them {words}." for words in rest]
        )


def _rows(file, needs):
    """(line, {heading: text}) of a CSV that has these headings, in any case and order."""
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        file.seek(0)
        text = file.read().decode("cp1252", errors="replace")
    reader = csv.DictReader(io.StringIO(text))
    there = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
    if missing := [name for name in needs if name.lower() not in there]:
        raise MoveRefused(
            f"The first line needs the headings {', '.join(needs)}. Missing: {', '.join(missing)}."
        )
    known = (*needs, "Households")
    try:
        rows = [
            (line, {name: (row.get(there.get(name.lower(), ""), "") or "").strip() for name in known})
            for line, row in enumerate(reader, 2)
        ]
    except csv.Error as error:
        raise MoveRefused("A cell of this file does not end. Check its quotation marks.") from error
    if not rows:
        raise MoveRefused("The file has headings and no lines. Check that it is the one you meant.")
    return rows


def _whole(words):
    words = words.replace(",", "")
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 12 else None


def held():
    """How many areas have parts, codes have a population, and outlines there are."""
    return {
        "areas": AreaPart.objects.values("area").distinct().count(),
        "counted": AreaCount.objects.values("area").distinct().count(),
        "population": Population.objects.values("code").distinct().count(),
        "boundaries": Boundary.objects.count(),
    }


def _require(by):
    if not by.has_perm(PERMISSION):
        raise PermissionDenied(refusal(PERMISSION))
