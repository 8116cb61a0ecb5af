"""An agreed assessment for everyone to read, without signing in; and taken down again."""

from django.db import transaction

from assessments.few import few_in
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
def publish(assessment, *, by, confirmed=(), reason=""):
    """``confirmed``: keys of the small numbers in its text that this person has judged, and why they may stand."""
    assessment = hold(assessment, by=by, permission=PUBLISH)
    few = few_in(assessment)
    if reasons := [*blockers(assessment), *_not_confirmed(few, confirmed, reason)]:
        raise MoveRefused(*reasons)
    assessment.published_on, assessment.audience = today(), Record.Audience.PUBLIC
    save(assessment, by=by, reason="Published")
    said = {"small numbers confirmed": [str(one) for one in few]} if few else {}
    log(assessment, "publish", by=by, reason=reason, changes=said)
    ask_print(assessment, Print.Kind.PUBLIC, by=by)
    return assessment


def _not_confirmed(few, confirmed, reason):
    for one in few:
        if one.key not in confirmed:
            yield f"Confirm that “{one.words}” may be published, or leave it out of the next version: {one}"
    if few and not reason.strip():
        yield "Say why the small numbers in its text may be published."


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
