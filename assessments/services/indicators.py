"""Indicators: kept, no longer kept, and their targets and benchmarks."""

from django.db import transaction

from assessments.categories import CRIMES, Category
from assessments.lifecycle.evidence import IndicatorAction
from assessments.models import Benchmark, Indicator, Target
from audit.clock import today
from audit.services import log
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, move, save
from records.models import Record
from records.services import create_record, refuse_a_second
from records.writing import alter, as_seen, drop, keep, refuse_other_version

CHANGE = "assessments.change_indicator"
Measures, From = Indicator.Measures, Indicator.From


@transaction.atomic
def add_indicator(partnership, *, by, areas=(), priorities=(), once=False, **said):
    indicator = Indicator(partnership=partnership, audience=Record.Audience.PARTNERSHIP, **said)
    require(by, "assessments.add_indicator", indicator)
    _refuse(indicator, areas)
    if once:
        refuse_a_second(
            Indicator.objects.visible_to(by).filter(partnership=partnership, title=indicator.title), by=by
        )
    create_record(indicator, by=by)
    return alter(indicator, {}, by=by, many={"areas": areas, "priorities": priorities})


@transaction.atomic
def change_indicator(indicator, changes, *, by, many=None, version=None):
    indicator = hold(indicator, by=by, permission=CHANGE)
    refuse_other_version(indicator, version)
    wanted = {field.name: getattr(indicator, field.name) for field in Indicator._meta.local_concrete_fields}
    wanted.pop("record_ptr", None)
    areas = (many or {}).get("areas", indicator.areas.all())
    _refuse(Indicator(**wanted | changes), areas)
    has_figures = indicator.observations.exists()
    if has_figures and changes.get("made_from", From.ENTERED) != From.ENTERED:
        raise MoveRefused("Figures were entered for it. Make a new indicator to count it from loaded data.")
    return alter(indicator, changes, by=by, many=many, reason="Details changed")


@transaction.atomic
def move_indicator(indicator, action, *, by, reason):
    say_why(reason)
    indicator = move(indicator, IndicatorAction(action), by=by, reason=reason)
    indicator.closed_on = today() if action == IndicatorAction.RETIRE else None
    return save(indicator, by=by, reason=reason)


@transaction.atomic
def set_target(indicator, said, *, by, target=None, version=None):
    indicator = hold(indicator, by=by, permission=CHANGE)
    return _keep(as_seen(target, version) if target else Target(indicator=indicator), said, by, "set target")


@transaction.atomic
def set_benchmark(indicator, said, *, by, benchmark=None, version=None):
    """It may be not yet available, and is then asked for again on a day (S002-26)."""
    indicator = hold(indicator, by=by, permission=CHANGE)
    if said.get("change") is None and said.get("rate") is None and not said.get("look_again_on"):
        raise MoveRefused(
            "Enter the change or the rate; or, if it is not available yet, the day to look again."
        )
    if said.get("change") is not None or said.get("rate") is not None:
        said = said | {"look_again_on": None}
    row = as_seen(benchmark, version) if benchmark else Benchmark(indicator=indicator)
    return _keep(row, said, by, "set benchmark")


@transaction.atomic
def remove_part(row, *, by, reason):
    """A target or a benchmark that was wrong, or holds no longer. Its versions stay."""
    indicator = hold(row.indicator, by=by, permission=CHANGE)
    say_why(reason, "Say why it is taken away.")
    log(indicator, f"remove {row._meta.verbose_name}", by=by, reason=reason, changes={"was": str(row)})
    drop(row, by=by, reason=reason)


def _keep(row, said, by, verb):
    if said["last"] < said["first"]:
        raise MoveRefused("The period cannot end before it begins.")
    for name, value in said.items():
        setattr(row, name, value)
    keep(row, by=by)
    log(row.indicator, verb, by=by, changes={name: str(value) for name, value in said.items()})
    return row


def _refuse(indicator, areas):
    if reasons := list(_refusals(indicator, list(areas))):
        raise MoveRefused(*reasons)


def _refusals(indicator, areas):
    """Incidents and crimes are never added together (S001-97)."""
    chosen = set(indicator.categories)
    if indicator.made_from == From.POLICE:
        if not chosen:
            yield "Choose at least one category of data.police.uk to count."
        if Category.ASB in chosen and chosen & set(CRIMES):
            yield "Anti-social behaviour is incidents, not crimes. Keep it as an indicator of its own."
        elif chosen and (Category.ASB in chosen) != (indicator.measures == Measures.INCIDENTS):
            yield "Anti-social behaviour measures incidents, and every other category measures crimes."
    if indicator.made_from == From.RECORDED and not indicator.offences:
        yield "Enter at least one offence code of the Home Office to count."
    if indicator.is_counted and not areas:
        yield "Choose at least one area to count in."
    if indicator.made_from == From.RECORDED and indicator.step == Indicator.Step.MONTH:
        yield "The Home Office's table is by quarter. Choose quarter or year."
    if indicator.base and not indicator.is_count:
        yield "Only a count has a rate. Choose no rate."
    if indicator.stands_in_for_id and indicator.stands_in_for_id == indicator.pk:
        yield "An indicator cannot stand in for itself."
