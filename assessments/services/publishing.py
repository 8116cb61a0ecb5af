"""An agreed assessment for everyone to read, without signing in; and taken down again."""

from django.db import transaction

from assessments.lifecycle.assessments import Status
from assessments.models import Print
from assessments.services.printing import ask_print
from audit.clock import today
from audit.services import log
from records.asking import hold, say_why
from records.lifecycle import MoveRefused, save
from records.models import Record

PUBLISH = "assessments.publish_assessment"


def blockers(assessment):
    if assessment.status not in (Status.AGREED, Status.SUPERSEDED):
        yield "Only an agreed assessment is published."
    if assessment.published_on:
        yield "It is published already."
    if assessment.marking == Record.Marking.SENSITIVE:
        yield "It is marked OFFICIAL-SENSITIVE. Lower its marking first, if it may be read by everyone."
    if not assessment.summary.strip():
        yield "Write the summary first: it is what most people read."


@transaction.atomic
def publish(assessment, *, by):
    assessment = hold(assessment, by=by, permission=PUBLISH)
    if reasons := list(blockers(assessment)):
        raise MoveRefused(*reasons)
    assessment.published_on, assessment.audience = today(), Record.Audience.PUBLIC
    save(assessment, by=by, reason="Published")
    log(assessment, "publish", by=by)
    ask_print(assessment, Print.Kind.PUBLIC, by=by)
    return assessment


@transaction.atomic
def take_down(assessment, *, by, reason):
    assessment = hold(assessment, by=by, permission=PUBLISH)
    say_why(reason)
    if not assessment.published_on:
        raise MoveRefused("It is not published.")
    assessment.published_on, assessment.audience = None, Record.Audience.PARTNERSHIP
    save(assessment, by=by, reason=reason)
    log(assessment, "take down", by=by, reason=reason)
    return assessment
