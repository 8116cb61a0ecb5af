"""What is said again: claims, returns, forms to score, funders' returns, and outside bids to ask about."""

import datetime as dt

from actions.reminders import DAYS_BEFORE, reminder
from design.filters import date as date_in_words
from funding.hearing import applicants_of, runners_of
from funding.lifecycle.bids import Status
from funding.models import Assignment, FunderReturn, Instalment, Milestone, MonitoringReturn, OutsideBid
from notices.services import notify
from partnership.models import User


def remind(on):
    """Each reminder is claimed by record, trigger and day, so this may run as often as it likes."""
    _of_claims(on)
    _of_returns(on)
    _of_milestones(on)
    _of_scoring(on)
    _of_funders(on)
    _of_outside_bids(on)


def _soon(on):
    return on + dt.timedelta(days=DAYS_BEFORE)


def _of_claims(on):
    due = Instalment.objects.filter(
        state=Instalment.State.DUE, bid__status=Status.DELIVERY, due_on__lte=_soon(on)
    )
    for row in due.select_related("bid").order_by("pk").iterator(500):
        subject = (
            f"{row.bid.reference}: instalment {row.number} can be claimed from {date_in_words(row.due_on)}"
        )
        _say(
            row.bid,
            applicants_of(row.bid),
            (f"claim-{row.number}", row.due_on, on),
            subject,
            "Claim it in the portal.",
        )


def _of_returns(on):
    due = MonitoringReturn.objects.filter(state=MonitoringReturn.State.DUE, due_on__lte=_soon(on))
    for row in due.select_related("bid").order_by("pk").iterator(500):
        subject = f"{row.bid.reference}: a return is due on {date_in_words(row.due_on)}"
        _say(
            row.bid,
            applicants_of(row.bid),
            (f"return-{row.pk}", row.due_on, on),
            subject,
            "Write the return in the portal.",
        )


def _of_milestones(on):
    due = Milestone.objects.filter(reached_on=None, due_on__lte=_soon(on), bid__status=Status.DELIVERY)
    for row in due.select_related("bid").order_by("pk").iterator(500):
        subject = f"{row.bid.reference}: a milestone is due on {date_in_words(row.due_on)}"
        when = (f"milestone-{row.pk}", row.due_on, on)
        _say(
            row.bid, applicants_of(row.bid), when, subject, f"{row}. Record in the portal when it is reached."
        )


def _of_scoring(on):
    due = Assignment.objects.filter(
        ended_at=None, due_on__lte=_soon(on), bid__status=Status.SUBMITTED, forms__signed_at=None
    )
    for row in due.select_related("bid").distinct().order_by("pk").iterator(500):
        scorer = User.objects.filter(is_active=True, person=row.scorer_id)
        subject = f"{row.bid.reference} is to be scored by {date_in_words(row.due_on)}"
        _say(row.bid, scorer, ("score", row.due_on, on), subject, "Score the bid and sign your form.")


def _of_funders(on):
    due = FunderReturn.objects.filter(sent_on=None, due_on__lte=_soon(on)).select_related("fund_year__fund")
    for row in due.order_by("pk").iterator(500):
        fund = row.fund_year.fund
        subject = f"{fund.short_name}: a return to the funder is due on {date_in_words(row.due_on)}"
        _say(fund, runners_of(fund), (f"funder-return-{row.pk}", row.due_on, on), subject, row.name)


def _of_outside_bids(on):
    for bid in OutsideBid.objects.to_chase(on).order_by("pk").iterator(500):
        subject = f"{bid.reference}: ask the funder about the decision"
        _say(bid, runners_of(bid), ("chase", bid.chase_on, on), subject, "The decision was delayed.")


def _say(record, users, when, subject, line):
    """``when``: what falls due, its day, and today."""
    what, due_on, on = when
    trigger, day = reminder(due_on, on)
    if trigger:
        notify(users, record, f"{what}-{trigger}", subject=subject, line=line, about_on=day)
