"""What stands in the way of a move, each a sentence that says how to mend it. That it is late never does."""

from collections import Counter, defaultdict
from itertools import takewhile

from django.db.models import Count, Q, Value

from audit.clock import today
from design.filters import date as date_in_words
from design.filters import plural
from documents.models import Document
from reviews.lifecycle import (
    Action,
    LearningState,
    ManagementAction,
    ManagementStatus,
    Outcome,
    ReturnAction,
    StatementAction,
    StatementStatus,
)
from reviews.models import ActionLine, Appointment, PublicationDecision, ReportSection, ReviewCopy, Told
from reviews.texts import without_version

NOT_TOLD = {
    Told.Whom.HOME_OFFICE: "Record when and how the Home Office was told. It is told of either decision.",
    Told.Whom.FAMILY: "Record when and how the family was told, or why they could not be.",
}


def review_blockers(review, action):
    if action == Action.DECIDE and not review.residence.strip():
        yield "Say why this partnership leads, from where the person who died normally lived."
    if action in (Action.RECRUIT, Action.CONCLUDE):
        told = {row.whom for row in review.told.all()}
        yield from (words for whom, words in NOT_TOLD.items() if whom not in told)
    if action == Action.BEGIN:
        yield from _unready(review, Appointment.Part.CHAIR)
    if action == Action.GATHER:
        yield from _without_terms(review)
    if action == Action.DRAFT:
        yield from _unready(review, Appointment.Part.AUTHOR)
        yield from _unsettled(review)
    if action == Action.FINISH:
        yield from _without_terms(review)
        yield from _unsettled(review)
        yield from _unwritten(review)
    if action in (Action.FINISH, Action.AGREE, Action.SUBMIT):
        yield from without_version(review)
    if action == Action.SUBMIT:
        yield from _unsigned(review)
    if action == Action.CLOSE:
        yield from _unfinished(review)
    if action in (Action.CONCLUDE, Action.CLOSE):
        yield from unanswered(review)


def unanswered(review):
    """Nobody is left with a request, and chased for it, of a review that has ended.

    Where it is passed on, which its page offers beside every other step, this is asked once it is.
    """
    rows = ((review.returns, "information"), (review.chronology_parts, "its chronology"))
    first, second = (kind.open().values_list("due_on", "agency__name", Value(what)) for kind, what in rows)
    for due_on, agency, what in sorted(first.union(second)):
        day = date_in_words(due_on)
        yield f"{agency} was asked for {what} by {day} and has not answered. Wait for it, or withdraw what was asked."


def _unfinished(review):
    """What is still open when a review is to be closed."""
    if not review.is_cleared:
        yield "Record the Home Office's answer that it may be published, and answer each of its points."
    if not (review.published_on or review.withheld_on):
        yield TO_SETTLE[review.publication]
    sent = {row.to for row in review.copies.all()}
    yield from (words for to, words in NOT_SENT.items() if to not in sent)
    yield from family_untold(review)
    statements = [row.status for row in review.statements.all()]
    if StatementStatus.DRAFT in statements:
        yield "Clear the communications statement, or record that it is not needed."
    elif not statements and not review.no_statement_because:
        yield "Write a communications statement, or record that none is needed."
    yield from (f"Note that this has ended: {row}." for row in review.holds.all() if row.ended_on is None)
    if waits := sum(row.state != LearningState.DISSEMINATED for row in review.learning.all()):
        yield f"Disseminate what was learnt: {waits} of its points still {'wait' if waits > 1 else 'waits'}."
    yield from _without_action(review)
    if under_way := ActionLine.objects.open_to([review.pk]).live().count():
        are = "one is" if under_way == 1 else f"{under_way} are"
        yield f"Complete the action plan, or withdraw what is no longer to be done: {are} not complete."


def _without_action(review):
    """What was recommended and nobody was asked to do (S001-59). A national one goes to the Home Office instead."""
    for row in review.recommendations.filter(servings=None, sent_on=None):
        way = ", or record that it was sent on to the Home Office" if row.scope == row.Scope.NATIONAL else ""
        yield f"Give out an action for recommendation {row.number}, or use one that is there{way}."


def family_untold(review):
    """Of the publication decision that stands (inferred: statutory guidance has them hear of it first).

    A partnership that says otherwise sets it on the name of its reviews; why they were not told is an answer.
    """
    if not review.what.tells_family or review.publication not in WHAT_FAMILY_HEARS:
        return
    stands = takewhile(lambda row: row.decision == review.publication, review.publication_decisions.all())
    keys = {row.pk for row in stands}
    if not any(row.whom == Told.Whom.FAMILY and row.publication_id in keys for row in review.told.all()):
        heard = WHAT_FAMILY_HEARS[review.publication]
        yield f"Record when and how the family was told {heard}, or why they were not."


WHAT_FAMILY_HEARS = {
    PublicationDecision.Decision.PUBLISH: "that it is published",
    PublicationDecision.Decision.WITHHOLD: "that it is not published",
}
NOT_DECIDED = "Settle whether it is published: record the decision, and that it was published or is not."
TO_SETTLE = {
    "": NOT_DECIDED,
    PublicationDecision.Decision.UNDECIDED: NOT_DECIDED,
    PublicationDecision.Decision.PUBLISH: "Record where and when it was published.",
    PublicationDecision.Decision.WITHHOLD: "Record that it is not published, as was decided.",
}
NOT_SENT = {
    ReviewCopy.To.COMMISSIONER: "Send a copy to the Domestic Abuse Commissioner, and record it.",
    ReviewCopy.To.POLICING: "Send a copy to the local policing body, and record it.",
    ReviewCopy.To.PANEL: "Send a copy to the members of the panel, and record it.",
}


