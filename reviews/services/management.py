"""Agencies' own reviews: asked for, drafted, signed by a senior officer, queried, accepted, shared (S001-46)."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from documents.models import Document
from partnership.models import Post
from records import walls
from records.access import give
from records.asking import hold, say_why
from records.audience import close_case
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Record
from records.writing import alter, refuse_other_version
from reviews.lifecycle import TAKES_PART, ManagementAction
from reviews.models import ManagementReview
from reviews.models.management import WRITTEN
from reviews.services import agencies
from signoffs.services import sign

ACT = "own review"
TITLE = "Individual management review"
STATEMENT = "My agency sends this as its own review of what it did. I had no part in the case, and I am not its author."
SIGNS = "Signs for the agency"


@transaction.atomic
def ask_for_review(review, *, by, agency, contact, question, due_on):
    """Of one author at the agency; the independent chair says by when."""
    review = hold(review, by=by, permission="reviews.work_on_review")
    if review.status not in TAKES_PART:
        raise MoveRefused("Agencies are asked for their own reviews once the review has begun.")
    found = ManagementReview(title=TITLE, agency=agency, contact=contact, question=question, due_on=due_on)
    return agencies.ask(found, review, by=by)


@transaction.atomic
def write(found, changes, *, by, version=None):
    """Keep what the author writes. A draft that is changed is a draft again."""
    found = agencies.held(found, by, "reviews.answer_managementreview")
    refuse_other_version(found, version)
    return alter(found, changes | {"drafted_on": None}, by=by, verb="write", reason="Written")


@transaction.atomic
def finish_draft(found, *, by, signatory):
    """It is drafted, and waits for a senior officer of the agency who is not its author."""
    found = agencies.held(found, by, "reviews.answer_managementreview")
    reasons = list(agencies.person_refusals(found.of_review, found.agency, signatory))
    if signatory == found.contact:
        reasons.append("A senior officer other than the author signs it. Choose somebody else.")
    if reasons := [*reasons, *_unwritten(found)]:
        raise MoveRefused(*reasons)
    if found.signatory and found.signatory != signatory:
        close_case(found, found.signatory, by=by, reason="Somebody else signs")
    changes = {"signatory": signatory, "drafted_on": today()}
    found = alter(found, changes, by=by, verb="finish the draft", reason="Drafted")
    for row in (found, *Document.objects.filter(attached_to=found.pk)):
        give(row, signatory, by=by, reason=SIGNS)
    agencies.say_whose_turn(found, "drafted", whom=signatory)
    return found


@transaction.atomic
def hand_back(found, *, by, reason):
    """A draft that is not signed as it stands, to its author. Why is read by the two of them, and never outside."""
    say_why(reason, "Say what is to be changed.")
    found = agencies.held(found, by, "reviews.sign_managementreview")
    if not found.waits_for_signature:
        raise MoveRefused("It does not wait for your signature now. Nothing was changed.")
    if reasons := list(agencies.person_refusals(found.of_review, found.agency, found.contact)):
        raise MoveRefused(*reasons)
    changes = {"drafted_on": None, "to_mend": reason}
    found = alter(found, changes, by=by, verb="hand back the draft", reason="Handed back to its author")
    agencies.say_whose_turn(found, "handed-back")
    return found


@transaction.atomic
def sign_and_send(found, *, by):
    """The agency's name under it; from now on those who asked read it."""
    found = move(found, ManagementAction.SIGN, by=by)
    post = Post.objects.current().filter(person=by.person_id, agency=found.agency).first()
    role = (post and post.title) or "Senior officer"
    edition = found.signoffs.filter(act=ACT).count() + 1
    found.received_on, found.missing, found.to_mend = today(), "", ""
    save(found, by=by, reason="Signed by the agency")
    sign(
        found, act=ACT, statement=STATEMENT, content=content_of(found), role=role, agency=found.agency, by=by,
        edition=edition,
    )  # fmt: skip
    log(found.of_review, "an agency signed its review", by=by, changes={"agency": str(found.agency)})
    walls.open_along(found.of_review, found, by=by)
    return found


@transaction.atomic
def query(found, *, by, reason, due_on):
    """Back to the agency with what is asked. It is the agency's again until it is signed anew."""
    say_why(reason, "Say what you ask of the agency.")
    found = locked(found)
    reasons = [*agencies.named(found.of_review, reason, by=by), *agencies.day_refusal(due_on)]
    if reasons := [*reasons, *agencies.left_refusal(found)]:
        raise MoveRefused(*reasons)
    found = move(found, ManagementAction.QUERY, by=by, reason=reason)
    found.missing, found.due_on, found.drafted_on, found.reviewed_on = reason, due_on, None, None
    save(found, by=by, reason=reason)
    walls.close_along(found.of_review, found, by=by, reason="Queried: it is the agency's until it is signed")
    agencies.say_whose_turn(found, "queried")
    return found


@transaction.atomic
def accept(found, *, by):
    found = move(found, ManagementAction.ACCEPT, by=by)
    found.reviewed_on = today()
    return save(found, by=by, reason="Accepted")


@transaction.atomic
def share_with_panel(found, *, by):
    """Whoever has the review open reads it as well from now on."""
    review = hold(found.of_review, by=by, permission="reviews.work_on_review")
    found = ManagementReview.objects.select_for_update().get(pk=found.pk)
    if not found.is_read:
        raise MoveRefused("The agency has not signed it yet. Wait for it, or remind them.")
    if found.panel_on:
        raise MoveRefused("The panel has it already. Nothing was changed.")
    found = alter(
        found, {"panel_on": today()}, by=by, verb="share with the panel", reason="Shared with the panel"
    )
    walls.open_along(review, found, by=by)
    return found


@transaction.atomic
def withdraw(found, *, by, reason):
    return agencies.withdraw(found, ManagementAction.WITHDRAW, by=by, reason=reason)


def content_of(found):
    """What the agency signs: its words and its files."""
    papers = Document.objects.filter(attached_to=found.pk).order_by("pk").with_versions()
    return {name: getattr(found, name) for name in WRITTEN} | {
        "agency": str(found.agency), "files": [[row.title, row.newest.sha256] for row in papers],
    }  # fmt: skip


def _unwritten(found):
    has_file = Record.objects.filter(document__attached_to=found.pk).exists()
    if not (found.analysis.strip() or has_file):
        yield "Write the analysis, or attach your agency's review as a file."
    if not found.independence.strip():
        yield "Say how the author is independent of the case."
