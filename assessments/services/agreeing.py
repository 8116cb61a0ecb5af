"""Agreed with its figures frozen, superseded by the next, taken back, withdrawn."""

from django.db import transaction

from assessments.contents import AGREE, assessment_of
from assessments.deciding import Agreed, refusals
from assessments.drawing import draw_all
from assessments.lifecycle.assessments import Action
from assessments.models import Assessment, Figure, Priority
from assessments.services.figures import freeze_figures
from audit.clock import today
from audit.services import plain
from audit.text import digest_of
from evidence import months
from partnership.models import Partnership
from records import search
from records.asking import say_why
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Link, Record
from records.services import join
from signoffs.services import capacity_of, sign

STATEMENT = "I agree this strategic assessment for the body that I chair."
CHANGED = "Its text or the numbers in its figures changed after you opened it. Read it again before you sign."


def digest_now(assessment):
    """Of the text and the figures that a person has before them: the same before and after figures are frozen."""
    drawn = draw_all(Figure.objects.filter(section__assessment=assessment))
    return digest_of(plain(assessment_of(assessment, shown=lambda figure: _read_in(drawn[figure.pk]))))


def _read_in(drawn):
    return [drawn.summary, drawn.headings, drawn.rows, drawn.notes]


@transaction.atomic
def sign_assessment(assessment, *, by, digest_seen):
    """Its chair puts their name to the text they have read, and no other."""
    assessment = _held(assessment)
    chairs = by.places.chaired
    if assessment.body_id not in chairs:
        raise MoveRefused("Only the chair signs it. Record the meeting that agreed it instead.")
    assessment = _agree(assessment, by=by, on=today(), words=f"Signed by the chair of {assessment.body}")
    if digest_now(assessment) != digest_seen:  # of figures as frozen: data may be loaded meanwhile
        raise MoveRefused(CHANGED)
    role, agency = capacity_of(assessment, by)
    edition = assessment.signoffs.filter(act=AGREE).count() + 1
    sign(
        assessment, act=AGREE, statement=STATEMENT, content=assessment_of(assessment), role=role, agency=agency, by=by,
        edition=edition,
    )  # fmt: skip
    return assessment


@transaction.atomic
def record_agreed(assessment, agreed: Agreed, *, by):
    """As a meeting resolved whose minutes are approved; that meeting is the evidence (S001-139)."""
    assessment = _held(assessment)
    if reasons := [sentence for _field, sentence in refusals(assessment, agreed)]:
        raise MoveRefused(*reasons, *assessment.blockers(Action.AGREE))
    assessment = _agree(assessment, by=by, on=agreed.day or today(), words=agreed.words)
    join(assessment, agreed.meeting, Link.Kind.DECIDED_BY, by=by, part=agreed.resolution[:40])
    return assessment


def _held(assessment):
    """The partnership's row and then its own: of two that are agreed at once the second finds the first in force."""
    Partnership.objects.select_for_update().get(pk=assessment.partnership_id)
    return locked(assessment)


def _agree(assessment, *, by, on, words):
    before = list(_in_force(assessment))
    if reasons := list(_stands_against(assessment, before)):
        raise MoveRefused(*reasons, *assessment.blockers(Action.AGREE))
    assessment = move(
        assessment, Action.AGREE, by=by, agreed_on=on, agreed_by_words=words[:160],
        audience=Record.Audience.PARTNERSHIP,
    )  # fmt: skip
    freeze_figures(assessment, by=by)
    _open_priorities(assessment, by=by)
    for former in before:
        step_assessment(former, Action.SUPERSEDE, by=by, reason=f"{assessment.reference} was agreed")
    search.index(assessment)
    return assessment


def _in_force(assessment):
    """Of the same partnership, level and theme."""
    same = Assessment.objects.in_force().filter(
        partnership=assessment.partnership_id, level=assessment.level, theme=assessment.theme
    )
    return same.exclude(pk=assessment.pk)


def _stands_against(assessment, before):
    """One is in force for a year and level; a later one takes the place of an earlier, never the other way."""
    for former in before:
        year = months.financial_year_words(former.year)
        if former.year == assessment.year:
            yield f"{former.reference} is in force for {year} already. Supersede it first, and say why."
        elif former.year > assessment.year:
            yield f"{former.reference} is in force for {year}, which is later. Supersede it first, and say why."


def _open_priorities(assessment, *, by):
    """What was proposed in the draft is no secret of its writers once the assessment is agreed."""
    proposed = Priority.objects.filter(
        recommended_in__assessment=assessment, audience=Record.Audience.ANALYSIS
    )
    for priority in proposed:
        priority.audience = Record.Audience.PARTNERSHIP
        save(priority, by=by, reason=f"{assessment.reference} was agreed")


@transaction.atomic
def step_assessment(assessment, action, *, by, reason):
    """Take back to draft, withdraw or supersede."""
    say_why(reason)
    also = {"closed_on": today()}
    if action == Action.REDRAFT:
        also = {"comments_until": None, "audience": Record.Audience.ANALYSIS}
    return move(assessment, Action(action), by=by, reason=reason, **also)
