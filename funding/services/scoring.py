"""A scorer's own form: kept as a draft, signed and locked, and corrected by a new version (S002-168, S002-189)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.services import log
from funding.contents import content_of_form
from funding.lifecycle.bids import SCORE
from funding.models import Score, ScoringForm
from funding.scored import impossible, missing
from partnership.services.writing import ChangedMeanwhile
from records.asking import hold, refusal, say_why
from records.lifecycle import MoveRefused
from records.writing import keep
from signoffs.services import sign

PERMISSION = "funding.score_form"
STATEMENT = "I have scored this bid by the form, on what it says, and have no interest in it."
SIGNED_ALREADY = "You have signed this form, so it is locked. Begin a correction to change it."


def newest_form(assignment):
    """Its newest version that was not set aside, signed or not; None before anything was saved."""
    return assignment.forms.filter(set_aside_at=None).order_by("-version").first()


def version_of_form(form):
    """What the page carries, to tell whether another tab has saved since it was shown."""
    return str(form.history.latest().history_id) if form else ""


@transaction.atomic
def save_form(bid, filled, *, by, version=None):
    """Keep what is filled in so far."""
    _, form = _write(bid, filled, by=by, version=version)
    return form


@transaction.atomic
def sign_form(bid, filled, *, by, version=None):
    """Put one's name to the form, and lock it. Everything that is missing is named at once."""
    bid, form = _write(bid, filled, by=by, version=version)
    criteria = list(bid.call.scheme.criteria.all())
    if reasons := [sentence for _, sentence in missing(filled, criteria)]:
        raise MoveRefused(*reasons)
    form.total = filled.total(criteria)
    signed = sign(
        bid, act=SCORE, statement=STATEMENT, content=content_of_form(form), role="Scorer",
        agency=form.assignment.agency, by=by, edition=_next_edition(bid),
    )  # fmt: skip
    form.signoff, form.signed_at = signed, signed.signed_at
    keep(form, by=by, reason=form.corrected_because)
    return form


def _next_edition(bid):
    last = bid.signoffs.filter(act=SCORE).order_by("-edition").first()
    return last.edition + 1 if last else 1


def _write(bid, filled, *, by, version):
    bid = hold(bid, by=by, permission=PERMISSION)
    assignment = bid.assignments.get(scorer=by.person_id, ended_at=None)
    if bid.call.scheme_id is None:
        raise MoveRefused("The call has no scoring form. Ask those who run it to choose one.")
    form = newest_form(assignment)
    if form is not None and form.is_signed and _stands(form):
        raise MoveRefused(SIGNED_ALREADY)
    if version is not None and version != version_of_form(form):
        raise ChangedMeanwhile(form)
    criteria = list(bid.call.scheme.criteria.all())
    if reasons := [sentence for _, sentence in impossible(filled, criteria)]:
        raise MoveRefused(*reasons)
    form = _form_to_write(assignment, form)
    for name in ("recommended", "condition", "condition_on", "dated_on"):
        setattr(form, name, getattr(filled, name))
    keep(form, by=by)
    _keep_scores(form, filled, criteria, by=by)
    return bid, form


def _stands(form):
    return not hasattr(form.signoff, "withdrawal")


def _form_to_write(assignment, form):
    """The draft; or a new one, after none, one that was set aside, or one whose name was taken back."""
    if form is not None and not form.is_signed:
        return form
    return _next_form(assignment, corrected_because="The signature was withdrawn" if form else "")


def _next_form(assignment, *, corrected_because="", **said):
    """A correction follows the last version that there was: one between may have been set aside."""
    last = assignment.forms.order_by("-version").first()
    return ScoringForm(
        assignment=assignment, version=last.version + 1 if last else 1,
        correction_of=last if corrected_because else None, corrected_because=corrected_because, **said,
    )  # fmt: skip


def _keep_scores(form, filled, criteria, *, by):
    there = {score.criterion_id: score for score in form.scores.all()}
    points = filled.points(criteria)
    for row in criteria:
        score = there.get(row.pk) or Score(form=form, criterion=row)
        said = (
            filled.labels.get(row.number, ""),
            points.get(row.number),
            filled.comments.get(row.number, ""),
        )
        if score.pk is None or said != (score.label, score.points, score.comment):
            score.label, score.points, score.comment = said
            keep(score, by=by)


@transaction.atomic
def correct_form(bid, *, by, reason):
    """Begin the next version of one's signed form, with what the former says. The former stays, and counts until
    the correction is signed.
    """
    bid = hold(bid, by=by, permission=PERMISSION)
    say_why(reason, "Say why the form is corrected.")
    assignment = bid.assignments.get(scorer=by.person_id, ended_at=None)
    former = newest_form(assignment)
    if former is None or not former.is_signed:
        raise MoveRefused("Your form is not signed yet, so you can simply change it.")
    form = _next_form(
        assignment, corrected_because=reason[:250], recommended=former.recommended, condition=former.condition,
        condition_on=former.condition_on, dated_on=former.dated_on,
    )  # fmt: skip
    keep(form, by=by, reason=reason)
    for old in former.scores.all():
        score = Score(
            form=form, criterion_id=old.criterion_id, label=old.label, points=old.points, comment=old.comment
        )
        keep(score, by=by, reason=reason)
    log(bid, "correct score", by=by, reason=reason, changes={"form": former.pk})
    return form


def own_assignment(bid, user):
    """The open assignment of this person; refused where there is none."""
    for row in bid.scorers:
        if row.scorer_id == user.person_id and row.ended_at is None:
            return row
    raise PermissionDenied(refusal(PERMISSION))
