"""What is kept of community groups: their training, and how those that registered were answered."""

from django.db import transaction

from audit.clock import now
from audit.services import log
from funding.models import Registration, Training
from records.asking import require, say_why
from records.lifecycle import MoveRefused
from records.writing import drop, keep


@transaction.atomic
def record_training(agency, *, by, **fields):
    """S002-10: training that the group's people completed."""
    require(by, "funding.record_training", agency)
    training = keep(Training(agency=agency, **fields), by=by)
    log(agency, "record training", by=by, changes={"training": str(training)})
    return training


@transaction.atomic
def remove_training(training, *, by, reason):
    """Take away what was recorded by mistake."""
    require(by, "funding.record_training", training.agency)
    say_why(reason, "Say why the record of training is removed.")
    log(training.agency, "remove training", by=by, reason=reason, changes={"training": str(training)})
    drop(training, by=by, reason=reason)


@transaction.atomic
def settle_registration(registration, *, answer, by):
    """Say what was done about a group that waited for somebody to look at it."""
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    require(by, "funding.change_fundingcall", registration.call)
    if registration.state != Registration.State.WAITING:
        raise MoveRefused("Somebody has answered this group already. Nothing was changed.")
    say_why(answer, "Say what was done.")
    registration.state, registration.answer = Registration.State.SETTLED, answer.strip()
    registration.settled_at, registration.settled_by = now(), by
    keep(registration, by=by, reason=answer)
    log(
        registration.call, "answer a registration", by=by, changes={"group": registration.name}, reason=answer
    )
    return registration
