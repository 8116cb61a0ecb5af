"""The frame of every page of a review: its tabs, and what happens next."""

from dataclasses import replace

from django.http import Http404

from audit.clock import today
from design.addresses import url
from design.filters import joined
from design.pages import NextStep
from partnership.models import Partnership
from records.pages import moves, show
from records.together import gather
from reviews.blockers import NOT_SENT
from reviews.lifecycle import GOES_ON, REPORTS, TAKES_PART, TO_PUBLISH, Action, Outcome
from reviews.models import Appointment, Feedback, Review
from reviews.reports.submission import signers_of
from reviews.services.checking import unchecked
from reviews.texts import OF_TEXTS, without_version

ABOVE = ("partnership", "what", "referring_agency")
OF_STEPS = ("appointments", "note_readers", "holds")
OF_STAGE = {  # what the next move waits for
    Review.Status.BEGUN: ("terms",),
    Review.Status.GATHERING: ("management_reviews__agency",),
    Review.Status.DRAFTING: ("terms", "management_reviews__agency", *OF_TEXTS),
    Review.Status.READY: OF_TEXTS,
    Review.Status.AGREED: OF_TEXTS,
}
OF_PUBLICATION = (
    "submission_decisions__report",
    "submission_decisions__signoff__withdrawal",
    "feedback__points",
    "publication_decisions",
    "copies",
    "statements",
    "learning",
)
SECONDARY = (Action.PASS, Action.REDRAFT)
NOBODY_SIGNS = "It is open to nobody who may sign: open it to the chair of the partnership."
PRIMARY = [action for action in Action if action not in SECONDARY]
OWN = {
    Action.DECIDE: "reviews:decide", Action.BEGIN: "reviews:begin", Action.AGREE: "reviews:agree",
    Action.SUBMIT: "reviews:submit", Action.CLOSE: "reviews:close",
}  # fmt: skip


def partnership_of(request):
    """The partnership for which the person co-ordinates; others find no such page."""
    mine = request.user.places.coordinates_in
    if not mine:
        raise Http404
    return Partnership.objects.filter(pk__in=mine).order_by("pk").first()


def always(_user, _review):
    return True


def goes_on(_user, review):
    return review.status in GOES_ON


def is_written(_user, review):
    return review.report_ready_on is not None or review.status in TO_PUBLISH


def may(permission):
    return lambda user, review: user.has_perm(permission, review)


TABS = (  # words, and its pages: words, page, whether this person is shown it
    ("Review", [("Review", "review", always), ("Course and clocks", "course", always)]),
    ("Agencies", [("Scoping", "scoping", always), ("Agencies' own reviews", "agencies", goes_on)]),
    (
        "Panel and family",
        [("Panel and terms", "people", goes_on), ("Family", "family", may("reviews.read_family"))],
    ),
    ("Chronology", [("Chronology", "chronology", always)]),
    ("Report", [("Report", "reports", always)]),
    ("Submission", [("Submission", "submission", is_written)]),
    (
        "Learning",
        [("What was learnt", "learning", always), ("Recommendations and actions", "ledger", always)],
    ),
    (
        "Keeping",
        [
            ("Retention, destruction and exports", "keeping", always),
            ("Key", "key", may("reviews.open_key")),
            ("Who has read it", "readings", may("reviews.read_log")),
        ],
    ),
)


def lists_of_steps(review):
    """What is asked of a review to say what goes on next: of each stage no more than it shows and waits for."""
    return (
        *OF_STEPS,
        *(("told",) if review.decided_on else ()),
        *OF_STAGE.get(review.status, ()),
        *(OF_PUBLICATION if review.status in TO_PUBLISH else ()),
    )


def framed(request, template, review, page, **context):
    gather(review, *lists_of_steps(review))
    tabs, within = _tabs(request.user, review, page)
    return show(
        request, template, review, tabs, list(_steps(request.user, review)), within=within,
        facts=[review.what.name, review.partnership], **context,
    )  # fmt: skip


def trail_to(user, found):
    """Up from what an agency was asked: to its review for those to whom that is open, and to Home for all others."""
    review = Review.objects.visible_to(user).filter(pk=found.of_review_id).first()
    if review is None:
        return [("Home", "/")]
    return [("Reviews", url("reviews:list")), (review.reference, review.get_absolute_url())]


