"""Reviews in the state in which a test wants them, and the people who work on them."""

import datetime as dt

from audit.clock import today
from partnership.models import Role, User
from reviews import standard
from reviews.services import chronology, deciding, referrals, reports, scoping
from tests.factories import partnership as make

DAYS = dt.timedelta
CODE_NAME = "Larchwood"


def coordinator(county, name="coordinator"):
    """Review co-ordinator of the partnership here, of the council, with no seat."""
    person = make.PersonFactory(given_name=name.capitalize(), family_name="Northshire")
    make.PostFactory(person=person, agency=county.council, title="Review co-ordinator")
    make.RoleFactory(person=person, partnership=county.here, kind=Role.Kind.REVIEWS)
    return make.UserFactory(person=person, email=f"{name}@example.org")


def fresh(user):
    """As in the next request: where people stand is read once."""
    return User.objects.get(pk=user.pk)


def received(county, by, **said):
    said = {
        "title": CODE_NAME, "known_on": today() - DAYS(10), "referred_on": today() - DAYS(9), "referred_by": "police",
        "referring_agency": county.police, "circumstances": "A death at home.",
        "residence": "Lived in Northshire.", **said,
    }  # fmt: skip
    return referrals.add_review(county.here, by=by, **said)


def scoped(county, by, **said):
    return referrals.move_review(received(county, by, **said), "scope", by=by)


def asked(county, review, by, contact=None, agency=None):
    return scoping.ask_agency(
        review, by=by, agency=agency or county.police, contact=contact or county.partner,
        question="Say whether the person is known.", due_on=today() + DAYS(7),
    )  # fmt: skip


def decided(county, by, outcome="review", **said):
    return deciding.decide(scoped(county, by, **said), by=by, **decision(outcome))


def decision(outcome="review", **changes):
    return {
        "outcome": outcome, "other_route": "A safeguarding adults review" if outcome == "other" else "",
        "reasons": "There is something to learn.", "decided_by_words": "Chair of the partnership",
        "consulted": "Police, health", "decided_on": today(), **changes,
    }  # fmt: skip


def telling(whom, **changes):
    offered = True if whom == "family" else None
    return {
        "whom": whom, "told_on": today(), "how": "By letter", "advocate_offered": offered, "evidence": None, "note": "",
        **changes,
    }  # fmt: skip


def told(county, by, outcome="review"):
    review = decided(county, by, outcome)
    for whom in ("home-office", "family"):
        deciding.tell(review, by=by, **telling(whom))
    return referrals.move_review(review, "recruit" if outcome == "review" else "conclude", by=by)


def part(county, review, by, contact=None, agency=None):
    return chronology.ask_part(
        review, by=fresh(by), agency=agency or county.police, contact=contact or county.partner,
        question="Enter what your agency did.", due_on=today() + DAYS(7),
    )  # fmt: skip


def entry(county, holder, by, agency=None, **said):
    """Of the review, or of an agency's part."""
    said = {
        "happened_on": today() - DAYS(400), "precision": "day", "time": None, "kind": "visit", "what": "Seen at home.",
        "involved": "Willow", "source": "Record", **({"agency": agency} if agency else {}), **said,
    }  # fmt: skip
    return chronology.add_entry(holder, by=fresh(by), **said)


def disagreement(county, review, by, first):
    second = entry(county, review, by, county.council, what="Nobody was at home.")
    return chronology.mark_disagreement(
        review, first.pk, second.pk, by=fresh(by), note="Was anybody at home?"
    )


def about(**changes):
    return {
        "subject": "Willow", "died_in": "March 2025", "author_words": "Independent author", "author": None,
        "independence": standard.INDEPENDENCE, "finished_on": None, **changes,
    }  # fmt: skip


def report(review, by, kind="overview", **changes):
    return reports.begin_report(review, by=fresh(by), kind=kind, **about(**changes))
