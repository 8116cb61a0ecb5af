"""Who may do what with reviews, of those who know of them (S001-36). Nobody else is asked: they get "no such page"."""

import rules

from partnership.models import Body
from partnership.predicates import predicate
from records.models import Record
from records.querysets import knows
from records.rules import is_keeper
from reviews.lifecycle import Action, ManagementStatus, Outcome, ReturnStatus, StatementStatus
from reviews.lines import LIVE, LineAction

OWN = (Body.Kind.STRATEGIC, Body.Kind.COUNTY)  # the groups that are the partnership itself


@predicate
def coordinates_reviews(user, record):
    """Review co-ordinator of the partnership. By itself this opens no review."""
    return record is not None and record.partnership_id in user.places.coordinates_in


@predicate
def coordinates_some(user, _record=None):
    return bool(user.places.coordinates_in)


@predicate
def has_it_open(user, review):
    """It is open to them today: asked again of the locked row, since a grant may have ended meanwhile."""
    return review is not None and _knows(user, review)


@predicate
def has_the_review_open(user, found):
    return found is not None and _knows(user, found.of_review)


def _knows(user, record):
    owners = (record.partnership_id, record.body_id, record.agency_id)
    return knows(user)(record.pk, record.audience, *owners)


@predicate
def is_asked(user, found):
    return found is not None and found.contact_id == user.pk and found.agency_id in user.places.agencies


@predicate
def is_answerable(_user, found):
    return found is not None and found.status == ReturnStatus.ASKED


@predicate
def is_author(user, found):
    return found is not None and found.contact_id == user.pk and found.agency_id in user.places.agencies


@predicate
def is_signatory(user, found):
    """A senior officer of the agency, who is never its author."""
    named = found is not None and found.signatory_id == user.pk and found.contact_id != user.pk
    return named and found.agency_id in user.places.agencies


@predicate
def is_to_be_written(_user, found):
    return found is not None and found.status in (ManagementStatus.ASKED, ManagementStatus.QUERIED)


@predicate
def works_on_its_review(user, found):
    return found is not None and user.has_perm("reviews.work_on_review", found.of_review)


@predicate
def keeps_its_review(user, found):
    return found is not None and user.has_perm("reviews.change_review", found.of_review)


@predicate
def owns_it(user, found):
    return found is not None and found.owner_id == user.pk


@predicate
def is_in_draft(_user, found):
    return found is not None and found.status == StatementStatus.DRAFT


@predicate
def becomes_a_review(_user, review):
    return review is not None and review.outcome == Outcome.REVIEW


@predicate
def chairs_it(user, review):
    """Its independent chair: an appointment by itself opens nothing, so ``has_it_open`` is asked beside it."""
    return _is_appointed(user, review, "chair")


@predicate
def writes_it(user, review):
    """Its independent chair, or the author of its report."""
    return _is_appointed(user, review, "chair", "author")


def _is_appointed(user, review, *parts):
    return review is not None and any(
        row.holds and row.user_id == user.pk and row.part in parts for row in review.appointments.all()
    )


@predicate
def has_a_statement_to_sign(user, review):
    if review is None or review.is_ended:
        return False
    return any(
        row.holds and row.user_id == user.pk and row.signoff_id is None for row in review.appointments.all()
    )


@predicate
def chairs_partnership(user, review):
    """Chair or deputy chair of the partnership's own group: no other signs that a review is submitted (S001-50)."""
    if review is None or not user.places.chaired:
        return False
    return Body.objects.filter(
        pk__in=user.places.chaired, partnership=review.partnership_id, kind__in=OWN
    ).exists()


@predicate
def is_settled(_user, review):
    """Published, or settled that it is not: its report changes no more."""
    return review is not None and bool(review.published_on or review.withheld_on)


@predicate
def is_named_for_family(user, review):
    return review is not None and any(row.user_id == user.pk for row in review.note_readers.all())


keeps = coordinates_reviews & has_it_open
chairs = has_it_open & chairs_it
writes = has_it_open & writes_it

rules.add_perm("reviews.add_review", coordinates_reviews)
rules.add_perm("reviews.keep_kinds", coordinates_some)
rules.add_perm("reviews.change_review", keeps)
rules.add_perm("reviews.read_log", keeps & is_keeper)
rules.add_perm("reviews.open_key", keeps & is_keeper)
rules.add_perm("reviews.work_on_review", keeps | chairs)
rules.add_perm("reviews.attach_to_review", keeps | writes)
rules.add_perm("reviews.read_management", keeps | writes)
rules.add_perm("reviews.sign_independence", has_it_open & has_a_statement_to_sign)
rules.add_perm("reviews.read_family", chairs | keeps & is_keeper | has_it_open & is_named_for_family)
rules.add_perm("reviews.name_reader", keeps & is_keeper)
for action in (Action.SCOPE, Action.PASS, Action.DECIDE, Action.BEGIN):
    rules.add_perm(f"reviews.{action}_review", keeps)
