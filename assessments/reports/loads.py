"""What a check found, in words; and which months are held."""

import datetime as dt
from dataclasses import dataclass

from assessments.models import Edition, Load
from assessments.offences import QUARTER
from design.filters import date, joined, number, plural
from evidence import months


@dataclass(frozen=True)
class Found:
    facts: list[tuple[str, str]]
    notes: list[str]
    reasons: list[str]
    broken: list[tuple[str, int, str]]
    kinds: list[tuple[str, int]]  # of broken lines
    replaces: list[list]  # months that are held: words of what is there, and of what comes in its place
    editions: list[tuple]  # kind, force, month, rows, without a place, exact repeats


def found_in(load):
    """None until something was found."""
    report = load.report
    if not report:
        return None
    editions = [
        (
            one["kind"],
            one["force"],
            _period(one["kind"], one["month"]),
            one["rows"],
            one["unlocated"],
            one["exact_repeats"],
        )
        for one in report.get("editions", [])
    ]
    return Found(
        list(_facts(report)), list(_notes(report)), report.get("reasons", []),
        [tuple(row) for row in report.get("broken_lines", [])], list(report.get("broken_kinds", {}).items()),
        [_replaced(one) for one in report.get("replaces", [])], editions,
    )  # fmt: skip


OUTDATED = (
    "Other data was loaded since these files were checked. They are checked again first, and you are asked again before"
    " anything is replaced."
)
ANEW = "Other data was loaded after these files were checked. Nothing was loaded: see what it replaces now."
REPLACES = ("Month", "Force", "File", "Held now", "In its place")


def _replaced(one):
    loaded = date(dt.datetime.fromisoformat(one["loaded_at"]))
    return [
        _period(one["kind"], one["month"]), one["force"], Edition.Kind(one["kind"]).label,
        f"{plural(one['held'], 'row')} of {one['held_file']}, loaded on {loaded}",
        f"{plural(one['rows'], 'row')} of {one['file']}",
    ]  # fmt: skip


def replaced_in_words(load):
    """What loading it would replace."""
    if is_outdated(load):
        return OUTDATED
    rows = load.report.get("replaces", [])
    if not rows:
        return "It replaces nothing that is held."
    held, come = (sum(one[name] for one in rows) for name in ("held", "rows"))
    ends = [one["month"] + _step(one["kind"])[0] - 1 for one in rows]
    span = months.Window(min(one["month"] for one in rows), max(ends)).words
    forces = joined(sorted({one["force"] for one in rows}))
    return (
        f"It replaces {plural(held, 'row')} of {forces}, {span}, with {plural(come, 'row')}."
        " What they were is kept."
    )


def _facts(report):
    if report.get("first") is not None:
        kinds = {one["kind"] for one in report.get("editions", [])}
        step, unit = _step(Edition.Kind.RECORDED if kinds == {Edition.Kind.RECORDED} else "")
        span = months.Window(report["first"], report["last"] + step - 1).words
        yield "Months", f"{span} ({plural(report['months'], unit)})"
    yield "Rows", number(report.get("rows", 0))
    if report.get("forces"):
        yield "Forces", ", ".join(report["forces"])
    if "rows_after" in report:
        yield "Rows that were replaced", number(report["replaced"])
        yield "Rows held in all", number(report["rows_after"])


def _notes(report):
    """Each thing that a person should know before using the figures; none of them is an error."""
    if report.get("is_anew"):
        yield ANEW
    said = (
        ("unlocated", "without a place. They are counted, and stand in no area and on no map."),
        ("outside", "outside the United Kingdom, counted without a place."),
        ("without_id", "without a Crime ID: anti-social behaviour never has one."),
        (
            "exact_repeats",
            "the same in every word as another. They cannot be told from real repeats, so they are counted and kept.",
        ),
        ("reencoded", "in another encoding than the rest, and read all the same."),
    )
    for name, words in said:
        if count := report.get(name):
            yield f"{plural(count, 'row', 'rows')} {words}"
    for words, count in report.get("unknown_words", {}).items():
        yield f"“{words}” is no category that is known: {plural(count, 'row', 'rows')}, counted apart."
    if count := report.get("unchanged"):
        yield f"{plural(count, 'month of a force is', 'months of forces are')} here already and unchanged."
    for one in report.get("replaces", []):
        if one["rows"] * 2 < one["held"]:
            yield (
                f"{one['force']}, {_period(one['kind'], one['month'])}: {plural(one['rows'], 'row')} in place of"
                f" {number(one['held'])}, fewer than half. Check that {one['file']} holds the whole month."
            )
    for force, windows in _spans(report.get("mixed_codes", [])).items():
        yield (
            f"{force}, {joined(window.words for window in windows)}: LSOA codes of 2021 in data from before June 2023."
            " LSOAs at the margin do not compare with other months."
        )
    for name in report.get("empty", []):
        yield f"{name} has no rows."


def _spans(names):
    """Force → months on end, of "force month"."""
    found: dict = {}
    for force, month in sorted((name.rpartition(" ")[0], int(name.rpartition(" ")[2])) for name in names):
        windows = found.setdefault(force, [])
        if windows and windows[-1].last == month - 1:
            windows[-1] = months.Window(windows[-1].first, month)
        else:
            windows.append(months.Window(month, month))
    return found


def held_in_place_of(keys):
    """Editions that are held of these (kind, force, month), by the same."""
    keys = {(kind, force[:80], month) for kind, force, month in keys}
    kinds, months = {kind for kind, _, _ in keys}, {month for *_, month in keys}
    rows = Edition.objects.filter(is_current=True, kind__in=kinds, month__in=months)
    held = {(row.kind, row.force, row.month): row for row in rows}
    return {key: held[key] for key in keys & set(held)}


def is_outdated(load):
    """Something else is held than when the files were checked, so what the check said of it is not true any more."""
    if load.state != Load.State.CHECKED or "held" not in load.report:
        return False
    keys = [(one["kind"], one["force"], one["month"]) for one in load.report["editions"]]
    return sorted(row.pk for row in held_in_place_of(keys).values()) != load.report["held"]


def held_of(editions):
    """What is held by kind and force: first and last month, how many, and those missing between, in one query."""
    held: dict = {}
    rows = editions.objects.filter(is_current=True).values_list("kind", "force", "month", "rows")
    for kind, force, month, count in rows:
        held.setdefault((kind, force), []).append((month, count))
    return [_held(kind, force, found) for (kind, force), found in sorted(held.items())]


def _held(kind, force, found):
    """Of the Home Office's table a month stands for its quarter."""
    step, unit = _step(kind)
    there = {month for month, _ in found}
    span = months.Window(min(there), max(there) + step - 1)
    missing = [_period(kind, month) for month in span.months[::step] if month not in there]
    rows = sum(count for _, count in found)
    return Edition.Kind(kind).label, force, f"{span.words} ({plural(len(there), unit)})", rows, missing


def _step(kind):
    """How many months an edition of the kind is of, and what they are called."""
    return (QUARTER, "quarter") if kind == Edition.Kind.RECORDED else (1, "month")


def _period(kind, month):
    return months.Window(month, month + _step(kind)[0] - 1).words
