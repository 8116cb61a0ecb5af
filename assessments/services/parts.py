"""What stands beside the text: statements of evidence, the public's views, what is not known, how it was received."""

from django.db import transaction
from django.db.models import Max

from assessments.lifecycle.parts import Part
from assessments.models import Gap, PublicView, Reception, Statement
from assessments.text import cited_in
from audit.services import log
from records.asking import hold, say_why
from records.lifecycle import MoveRefused
from records.writing import as_seen, drop, keep

MODEL = {Part.STATEMENT: Statement, Part.VIEW: PublicView, Part.GAP: Gap, Part.RECEPTION: Reception}
PERMISSION = dict.fromkeys(Part, "assessments.change_assessment") | {
    Part.RECEPTION: "assessments.send_assessment"  # also of one that is agreed (S001-34)
}


@transaction.atomic
def set_part(assessment, part, said, *, by, row=None, version=None):
    assessment = hold(assessment, by=by, permission=PERMISSION[part])
    row = as_seen(row, version) if row else MODEL[part](assessment=assessment)
    if part == Part.STATEMENT and not row.number:
        row.number = (assessment.statements.aggregate(last=Max("number"))["last"] or 0) + 1
    if part == Part.RECEPTION and said["heard_on"] and said["heard_on"] < said["sent_on"]:
        raise MoveRefused("It cannot be heard of before it was sent. Check both days.")
    for name, value in said.items():
        setattr(row, name, value)
    keep(row, by=by)
    log(assessment, f"set {part}", by=by, changes={name: str(value) for name, value in said.items()})
    return row


@transaction.atomic
def remove_part(row, part, *, by, reason):
    assessment = hold(row.assessment, by=by, permission=PERMISSION[part])
    say_why(reason, "Say why it is taken out.")
    if part == Part.STATEMENT:
        cited = [s.title for s in assessment.sections.all() if row.number in cited_in(s.body)]
        if cited:
            raise MoveRefused(f"“{cited[0]}” cites [{row.number}]. Take it out of the text first.")
    log(assessment, f"remove {part}", by=by, reason=reason, changes={str(part): str(row)})
    drop(row, by=by, reason=reason)