def _tabs(user, review, page):
    """(the tabs, the pages under this one where there are several), each (words, address, whether it is this page)."""
    tabs, parts = [], []
    for label, pages in TABS:
        shown = [
            (words, url(f"reviews:{name}", review.reference), name == page)
            for words, name, is_shown in pages
            if is_shown(user, review)
        ]
        if not shown:
            continue
        is_here = any(here for *_, here in shown)
        tabs.append((label, shown[0][1], is_here))
        if is_here and len(shown) > 1:
            parts = shown
    return tabs, parts


def _steps(user, review):
    """What goes on first; steps back and away at the end."""
    rare = {action.label for action in SECONDARY}
    moved = list(moves(user, review, "reviews:move", own=OWN, primary=PRIMARY, warning=(Action.PASS,)))
    to_check = _to_check(user, review)
    moved = [
        replace(step, blockers=[*step.blockers, *to_check]) if step.label == Action.SUBMIT.label else step
        for step in moved
    ]
    yield from (step for step in moved if step.label not in rare)
    if to_check and user.has_perm("reviews.check_review", review):
        yield NextStep("Check the report for names", url("reviews:checks", review.reference), primary=True)
    besides = list(_besides(user, review, is_checked=not to_check))
    yield from besides
    said = {step.label for step in besides}
    yield from (step for step in moved if step.label in rare - said)


def _besides(user, review, *, is_checked):
    here = [review.reference]
    if user.has_perm("reviews.sign_independence", review):
        yield NextStep("Sign your statement of independence", url("reviews:sign", *here), primary=True)
    changes = user.has_perm("reviews.change_review", review)
    if user.has_perm("reviews.work_on_review", review):
        yield from _to_work_on(review, here)
    if not changes:
        if user.has_perm("reviews.attach_to_review", review):
            yield from _to_attach(user, review)
        return
    tells = NextStep("Record who was told", url("reviews:tell", *here))
    is_to_tell = review.status == Review.Status.DECIDED and bool(review.blockers(Action.RECRUIT))
    if is_to_tell:
        yield replace(tells, primary=True)
    yield from _to_begin(review)
    if review.status == Review.Status.SCOPING:
        yield NextStep("Ask an agency", url("reviews:ask", *here))
        yield NextStep("Put the decision off", url("reviews:extend", *here, "decision"))
    if review.status in REPORTS and review.outcome == Outcome.REVIEW:
        yield NextStep("Put the report off", url("reviews:extend", *here, "report"))
    if review.status == Review.Status.READY:
        yield from _to_sign(user, review, here, is_checked)
    if review.status == Review.Status.DRAFTING and not review.reports.all():
        yield NextStep("Begin the report", url("reviews:report_begin", *here), primary=True)
    if review.status == Review.Status.SUBMITTED and not (review.published_on or review.withheld_on):
        waits = not review.is_cleared and not review.feedback.all()
        address = url("reviews:feedback_add", *here)
        yield NextStep("Record the Home Office's answer", address, primary=waits)
    yield from _to_close(review, here)
    if review.status == Review.Status.CLOSED:
        is_due = review.assure_on is not None and review.assure_on <= today()
        yield NextStep("Record what has changed", url("reviews:assure", *here), primary=is_due)
    yield NextStep("Add what was learnt", url("reviews:learn", *here))
    if review.decided_on and not is_to_tell:
        yield tells
    yield from _to_attach(user, review)


def _to_attach(user, review):
    if user.has_perm("documents.add_document", review):
        yield NextStep("Attach a document", f"{url('documents:new')}?for={review.reference}")


def _to_work_on(review, here):
    """What its independent chair does as well as its co-ordinators."""
    if review.status == Review.Status.BEGUN:
        if not any(row.holds and row.part == Appointment.Part.PANEL for row in review.appointments.all()):
            yield NextStep("Add a panel member", url("reviews:appoint", *here, "panel"), primary=True)
        yield from _of_terms(review.terms.all(), here)
    if review.status in TAKES_PART:
        yield NextStep("Ask an agency for its own review", url("reviews:ask_for_review", *here))
    newest = next(iter(review.feedback.all()), None) if review.status == Review.Status.SUBMITTED else None
    if newest and not review.is_cleared:
        if newest.outcome == Feedback.Outcome.AGAIN:
            yield NextStep(Action.REDRAFT.label, url("reviews:move", *here, Action.REDRAFT), primary=True)
        else:
            yield NextStep(
                "Answer the points of the Home Office", url("reviews:submission", *here), primary=True
            )


