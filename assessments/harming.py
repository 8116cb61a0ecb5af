"""Harm: counts by the weights of one set, named with its edition. Scores of two sets never stand in one figure."""

from collections.abc import Mapping

from assessments.categories import BY_WORDS, Category
from assessments.drawn import Drawn, marks_of
from assessments.models import WeightSet
from design.charts import Chart, Series
from evidence.harm import Harm, HarmChange, Weights, harm

UNITS = {WeightSet.Kind.ONS: "days", WeightSet.Kind.CAMBRIDGE: "days", WeightSet.Kind.OWN: "points"}
NOT_ASB = "Anti-social behaviour is no crime and has no weight."


def weights_of(row: WeightSet) -> Weights | None:
    """By the names of categories of data.police.uk. None of a set that knows offence codes alone."""
    named = {found.label: float(weight) for key, weight in row.weights.items() if (found := _category(key))}
    name = row.get_kind_display()
    return Weights(name, row.vintage, named, UNITS[WeightSet.Kind(row.kind)]) if named else None


def _category(key: str) -> Category | None:
    """Named by its number or by its words."""
    if key.isascii() and key.isdigit():
        return Category(int(key)) if int(key) in Category.values and int(key) else None
    return BY_WORDS.get(key.strip().lower())


def scored(counts: Mapping[int, int], weights: Weights) -> Harm:
    return harm({Category(one).label: count for one, count in counts.items() if count}, weights)


def by_category(title, counts, weights, window, source):
    """``counts``: by category, of the year before and of the window; None where a month is missing."""
    before, after = (one and scored(one, weights) for one in counts)
    if after is None:
        return Drawn("", source, ["Category"], [])
    held = {Category(one).label: count for one, count in counts[1].items()}
    order = sorted(after.by_category, key=lambda name: -after.by_category[name])
    rows = [
        [name, held[name], weights.by_category[name], round(after.by_category[name]),
         round(100 * after.by_category[name] / after.score, 1) if after.score else None,
         round(before.by_category.get(name, 0)) if before else None]
        for name in order
    ]  # fmt: skip
    headings = ["Category", "Count", "Weight", "Harm", "Share of harm, per cent", "Harm a year before"]
    chart = Chart(title, "", order, [Series("Harm", [round(after.by_category[name]) for name in order])])
    return Drawn(
        " ".join([_total(before, after, window), _most(rows, held)]).strip(), _source(source, weights), headings, rows,
        marks_of(chart) if rows else None, counts=[1], notes=_notes([after]),
    )  # fmt: skip


def by_area(title, areas, weights, window, source):
    """``areas``: name, harm a year before and now, each None where a month is missing."""
    rows = [
        [name, now and round(now.score), before and round(before.score),
         HarmChange(before, now).words if before and now else "not known"]
        for name, before, now in areas
    ]  # fmt: skip
    rows.sort(key=lambda row: -(row[1] or 0))
    headings = ["Area", f"Harm, {window.words}", f"Harm, {window.earlier().words}", "In words"]
    chart = Chart(title, "", [row[0] for row in rows], [Series("Harm", [row[1] for row in rows])])
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


def _notes(found):
    left = {}
    for one in found:
        left |= {name: left.get(name, 0) + count for name, count in one.unweighted.items()}
    notes = [Harm(found[0].weights, {}, left).note] if found and left else []
    return [*notes, NOT_ASB]
