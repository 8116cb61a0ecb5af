"""What is asked of agencies: asked of several at once, answered, chased, asked again, withdrawn."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from assessments.hearing import asked_of
from assessments.lifecycle.evidence import AskAction
from assessments.models import Ask
from audit.clock import today
from design.filters import date, joined
from documents.services import add_document
from notices.services import notify
from partnership.models import Post
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, move, save
from records.models import Record
from records.services import create_record, refuse_a_second
from records.writing import alter, refuse_other_version

PAST_DUE = "The day by which it is needed is past. Choose today or a later day."
ANSWERED = "It was answered already. Ask again, if something is missing."


@transaction.atomic
def ask_agencies(partnership, agencies, *, by, person=None, once=False, **said):
    """One record for each agency, so that each sees its own; asked by an officer or an analyst (S001-35)."""
    agencies = list(agencies)
    _require(by, partnership)
    if reasons := list(_refusals(agencies, person, said)):
        raise MoveRefused(*reasons)
    if once:
        same = {
            "partnership": partnership,
            "agency__in": agencies,
            "title": said["title"],
            "due_on": said["due_on"],
        }
        refuse_a_second(Ask.objects.visible_to(by).open().filter(**same), by=by)
    first = None
    for agency in agencies:
        ask = _ask(
            partnership, agency, first, by=by, person=person if _is_of(person, agency) else None, **said
        )
        first = first or ask
    return first


@transaction.atomic
def ask_more(ask, agencies, *, by):
    """Ask other agencies the same, by the same day."""
    ask = hold(ask, by=by, permission="assessments.change_ask")
    there = set(Ask.objects.asked_like(ask).values_list("agency", flat=True))
    wanted = [agency for agency in agencies if agency.pk not in there]
    if not wanted:
        raise MoveRefused("Choose an agency that was not asked yet.")
    names = ("title", "what", "details", "about", "body", "analyst", "is_needed", "due_on")
    first = ask.asked_with or ask
    return [
        _ask(ask.partnership, agency, first, by=by, **{name: getattr(ask, name) for name in names})
        for agency in wanted
    ]


@transaction.atomic
def change_ask(ask, changes, *, by, version=None):
    ask = hold(ask, by=by, permission="assessments.change_ask")
    refuse_other_version(ask, version)
    if not ask.is_open:
        raise MoveRefused("Only what waits for an answer can be changed. Ask again first.")
    if changes.get("due_on") and changes["due_on"] != ask.due_on and changes["due_on"] < today():
        raise MoveRefused(PAST_DUE)
    return alter(ask, changes, by=by, reason="Details changed")


@transaction.atomic
def answer_ask(ask, reply, *, by, documents=(), received_on=None):
    """By the agency, or by those who asked, who enter what came by e-mail. ``documents`` are files."""
    ask = hold(ask, by=by, permission="assessments.answer_ask")
    if not ask.is_open:
        raise MoveRefused(ANSWERED)
    if not reply.strip() and not documents:
        raise MoveRefused("Write an answer, or attach a document.")
    if received_on and received_on > today():
        raise MoveRefused("The answer cannot have come on a day that is still to come.")
    for file in documents:
        add_document(ask, title=file.name.rpartition(".")[0] or file.name, file=file, by=by)
    ask = move(ask, AskAction.ANSWER, by=by)
    ask.reply, ask.received_on, ask.closed_on = reply.strip(), received_on or today(), today()
    return save(ask, by=by, reason="Answered")


@transaction.atomic
def ask_again(ask, *, by, reason, due_on):
    """What is missing is said, and the first answer stays in the history."""
    say_why(reason, "Say what is missing, so that the agency knows what to send.")
    if due_on < today():
        raise MoveRefused(PAST_DUE)
    ask = move(ask, AskAction.RETURN, by=by, reason=reason)
    ask.due_on, ask.closed_on, ask.received_on, ask.missing = due_on, None, None, reason
    return save(ask, by=by, reason=reason)


@transaction.atomic
def withdraw_ask(ask, *, by, reason, from_all=False):
    """It is no longer needed: of this agency, or of every one that was asked the same and has not answered."""
    say_why(reason, "Say why it is no longer needed.")
    also = Ask.objects.asked_like(ask).open().exclude(pk=ask.pk) if from_all else ()
    for one in (ask, *also):
        moved = move(one, AskAction.WITHDRAW, by=by, reason=reason)
        moved.closed_on = today()
        save(moved, by=by, reason=reason)
    return ask


def _require(by, partnership):
    require(by, "assessments.add_ask", Ask(partnership=partnership))


def _refusals(agencies, person, said):
    if not agencies:
        yield "Choose at least one agency to ask."
    if said["due_on"] < today():
        yield PAST_DUE
    if person and not any(_is_of(person, agency) for agency in agencies):
        yield f"{person} has no post at {joined(agencies, 'or')}. Choose their agency too, or name somebody else."


def _is_of(person, agency):
    return person is not None and Post.objects.on(today()).filter(person=person, agency=agency).exists()


def _ask(partnership, agency, first, *, by, **said):
    if said.get("about") and not Record.objects.visible_to(by).filter(pk=said["about"].pk).exists():
        raise PermissionDenied("You may ask about records that are open to you.")
    ask = Ask(
        partnership=partnership, agency=agency, asked_with=first, asked_on=today(),
        audience=Record.Audience.ANALYSIS, **said,
    )  # fmt: skip
    create_record(ask, by=by)
    line = f"Needed by {date(ask.due_on)}. Answer in the portal."
    notify(asked_of(ask), ask, "asked", subject=f"{ask.reference}: {ask.title}", line=line)
    return ask
