"""Harm: counts by the weights of one set, named with its edition. Scores of two sets never stand in one figure."""

from collections.abc import Mapping
from dataclasses import replace

from assessments.categories import BY_WORDS, Category
from assessments.drawn import Drawn, marks_of
from assessments.models import WeightSet
from assessments.offences import TABLE
from design.charts import Chart, Series
from evidence.harm import Harm, HarmChange, Weights, harm

UNITS = {WeightSet.Kind.ONS: "days", WeightSet.Kind.CAMBRIDGE: "days", WeightSet.Kind.OWN: "points"}
CHARTED = 15  # of a table of many offences
NOT_ASB = "Anti-social behaviour is no crime and has no weight."


def weights_of(row: WeightSet) -> Weights | None:
    """By the names of categories of data.police.uk. None of a set that knows offence codes alone."""
    codes = _codes(row)
    known = {key: weight for key, weight in row.weights.items() if _code(key) not in codes}
    return _set(row, {found.label: weight for key, weight in known.items() if (found := _category(key))})


def offence_weights_of(row: WeightSet) -> Weights | None:
    """By the offence codes of the Home Office. None of a set that knows categories alone."""
    return _set(row, _codes(row))


def _set(row, weights):
    named = {name: float(weight) for name, weight in weights.items()}
    unit = UNITS[WeightSet.Kind(row.kind)]
    return Weights(row.get_kind_display(), row.vintage, named, unit) if named else None


def _codes(row):
    """A number alone is an offence's code only where other codes are in the set, and no category by its words."""
    by_words = any(key.strip().lower() in BY_WORDS for key in row.weights)
    others = {_code(key): weight for key, weight in row.weights.items() if not _category(key)}
    if by_words or not others:
        return others
    return {_code(key): weight for key, weight in row.weights.items()}


def _code(key: str) -> str:
    return key.strip().upper()


def _category(key: str) -> Category | None:
    """Named by its number or by its words."""
    if key.isascii() and key.isdigit():
        return Category(int(key)) if int(key) in Category.values and int(key) else None
    return BY_WORDS.get(key.strip().lower())


def scored(counts: Mapping[int, int], weights: Weights) -> Harm:
    return harm({Category(one).label: count for one, count in counts.items() if count}, weights)


def by_category(title, counts, weights, window, source):
    """``counts``: by category, of the year before and of the window; None where a month is missing."""
    named = [one and {Category(key).label: count for key, count in one.items() if count} for one in counts]
    return _by_part(title, "Category", named, weights, window=window, source=source)


def by_offence(title, recorded, name, weights, last):
    """Of the area of that name, over the latest four quarters of the Home Office's table (`assessments.offences`)."""
    window = recorded.year_to(name, last)
    if window is None:
        return Drawn("", TABLE, ["Offence"], [])
    words = {code: f"{title} ({code})" for code, title in recorded.titles.items()}
    named = [
        total and {words[code]: count for code, count in total.items() if count}
        for total in _both(recorded, name, window)
    ]
    known = {words[code]: weight for code, weight in weights.by_category.items() if code in words}
    return _by_part(title, "Offence", named, replace(weights, by_category=known), window=window, source=TABLE)


def offences_by_area(title, recorded, names, weights, last):
    """Areas beside each other, over twelve months that each of them has."""
    found = [window for name in names if (window := recorded.year_to(name, last))]
    if not found:
        return Drawn("", TABLE, ["Area"], [])
    window = min(found, key=lambda one: one.last)
    rows = [
        (name, *(None if total is None else harm(total, weights) for total in _both(recorded, name, window)))
        for name in names
    ]
    return replace(by_area(title, rows, weights, window, TABLE), notes=[])


def _both(recorded, name, window):
    return [recorded.total(name, one) for one in (window.earlier(), window)]


def _by_part(title, heading, counts, weights, *, window, source):
    before, after = (None if one is None else harm(one, weights) for one in counts)
    if after is None:
        return Drawn("", source, [heading], [])
    held = counts[1]
    order = sorted(after.by_category, key=lambda name: -after.by_category[name])
    rows = [
        [name, held[name], weights.by_category[name], round(after.by_category[name]),
         round(100 * after.by_category[name] / after.score, 1) if after.score else None,
         round(before.by_category.get(name, 0)) if before else None]
        for name in order
    ]  # fmt: skip
    label = f"Harm in {weights.unit}"
    headings = [heading, "Count", "Weight", label, "Share of harm, per cent", f"{label} a year before"]
    most = order[:CHARTED]
    values = [round(after.by_category[name]) for name in most]
    chart = Chart(title, "", most, [Series(label, values)], value_label=label)
    return Drawn(
        " ".join([_total(before, after, window), _most(rows, held)]).strip(), _source(source, weights), headings, rows,
        marks_of(chart) if rows else None, counts=[1], notes=_notes([after], asb=heading == "Category"),
    )  # fmt: skip


def by_area(title, areas, weights, window, source):
    """``areas``: name, harm a year before and now, each None where a month is missing."""
    rows = [
        [name, now and round(now.score), before and round(before.score),
         HarmChange(before, now).words if before and now else "not known"]
        for name, before, now in areas
    ]  # fmt: skip
    rows.sort(key=lambda row: -(row[1] or 0))
    label = f"Harm in {weights.unit}"
    headings = ["Area", f"{label}, {window.words}", f"{label}, {window.earlier().words}", "In words"]
    values = [row[1] for row in rows]
    chart = Chart(title, "", [row[0] for row in rows], [Series(label, values)], value_label=label)
    most = f"{rows[0][0]} has the most harm: {rows[0][1]:,} {weights.unit}." if rows and rows[0][1] else ""
    return Drawn(
        most, _source(source, weights), headings, rows, marks_of(chart) if rows else None,
        notes=_notes([now for _name, _before, now in areas if now]), text_columns=[3],
    )  # fmt: skip


def _total(before, after, window):
    if before is None:
        return f"{window.words}: {after.words}. The year before is not known."
    return f"{window.words} beside {window.earlier().words}: harm {HarmChange(before, after).words}."


def _most(rows, held):
    whole = sum(held.values())
    if not rows or not whole or not rows[0][4]:
        return ""
    name, count, _weight, _harm, share, *_ = rows[0]
    return f"{name} is {share:.1f}% of the harm and {100 * count / whole:.1f}% of the crimes."


def _source(source, weights):
    return f"{source}; weights: {weights.words}, in {weights.unit}"


def _notes(found, *, asb=True):
    left = {}
    for one in found:
        left |= {name: left.get(name, 0) + count for name, count in one.unweighted.items()}
    notes = [Harm(found[0].weights, {}, left).note] if found and left else []
    return [*notes, NOT_ASB] if asb else notes
