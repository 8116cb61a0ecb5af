"""What the bid says to each row of the scoring form, so that it is scored by its own words (S002-172 to -180)."""

from dataclasses import dataclass

from audit.clock import today
from design.filters import money
from funding.balances import balance_of
from funding.models import Criterion
from funding.money import percent_of, year_name
from funding.portfolio import rules_of

Beside = Criterion.Beside
LISTS = ("targets", "outputs", "areas", "partnerships", "objectives", "later_years", "other_funding")


@dataclass(frozen=True)
class Aside:
    """Lines of the bid, and a note on how they stand to what is printed under the form."""

    lines: tuple[str, ...]
    note: str = ""


def beside(bid, criteria):
    """By what stands beside the row; nothing is asked of the database that no row shows. `LISTS` are read."""
    return {name: _SAYS[name](bid) for name in {row.beside for row in criteria if row.beside}}


def _targets(bid):
    found = tuple(target.text for target in bid.targets.all())
    return Aside(found or ("No target of the strategy is named.",), _count(found, "target"))


def _how(bid):
    return Aside(tuple(f"{target.text}: {target.how or 'not said'}" for target in bid.targets.all()))


def _gap(bid):
    return Aside(tuple(filter(None, (bid.gap, bid.need and f"Evidence of need: {bid.need}"))))


def _areas(bid):
    places = [str(place) for place in bid.partnerships.all()]
    across = (
        f"Cross-boundary: its areas lie in {', '.join(places)}" if len(places) > 1 else "In one partnership"
    )
    return Aside((*(str(area) for area in bid.areas.all()), across), _year_stands(bid))


def _year_stands(bid):
    """The year's standing on the rules that count where projects are (S002-187)."""
    if bid.fund_year_id is None:
        return ""
    said = [
        f"{rule.name}: {rule.percent}% so far, of {rule.least_percent.normalize():f}%"
        for rule in rules_of(bid.partnership, bid.fund_year.year, today())
        if rule.percent is not None
    ]
    return ". ".join(said)


def _objectives(bid):
    return Aside(tuple(str(row) for row in bid.objectives.all()) or ("No objective is claimed.",))


def _monitoring(bid):
    outputs = [_output(row) for row in bid.outputs.all()]
    return Aside(tuple(filter(None, (bid.monitoring, *outputs))))


def _output(row):
    start = "" if row.baseline is None else f", from {row.baseline.normalize():f}"
    return f"{row.what}: {row.target.normalize():f}{start}"


def _later(bid):
    rows = [
        f"{year_name(row.year)}: {money(row.amount)}{f' from {row.source}' if row.source else ''}"
        for row in bid.later_years.all()
    ]
    return Aside(tuple(rows) or ("No funding is wanted in later years.",))


def _share(bid):
    asked = bid.requested
    if asked is None or bid.fund_year_id is None:
        return Aside(("The bid names no amount or no fund.",))
    free = balance_of(bid.fund_year).free
    share = percent_of(asked, free) if free > 0 else None
    of = f"{share}% of it" if share is not None else "nothing is left"
    return Aside((f"{money(asked)} asked for.", f"{bid.fund_year} has {money(free)} free: {of}."))


def _other(bid):
    rows = [
        f"{row.source}: {money(row.amount)}, {row.get_state_display().lower()}"
        for row in bid.other_funding.all()
    ]
    return Aside(tuple(rows) or ("No other funding is sought.",))


def _count(found, noun):
    return f"{len(found)} {noun}{'' if len(found) == 1 else 's'}"


_SAYS = {
    Beside.TARGETS: _targets, Beside.HOW: _how, Beside.GAP: _gap, Beside.AREAS: _areas,
    Beside.OBJECTIVES: _objectives, Beside.MONITORING: _monitoring, Beside.LATER: _later, Beside.SHARE: _share,
    Beside.OTHER: _other,
}  # fmt: skip
