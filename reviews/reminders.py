"""What is said again: requests that wait for an agency, decisions that are due. No notice names what it is of."""

import datetime as dt

from actions.reminders import DAYS_BEFORE, reminder
from notices.services import notify
from partnership.models import Role, User
from records.models import UserGrant
from reviews.lifecycle import Status
from reviews.models import Review
from reviews.services.agencies import KINDS, close_left, say_that_it_waits
from reviews.services.clocks import OPEN


def remind(on):
    """Each reminder is claimed by record, trigger and day, so this may run as often as it likes."""
    for found, user in close_left(on):
        _tell_of_left(found, user, on)
    soon = on + dt.timedelta(days=DAYS_BEFORE)
    for found in (row for kind in KINDS for row in _waiting(kind, soon)):
        trigger, day = reminder(found.due_on, on, since=found.asked_on)
        if trigger:
            say_that_it_waits(found, f"{found._meta.model_name}-{trigger}", day, whom=_whose_turn(found))
    for clock, statuses in OPEN.items():
        due = {"status__in": statuses, f"{clock}_due_on__lte": soon}
        for review in Review.objects.filter(**due).order_by("pk"):
            since = review.decided_on or review.referred_on
            trigger, day = reminder(getattr(review, f"{clock}_due_on"), on, since=since)
            if trigger:
                tell_coordinators(review, on, f"{clock}-{trigger}", day)

    for review in Review.objects.filter(status=Status.CLOSED, assure_on__lte=soon).order_by("pk"):
        trigger, day = reminder(review.assure_on, on, since=review.closed_on)
        if trigger:
            tell_coordinators(review, on, f"assurance-{trigger}", day)


def _tell_of_left(found, user, on):
    """Once: the author, whom the senior officer left; of an author, those who asked. Each names somebody else."""
    review, trigger = found.of_review, f"left-{found.pk}-{user.pk}"
    if user == found.contact:
        notify(coordinators_of(review, on), review, trigger, about_on=found.asked_on)
    else:
        say_that_it_waits(found, trigger, found.asked_on)


def tell_coordinators(review, on, trigger, day):
    notify(coordinators_of(review, on), review, trigger, about_on=day)


def _waiting(kind, soon):
    return kind.objects.open().filter(due_on__lte=soon).select_related(*kind.ANSWERED_BY).order_by("pk")


def _whose_turn(found):
    """A draft that is finished waits for whoever signs it."""
    return found.signatory if getattr(found, "drafted_on", None) else found.contact


def coordinators_of(review, on):
    """Co-ordinators to whom it is open. `notices` asks again whether they may open it."""
    roles = Role.objects.on(on).filter(partnership=review.partnership_id, kind=Role.Kind.REVIEWS)
    held = UserGrant.objects.holding(on).filter(content_object=review.pk)
    return User.objects.filter(is_active=True, person__in=roles.values("person"), pk__in=held.values("user"))
