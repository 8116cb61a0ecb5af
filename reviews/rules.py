"""Who may do what with reviews, of those who know of them (S001-36). Nobody else is asked: they get "no such page"."""

import rules

from records.models import Record
from records.querysets import knows
from records.rules import is_keeper
from reviews.lifecycle import Action, Outcome, ReturnStatus
from reviews.lines import LIVE, LineAction


@rules.predicate
def coordinates_reviews(user, record):
    """Review co-ordinator of the partnership. By itself this opens no review."""
    return record is not None and record.partnership_id in user.places.coordinates_in


@rules.predicate
def coordinates_some(user, _record=None):
    return bool(user.places.coordinates_in)


@rules.predicate
def has_it_open(user, review):
    """It is open to them today: asked again of the locked row, since a grant may have ended meanwhile."""
    return review is not None and _knows(user, review)


@rules.predicate
def has_the_review_open(user, found):
    return found is not None and _knows(user, found.of_review)


def _knows(user, record):
    owners = (record.partnership_id, record.body_id, record.agency_id)
    return knows(user)(record.pk, record.audience, *owners)


@rules.predicate
def is_asked(user, found):
    return found is not None and found.contact_id == user.pk and found.agency_id in user.places.agencies


@rules.predicate
def is_answerable(_user, found):
    return found is not None and found.status == ReturnStatus.ASKED


@rules.predicate
def becomes_a_review(_user, review):
    return review is not None and review.outcome == Outcome.REVIEW


keeps = coordinates_reviews & has_it_open

rules.add_perm("reviews.add_review", coordinates_reviews)
rules.add_perm("reviews.keep_kinds", coordinates_some)
rules.add_perm("reviews.change_review", keeps)
rules.add_perm("reviews.read_log", keeps & is_keeper)
rules.add_perm("reviews.open_key", keeps & is_keeper)
for action in (Action.SCOPE, Action.PASS, Action.DECIDE):
    rules.add_perm(f"reviews.{action}_review", keeps)
rules.add_perm("reviews.recruit_review", keeps & becomes_a_review)
rules.add_perm("reviews.conclude_review", keeps & ~becomes_a_review)
LATER = "begin gather draft finish redraft agree submit close"  # nobody's, until there are pages for them
for later in LATER.split():
    rules.add_perm(f"reviews.{later}_review", rules.always_false)

rules.add_perm("reviews.answer_return", is_asked & is_answerable)
rules.add_perm("reviews.share_return", is_asked)
rules.add_perm("reviews.reopen_return", coordinates_reviews & has_the_review_open)
rules.add_perm("reviews.withdraw_return", coordinates_reviews & has_the_review_open)


@rules.predicate
def has_a_review_open(user, line):
    """One of the reviews that an action serves is open to them."""
    if line is None:
        return False
    reviews = line.servings.values("recommendation__review")
    return Record.objects.visible_to(user).filter(pk__in=reviews).exists()


@rules.predicate
def is_live(_user, line):
    return line is not None and line.status in LIVE


keeps_the_line = coordinates_reviews & has_a_review_open

rules.add_perm("reviews.keep_actionline", keeps_the_line)
rules.add_perm("reviews.report_actionline", is_asked & is_live)
rules.add_perm("reviews.complete_actionline", is_asked | keeps_the_line)
for line_action in (LineAction.SILENCE, LineAction.REOPEN, LineAction.WITHDRAW):
    rules.add_perm(f"reviews.{line_action}_actionline", keeps_the_line)
rules.add_perm("reviews.release_paper", coordinates_reviews)
rules.add_perm("reviews.release_pack", keeps)


@rules.predicate
def is_of_the_house(user, _record=None):
    """A guest reads what was opened to them, and neither destroys nor takes anything out."""
    return not user.is_guest


rules.add_perm("reviews.keep_rules", coordinates_some)
rules.add_perm("reviews.propose_destruction", keeps)
rules.add_perm("reviews.confirm_destruction", has_it_open & is_of_the_house)
rules.add_perm("reviews.export_review", keeps & is_keeper)
rules.add_perm("reviews.hand_review", keeps & is_keeper)


@rules.predicate
def is_of_an_agency(user, _record=None):
    return bool(user.places.agencies) and not user.is_guest


rules.add_perm("reviews.report_death", is_of_an_agency)
