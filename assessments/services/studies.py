"""Research, analyses and reports from elsewhere, and their use as evidence."""

from django.db import transaction
from django.db.models import Max

from assessments.lifecycle.evidence import StudyAction
from assessments.models import Statement, Study
from audit.clock import today
from audit.services import log
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, move, save
from records.models import Link, Record
from records.services import create_record, join, refuse_a_second
from records.writing import alter, keep, refuse_other_version


@transaction.atomic
def add_study(partnership, *, by, priorities=(), once=False, **said):
    study = Study(partnership=partnership, audience=Record.Audience.PARTNERSHIP, **said)
    require(by, "assessments.add_study", study)
    if once:
        refuse_a_second(
            Study.objects.visible_to(by).filter(partnership=partnership, title=study.title), by=by
        )
    create_record(study, by=by)
    return alter(study, {}, by=by, many={"priorities": priorities})


@transaction.atomic
def change_study(study, changes, *, by, priorities=None, version=None):
    study = hold(study, by=by, permission="assessments.change_study")
    refuse_other_version(study, version)
    many = {} if priorities is None else {"priorities": priorities}
    return alter(study, changes, by=by, many=many, reason="Details changed")


@transaction.atomic
def move_study(study, action, *, by, reason=""):
    action = StudyAction(action)
    if action == StudyAction.STOP:
        say_why(reason, "Say why it is stopped.")
    study = move(study, action, by=by, reason=reason)
    study.closed_on = today() if action in (StudyAction.FINISH, StudyAction.STOP) else None
    return save(study, by=by, reason=reason or action.label)


@transaction.atomic
def use_study(study, assessment, *, by, text, confidence, caveat=""):
    """A statement of evidence in the assessment that rests on the study, and a link between the two (S001-101)."""
    assessment = hold(assessment, by=by, permission="assessments.change_assessment")
    if not Study.objects.visible_to(by).filter(pk=study.pk).exists():
        raise MoveRefused("The study is not open to you.")
    if assessment.statements.filter(study=study, text=text.strip()).exists():
        raise MoveRefused("This statement stands in the assessment already. Nothing was changed.")
    last = assessment.statements.aggregate(last=Max("number"))["last"] or 0
    source = ", ".join(filter(None, (study.source or study.author, study.title)))[:250]
    statement = Statement(
        assessment=assessment, number=last + 1, text=text.strip(), source=source, dated_on=study.dated_on,
        caveat=caveat, confidence=confidence, study=study,
    )  # fmt: skip
    keep(statement, by=by)
    log(assessment, "add statement", by=by, changes={"number": statement.number, "study": study.reference})
    join(study, assessment, Link.Kind.EVIDENCE_FOR, by=by)
    return statement
