"""What is said again: what agencies were asked for, figures that are due, benchmarks that were not available."""

import datetime as dt

from django.db.models import Max, Q

from actions.reminders import DAYS_BEFORE, reminder
from assessments.comparing import LENGTHS
from assessments.hearing import answering_for, asked_of, askers_of, assessors_of, officers_of, suppliers_of
from assessments.models import Ask, Benchmark, Indicator, Timetable, TimetableStep
from design.filters import date as date_in_words
from evidence import months
from notices.services import notify
from partnership.models import Agreement


def remind(on):
    """Each reminder is claimed by record, trigger and day, so this may run as often as it likes."""
    _of_asks(on)
    _of_figures(on)
    _of_benchmarks(on)
    _of_timetables(on)
    _of_agreements(on)


def _soon(on):
    return on + dt.timedelta(days=DAYS_BEFORE)


def _of_asks(on):
    """S001-99, S004-57"""
    due = Ask.objects.open().filter(due_on__lte=_soon(on)).select_related("agency")
    for ask in due.order_by("pk").iterator(500):
        trigger, day = reminder(ask.due_on, on, since=ask.asked_on)
        if not trigger:
            continue
        is_late = ask.due_on < on
        subject = f"{ask.reference} {'was' if is_late else 'is'} due on {date_in_words(ask.due_on)}"
        notify(
            asked_of(ask),
            ask,
            f"ask-{trigger}",
            subject=subject,
            line=f"Answer it: {ask.title}",
            about_on=day,
        )
        if is_late:
            line = f"{ask.agency} has not answered: {ask.title}"
            notify(askers_of(ask), ask, f"ask-chase-{trigger}", subject=subject, line=line, about_on=day)


def _of_figures(on):
    """Whoever supplies an indicator's figures, by the day on which the next period's are due (S003-23)."""
    rows = Indicator.objects.active().filter(made_from=Indicator.From.ENTERED, due_after__isnull=False)
    whole = Q(observations__is_current=True, observations__data_from=None, observations__data_until=None)
    rows = rows.annotate(data_to=Max("observations__last", filter=whole))
    for one in rows.select_related("supplied_by").order_by("pk").iterator(500):
        due = due_of(one, on)
        trigger, day = reminder(due, on)
        if trigger:
            subject = f"{one.reference}: figures are due on {date_in_words(due)}"
            line = f"Enter the next figures of {one.title} in the portal."
            notify(suppliers_of(one), one, f"figures-{trigger}", subject=subject, line=line, about_on=day)


def due_of(indicator, on):
    return due_on(indicator.step, indicator.data_to, indicator.due_after, on)


def due_on(step, data_to, due_after, on):
    """When the period after the last that came in is due; where none came in, the one that ended last."""
    length = LENGTHS[step]
    this = months.of_day(on)
    last = data_to if data_to is not None else this - length - (this - length - 2) % length
    return months.last_day(last + length) + dt.timedelta(days=due_after)


def _of_benchmarks(on):
    """Those that were not available yet (S002-26)."""
    rows = Benchmark.objects.filter(change=None, rate=None, look_again_on__lte=on).select_related("indicator")
    for row in rows.order_by("pk").iterator(500):
        trigger, day = reminder(row.look_again_on, on)
        if trigger:
            one = row.indicator
            subject = f"{one.reference}: see whether the benchmark is available"
            users = assessors_of(one)
            notify(users, one, f"benchmark-{row.pk}-{trigger}", subject=subject, line=row.name, about_on=day)


def _of_timetables(on):
    """Whoever answers for a step (S004-44); where nobody is named, the partnership's officers."""
    due = TimetableStep.objects.to_do().filter(due_on__lte=_soon(on)).select_related("timetable", "owner")
    for step in due.order_by("pk").iterator(500):
        trigger, day = reminder(step.due_on, on)
        if trigger:
            was = "was" if step.due_on < on else "is"
            subject = f"{step.timetable.reference}: “{step.title}” {was} due on {date_in_words(step.due_on)}"
            line = "Record in the timetable that it is done, and what shows it."
            users = answering_for(step)
            notify(
                users, step.timetable, f"step-{step.pk}-{trigger}", subject=subject, line=line, about_on=day
            )


def _of_agreements(on):
    """Agreements in the register have their day of review on the timetable of its year (S004-77, S004-44)."""
    due = Agreement.objects.filter(review_on__lte=_soon(on)).exclude(status=Agreement.Status.WITHDRAWN)
    held = {(one.partnership_id, one.year): one for one in Timetable.objects.current()}
    for one in due.order_by("pk"):
        timetable = held.get((one.partnership_id, months.financial_year(months.of_day(one.review_on))))
        trigger, day = reminder(one.review_on, on)
        if timetable and trigger:
            was = "was" if one.review_on < on else "is"
            subject = f"{one.title} {was} due for review on {date_in_words(one.review_on)}"
            line = "Review it, and enter on its page when it is reviewed next."
            notify(
                officers_of(timetable), timetable, f"agreement-{one.pk}-{trigger}", subject=subject, line=line,
                about_on=day,
            )  # fmt: skip