def _of_terms(terms, here):
    """Written, agreed by the panel, and given to the family: whichever is next."""
    newest = next(iter(terms), None)
    if newest is None:
        yield NextStep("Write terms of reference", url("reviews:terms_add", *here))
    elif newest.agreed_on is None:
        way = url("reviews:terms_agree", *here, newest.pk)
        yield NextStep("Record that the panel agreed the terms of reference", way)
    elif newest.shared_on is None:
        way = url("reviews:terms_share", *here, newest.pk)
        yield NextStep("Record that the family has the terms of reference", way)


def _to_check(user, review):
    """Before the partnership agrees it, so that what is found does not undo what was signed: each text, and why."""
    if review.status not in (Review.Status.READY, Review.Status.AGREED):
        return []
    if not user.has_perm("reviews.submit_review", review):
        return []
    agreed = review.submission_decisions.all() if review.status == Review.Status.AGREED else ()
    return list(unchecked(review, next(iter(agreed), None)))


def _to_sign(user, review, here, is_checked):
    """To the partnership, and to its chair, who signs a version that was kept."""
    changed, signers = list(without_version(review)), signers_of(review)
    if changed:
        yield NextStep("Keep a version of the report", url("reviews:reports", *here), primary=is_checked)
    pack = url("reviews:pack", *here)
    yield NextStep("Put it to the partnership for sign-off", pack, primary=is_checked and not changed)
    if not signers and user.has_perm("records.grant_record", review):
        yield NextStep("Open it to the chair of the partnership, who signs", url("records:give", *here))
    if not user.has_perm("reviews.agree_review", review):
        who = f"It waits for {joined(signers)}, who may sign." if signers else NOBODY_SIGNS
        yield NextStep(Action.AGREE.label, blockers=[*changed, who])


def _to_begin(review):
    """Until there are a chair, a panel and terms, the page where they are recorded."""
    here = [review.reference]
    held = {row.part for row in review.appointments.all() if row.holds}
    if review.status == Review.Status.RECRUITING and Appointment.Part.CHAIR not in held:
        yield NextStep("Record the independent chair", url("reviews:appoint", *here, "chair"), primary=True)
    for row in review.appointments.all():
        is_to_sign = (
            row.holds and row.user_id and row.signoff_id is None and row.part == Appointment.Part.CHAIR
        )
        if is_to_sign and review.status == Review.Status.RECRUITING:
            is_open = any(grant.user_id == row.user_id for grant in review.user_grants.all())
            yield NextStep(
                "Change the last day of the independent chair's access"
                if is_open
                else "Open the review to the independent chair",
                url("reviews:appointment_open", *here, row.pk),
                primary=not is_open,
            )
    if review.status == Review.Status.GATHERING and Appointment.Part.AUTHOR not in held:
        yield NextStep("Record the author of the report", url("reviews:appoint", *here, "author"))


def _to_close(review, here):
    """Publication, its statement and the copies, each of which closing waits for."""
    if review.status in TO_PUBLISH and not (review.published_on or review.withheld_on):
        settles = (
            {"publish": "published", "withhold": "withheld"}.get(review.publication)
            if review.is_cleared
            else ""
        )
        if settles:
            label = (
                "Record that it was published"
                if settles == "published"
                else "Record that it is not published"
            )
            yield NextStep(label, url(f"reviews:{settles}", *here), primary=True)
        yield NextStep("Decide whether it is published", url("reviews:publication", *here))
    if (
        review.status == Review.Status.SUBMITTED
        and not review.statements.all()
        and not review.no_statement_because
    ):
        yield NextStep("Write a communications statement", url("reviews:statement_add", *here))
    if review.status == Review.Status.SUBMITTED and len({row.to for row in review.copies.all()}) < len(
        NOT_SENT
    ):
        yield NextStep("Record a copy that was sent", url("reviews:copy_add", *here))
