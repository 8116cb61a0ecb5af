"""Two yearly timetables: last year's, done and closed, and this year's, begun from it, with one step late."""

import datetime as dt

from assessments.lifecycle.timetables import StepKind
from assessments.models import Assessment
from assessments.services import timetables
from assessments.yearly import OFFERED
from evidence import months

ANSWERS = {  # who answers for a step of the kind
    StepKind.DATA: "analyst", StepKind.PUBLIC: "voluntary", StepKind.CONTRIBUTIONS: "officer",
    StepKind.DRAFT: "analyst", StepKind.ASSESSMENT: "chair", StepKind.PLAN: "officer", StepKind.AGREEMENT: "police",
}  # fmt: skip
OUTCOMES = {
    StepKind.PLAN: "Two priorities kept, one added.",
    StepKind.AGREEMENT: "Kept as it is for another year; the health board’s new name was put in.",
}


def make_timetables(county, today):
    officer, year = county.user("officer"), months.financial_year(months.of_day(today))
    agreed, draft = Assessment.objects.filter(partnership=county.here).order_by("year")
    last = timetables.begin_timetable(county.here, year - 1, by=officer, begin=OFFERED)
    for step in last.steps.all():
        said = {"title": step.title, "kind": step.kind, "due_on": step.due_on, "note": ""}
        said["owner"] = county.people[ANSWERS[step.kind]]
        timetables.finish_step(
            timetables.set_step(last, said, by=officer, step=step), by=officer, done_on=step.due_on,
            shown_by=agreed if step.kind == StepKind.ASSESSMENT else None, outcome=OUTCOMES.get(step.kind, ""),
        )  # fmt: skip
    timetables.move_timetable(last, "close", by=officer, reason="All of it is done.")
    this = timetables.begin_next(last, by=officer)
    for step in this.steps.exclude(kind=StepKind.CONTRIBUTIONS):
        if step.kind == StepKind.DRAFT and step.due_on <= today + dt.timedelta(days=30):
            timetables.finish_step(step, by=officer, done_on=today, shown_by=draft)
        elif step.due_on <= today - dt.timedelta(days=7):
            timetables.finish_step(step, by=officer, done_on=step.due_on)