rules.add_perm("reviews.recruit_review", keeps & becomes_a_review)
rules.add_perm("reviews.conclude_review", keeps & ~becomes_a_review)
for action in (Action.GATHER, Action.DRAFT, Action.FINISH):
    rules.add_perm(f"reviews.{action}_review", keeps | chairs)
rules.add_perm("reviews.redraft_review", (keeps | chairs) & ~is_settled)
rules.add_perm("reviews.agree_review", has_it_open & chairs_partnership)
rules.add_perm("reviews.submit_review", keeps)
rules.add_perm("reviews.close_review", keeps)

rules.add_perm("reviews.answer_return", is_asked & is_answerable)
rules.add_perm("reviews.share_return", is_asked)
rules.add_perm("reviews.reopen_return", coordinates_reviews & has_the_review_open)
rules.add_perm("reviews.withdraw_return", coordinates_reviews & has_the_review_open)

# The chronology
rules.add_perm("reviews.enter_chronologypart", is_asked & is_answerable)
rules.add_perm("reviews.share_chronologypart", is_asked)
rules.add_perm(
    "reviews.reword_chronologypart", is_asked
)  # also once it is shared: a pseudonym alone is put in
rules.add_perm("reviews.reopen_chronologypart", coordinates_reviews & has_the_review_open)
rules.add_perm("reviews.withdraw_chronologypart", coordinates_reviews & has_the_review_open)


# The report
@predicate
def has_its_review_open(user, part):
    return part is not None and _knows(user, part.review)


@predicate
def coordinates_its_review(user, part):
    return part is not None and part.review.partnership_id in user.places.coordinates_in


@predicate
def is_its_author(user, report):
    return report is not None and report.author_id == user.pk


rules.add_perm("reviews.write_report", has_its_review_open & (coordinates_its_review | is_its_author))
rules.add_perm("reviews.comment_report", has_its_review_open)
rules.add_perm("reviews.keep_outlines", coordinates_some)

# What leaves
rules.add_perm("reviews.check_review", keeps & is_keeper)

rules.add_perm("reviews.answer_managementreview", is_author & is_to_be_written)
rules.add_perm("reviews.sign_managementreview", is_signatory)
for verb in ("query", "accept", "withdraw"):
    rules.add_perm(f"reviews.{verb}_managementreview", works_on_its_review)

rules.add_perm("reviews.write_pressstatement", is_in_draft & (owns_it | keeps_its_review))
rules.add_perm("reviews.clear_pressstatement", keeps_its_review)
rules.add_perm("reviews.reopen_pressstatement", keeps_its_review)
rules.add_perm("reviews.drop_pressstatement", keeps_its_review)
rules.add_perm("reviews.release_pressstatement", owns_it | keeps_its_review)


@predicate
def has_a_review_open(user, line):
    """One of the reviews that an action serves is open to them."""
    if line is None:
        return False
    reviews = line.servings.values("recommendation__review")
    return Record.objects.visible_to(user).filter(pk__in=reviews).exists()


@predicate
def is_live(_user, line):
    return line is not None and line.status in LIVE


keeps_the_line = coordinates_reviews & has_a_review_open

rules.add_perm("reviews.keep_actionline", keeps_the_line)
for line_action in ("report", LineAction.START):
    rules.add_perm(f"reviews.{line_action}_actionline", is_asked & is_live)
rules.add_perm("reviews.complete_actionline", is_asked | keeps_the_line)
for line_action in (LineAction.SILENCE, LineAction.REOPEN, LineAction.WITHDRAW):
    rules.add_perm(f"reviews.{line_action}_actionline", keeps_the_line)
rules.add_perm("reviews.release_paper", coordinates_reviews)
rules.add_perm("reviews.release_pack", keeps)


@predicate
def is_of_the_house(user, _record=None):
    """A guest reads what was opened to them, and neither destroys nor takes anything out."""
    return not user.is_guest


rules.add_perm("reviews.keep_rules", coordinates_some)
rules.add_perm("reviews.propose_destruction", keeps)
rules.add_perm("reviews.confirm_destruction", has_it_open & is_of_the_house)
rules.add_perm("reviews.export_review", keeps & is_keeper)
rules.add_perm("reviews.hand_review", keeps & is_keeper)


@predicate
def is_of_an_agency(user, _record=None):
    return bool(user.places.agencies) and not user.is_guest


rules.add_perm("reviews.report_death", is_of_an_agency)
