"""The chase of actions whose day has passed: a reminder, a second one, then the agency's senior contact.

"No response" is never recorded by itself: a person says it (`reviews.services.lines.record_silence`).
"""

import datetime as dt

from actions.reminders import DAYS_BEFORE, reminder
from audit.clock import local_day
from records.access import end_grant
from records.writing import keep
from reviews.lines import HEARD_OF, LADDER, Step
from reviews.models import ActionLine, Chase, LedgerRule
from reviews.services.agencies import works_for
from reviews.services.lines import open_to_senior, say


def chase(on):
    """Each step once while nothing is heard; this may run as often as it likes."""
    close_left(on)
    ladders = {rule.partnership_id: rule.ladder for rule in LedgerRule.objects.all()}
    soon = on + dt.timedelta(days=DAYS_BEFORE)
    lines = ActionLine.objects.filter(status__in=HEARD_OF, target_on__lte=soon).order_by("pk")
    for line in lines.select_related("contact__person", "senior__person", "agency"):
        if line.target_on >= on:
            trigger, day = reminder(line.target_on, on, since=line.asked_on)
            if trigger:
                say(line, [line.contact], f"line-{trigger}", day)
            continue
        since = waits_since(line)
        taken = set(line.chases.filter(taken_on__gte=since).values_list("step", flat=True))
        for step, days in ladders.get(line.partnership_id, LADDER).items():
            if step not in taken and on >= since + dt.timedelta(days=days):
                take(line, step, on)
                break


def waits_since(line):
    """The day since which nothing was heard of it: its own, or that of the last word after it."""
    heard = line.milestones.order_by("made_at").last()
    return max(line.target_on, local_day(heard.made_at)) if heard else line.target_on


def take(line, step, on):
    """Without a senior contact the ladder ends at the second reminder; the page asks for one to be named."""
    whom = line.senior if step == Step.SENIOR else line.contact
    if whom is None:
        return
    if step == Step.SENIOR:
        open_to_senior(line)
    keep(Chase(line=line, step=step, taken_on=on, to_words=str(whom)), by=None, reason="Chased")
    say(line, [whom], f"line-{step}", on)


def close_left(on):
    """Whoever left the agency knows of its actions no more."""
    for line in ActionLine.objects.live().select_related("contact__person", "senior__person", "agency"):
        for user in filter(None, (line.contact, line.senior)):
            if not works_for(user, line.agency, on):
                end_grant(line, user, by=None, reason=f"Works for {line.agency} no longer")
