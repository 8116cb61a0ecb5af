"""The rows of priorities, studies, requests and indicators with which their addresses are asked."""

from decimal import Decimal as D

from assessments.services import indicators, timetables
from evidence import months
from tests.factories import assessments as make

APRIL = months.of(2025, 4)
OF_ONE = {
    "priority": "priority priority_change priority_rate",
    "study": "study study_change study_use",
    "ask": "ask ask_change ask_more ask_answer ask_again ask_withdraw",
    "indicator": "indicator indicator_peers indicator_about indicator_earlier indicator_change observe figures_import"
    " target_add benchmark_add",
    "timetable": "timetable timetable_next timetable_step_add",
}
MOVES = {"priority": "close", "study": "start", "indicator": "retire", "timetable": "close"}


def arguments(county):
    """``{"assessments:ask": {"": {"reference": …}}}``"""
    made = {
        "priority": make.priority(county),
        "study": make.study(county),
        "ask": make.ask(county),
        "indicator": make.indicator(county),
        "timetable": timetables.begin_timetable(county.here, 2026, by=county.officer),
    }
    found = {}
    for kind, record in made.items():
        one = {"reference": record.reference}
        found |= {name: {"": one} for name in OF_ONE[kind].split()}
        if kind in MOVES:
            found[f"{kind}_move"] = {MOVES[kind]: one | {"action": MOVES[kind]}}
    return {f"assessments:{name}": rows for name, rows in (found | _parts(county, made)).items()}


def _parts(county, made):
    indicator, steps = made["indicator"], ("timetable_step", "timetable_step_remove", "timetable_step_done")
    step = made["timetable"].steps.first()
    by, year = county.officer, {"first": APRIL, "last": APRIL + 11}
    target = indicators.set_target(indicator, year | {"value": D(100), "tolerance": D(0)}, by=by)
    benchmark = indicators.set_benchmark(indicator, year | {"name": "England", "change": D(2)}, by=by)
    one = {"reference": indicator.reference}
    rows = (("target_change", target), ("benchmark_change", benchmark), ("target_remove", target),
            ("benchmark_remove", benchmark))  # fmt: skip
    found = {name: {"": one | {"pk": row.pk}} for name, row in rows}
    of_step = {"reference": made["timetable"].reference, "pk": step.pk}
    return found | {name: {"": of_step} for name in (*steps, "timetable_step_undone")}