def _unsigned(review):
    """S001-50"""
    newest = next(iter(review.submission_decisions.all()), None)
    if newest is None or newest.signoff_id is None:
        yield "Have the chair of the partnership sign that it is agreed for submission."
    elif hasattr(newest.signoff, "withdrawal"):
        yield "The chair withdrew their signature. Take the report back to draft, and have it agreed anew."


SETTLED = (ManagementStatus.ACCEPTED, ManagementStatus.WITHDRAWN)


def _unsettled(review):
    """What agencies were asked for and have not been heard on: whose turn it is, and by when."""
    for row in review.management_reviews.all():
        if row.status in SETTLED:
            continue
        if row.is_read:
            yield f"{row.agency} has sent its own review. Read it, and accept it or query it."
        else:
            day = f"{date_in_words(row.due_on)}{', which is past' if row.is_late(today()) else ''}"
            yield f"{row.agency} was asked for its own review by {day}. Wait for it, or withdraw it."


def _unwritten(review):
    """Of reports that are written here: what is empty, and what nobody answered (inferred: the chair signs a whole).

    A report that is written elsewhere is attached as a file: with neither there is none, and its clock goes on.
    """
    reports = list(review.reports.all())
    is_here = any(report.kind == report.Kind.OVERVIEW for report in reports)
    if not is_here and not Document.objects.filter(attached_to=review.pk).exists():
        yield "Write the overview report here, or attach it to the review as a file."
    if not reports:
        return
    waits = Count("comments", filter=Q(comments__answer=""))
    empty, unanswered = defaultdict(list), Counter()
    for section in (
        ReportSection.objects.filter(report__review=review).select_related("report").annotate(waits=waits)
    ):
        if not section.body.strip():
            empty[section.report].append(f"“{section.title}”")
        unanswered[section.report] += section.waits
    for report in empty.keys() | unanswered.keys():
        if report.finished_on is None:
            yield f"Enter the day on which the {str(report).lower()} was completed, on its title page."
    for report, titles in empty.items():
        yield f"Write what is empty in the {str(report).lower()}, or say there that there is none: {', '.join(titles)}."
    for report, count in (+unanswered).items():
        yield f"Answer what was said of the {str(report).lower()}: {plural(count, 'comment waits', 'comments wait')}."


def _without_terms(review):
    newest = next(iter(review.terms.all()), None)
    if newest is None or newest.agreed_on is None:
        yield "Write terms of reference, and record that the panel agreed them."
    if not any(row.part == Appointment.Part.PANEL and row.holds for row in review.appointments.all()):
        yield "Record who sits on the panel."
    if newest and newest.shared_on is None:
        yield "Record that the family was given the terms of reference, or why they could not be."


def _unready(review, part):
    """Whoever is to hold the part, appointed and independent in their own words."""
    label = part.label.lower()
    row = next((row for row in review.appointments.all() if row.part == part and row.holds), None)
    if row is None:
        yield f"Record who is appointed as {label}, and on which day."
    elif row.signoff_id is None:
        yield f"Have the {label} sign their statement of independence. Open the review to them for it."


def decision_refusals(review, said):
    """What the decision itself must say (S001-38): (the field, the sentence)."""
    day, report_due_on = said["decided_on"], said["report_due_on"]
    if said["outcome"] not in Outcome.values:
        yield "outcome", "Say what was decided."
    if said["outcome"] == Outcome.OTHER and not said["other_route"].strip():
        yield "other_route", "Name the other learning route."
    if not said["reasons"].strip():
        yield "reasons", "Give the reasons: the Home Office and the family are told them."
    if not said["decided_by_words"].strip():
        yield "decided_by_words", "Say who decided."
    if not day or day > today():
        yield "decided_on", "Enter the day of the decision, which cannot be still to come."
    elif day < review.known_on:
        yield (
            "decided_on",
            "The decision cannot be before the death became known. Correct one of the two days.",
        )
    if report_due_on and day and report_due_on < day:
        yield "report_due_on", "The report cannot be due before the decision."


def telling_refusals(review, said):
    """What must be said of who was told, or why not: (the field, the sentence)."""
    publication = said.get("publication")
    decided_on = publication.decided_on if publication else review.decided_on
    if decided_on is None:
        yield None, "Record the decision before anybody is told of it."
    elif said["told_on"] < decided_on:
        yield "told_on", "Nobody can be told before the decision. Correct one of the two days."
    how, why_not = said["how"].strip(), said.get("why_not", "").strip()
    if not (how or why_not):
        yield "how", "Say how they were told, or below why they were not."
    if how and why_not:
        yield "why_not", "Say how they were told or why they were not, and not both."
    if why_not and said["whom"] == Told.Whom.HOME_OFFICE and not publication:
        yield "why_not", "The Home Office is told of either decision. Say when and how."
    if said["told_on"] > today():
        yield "told_on", "The day cannot be still to come."
    of_decision = said["whom"] == Told.Whom.FAMILY and not (publication or why_not)
    if of_decision and said["advocate_offered"] is None:
        yield "advocate_offered", "Say whether the family was offered an advocate."


def return_blockers(found, action):
    if action == ReturnAction.SHARE:
        if not found.known:
            yield "Say whether the person is known to your agency."
        if found.known == found.Known.YES and not found.summary.strip():
            yield "Write a summary of your agency's involvement."


def part_blockers(part, action):
    if action == ReturnAction.SHARE and not part.entries.exists():
        yield "Enter what your agency did, or say in one entry that it has no record of anybody."


def statement_blockers(found, action):
    if action == StatementAction.CLEAR and not found.text.strip():
        yield "Write the statement first."


def management_blockers(found, action):
    if action == ManagementAction.SIGN and found.drafted_on is None:
        yield "The author says first that the draft is finished, and names who signs it."
