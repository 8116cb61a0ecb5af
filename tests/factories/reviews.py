"""Reviews in the state in which a test wants them, and the people who work on them."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from audit.clock import today
from documents.models import Document, Version
from documents.services import add_document
from partnership.models import Role, User
from records import walls
from reviews.models import Review
from reviews.services import (
    checking,
    chronology,
    deciding,
    management,
    people,
    publication,
    referrals,
    reports,
    scoping,
    statements,
    submission,
    terms,
)
from tests.factories import partnership as make

DAYS = dt.timedelta
CODE_NAME = "Larchwood"


def coordinator(county, name="coordinator"):
    """Review co-ordinator of the partnership here, of the council, with no seat."""
    person = make.PersonFactory(given_name=name.capitalize(), family_name="Northshire")
    make.PostFactory(person=person, agency=county.council, title="Review co-ordinator")
    make.RoleFactory(person=person, partnership=county.here, kind=Role.Kind.REVIEWS)
    return make.UserFactory(person=person, email=f"{name}@example.org")


def guest(_county, name="independent-chair"):
    """Of no agency: an independent chair, or the author of a report."""
    person = make.PersonFactory(given_name="Independent", family_name=name.replace("-", " ").capitalize())
    email, until = f"{name}@example.org", today() + DAYS(300)
    return make.UserFactory(person=person, email=email, is_guest=True, access_ends_on=until)


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


def told(county, by, outcome="review", **said):
    return tell_all(decided(county, by, outcome, **said), by)


def tell_all(review, by):
    """The Home Office and the family; then on to the review, or to its end."""
    for whom in ("home-office", "family"):
        deciding.tell(review, by=by, **telling(whom))
    action = "recruit" if Review.objects.get(pk=review.pk).outcome == "review" else "conclude"
    return referrals.move_review(review, action, by=by)


def appointing(**changes):
    return {
        "name": "Independent Chair", "post": "", "agency": None, "advertised_on": today() - DAYS(9),
        "recruited_on": today(), "user": None, "independence": "", **changes,
    }  # fmt: skip


def recruited(county, by, user=None):
    """With an independent chair, a guest to whom it is open, who has signed."""
    return recruit(told(county, by), by, user or county.guest)


def recruit(review, by, user):
    row = people.appoint(review, by=by, part="chair", **appointing(user=user))
    until = today() + DAYS(200)
    people.open_to_appointed(review, row.pk, by=by, reason="Independent chair", expires_on=until)
    people.sign_independence(review, by=fresh(user), statement="I never worked for any of them.")
    return review


def begun(county, by, user=None):
    return referrals.begin(recruited(county, by, user), by=by, begun_on=today())


def of_reference(**changes):
    return {
        "scope_from": today() - DAYS(1000), "scope_until": today() - DAYS(30), "lines": "Who knew what, and when?",
        "equality": "Age and disability.", "changed": "", **changes,
    }  # fmt: skip


def agreed_terms(review, by):
    row = terms.add_terms(review, by=by, **of_reference())
    return terms.agree_terms(review, row.pk, by=by, agreed_on=today())


def also_coordinates(user, partnership):
    make.RoleFactory(person=user.person, partnership=partnership, kind=Role.Kind.REVIEWS)


def asked_for_review(county, review, by, contact=None, agency=None):
    return management.ask_for_review(
        review, by=by, agency=agency or county.police, contact=contact or county.partner,
        question="Review what your agency did.", due_on=today() + DAYS(30),
    )  # fmt: skip


def said_by_family(**changes):
    return {
        "contact_on": today(), "whom": "The sister", "how": "At home", "note": "She asked for the summer.", **changes
    }  # fmt: skip


def gathering(county, by, user=None):
    """With a panel and agreed terms that the family has."""
    review = begun(county, by, user)
    said = appointing(name="Panel Member", agency=county.health, advertised_on=None)
    people.appoint(review, by=by, part="panel", **said)
    row = agreed_terms(review, by)
    terms.share_terms(review, row.pk, by=by, shared_on=today())
    return referrals.move_review(review, "gather", by=by)


def drafting(county, by, user=None):
    """Written by the independent chair."""
    review, user = gathering(county, by, user), user or county.guest
    people.appoint(review, by=by, part="author", **appointing(user=user))
    people.sign_independence(review, by=fresh(user), statement="As chair.")
    return referrals.move_review(review, "draft", by=by)


def ready(county, by, user=None):
    """Its report is a file."""
    review = drafting(county, by, user)
    attached(review, by)
    return referrals.move_review(review, "finish", by=by)


def agreeing(**changes):
    return {
        "meeting": None, "meeting_words": "Strategic group", "minute": "2.4", "agreed_on": today(), "report": None,
        **changes,
    }  # fmt: skip


def attached(review, by):
    """Its overview report, as a file that was checked for names; the one that is there, if one is."""
    if paper := Document.objects.filter(attached_to=review.pk, title="Overview report").first():
        return paper
    file = SimpleUploadedFile("report.txt", b"The overview report.")
    paper = add_document(review, title="Overview report", file=file, by=fresh(by))
    row = checking.ask_check(review, by=fresh(by), version=paper.newest, reason="Before it goes")
    checking.run_check(row.pk)
    return paper


def agreed(county, by, user=None, **said):
    """Open to the chair of the partnership, who signed; its report is a file."""
    review = ready(county, by, user)
    said = {"report": attached(review, by), **said}
    until = today() + DAYS(60)
    walls.open_to(review, county.chair, by=fresh(by), reason="Signs for the partnership", expires_on=until)
    return submission.agree(review, by=fresh(county.chair), **agreeing(**said))


def submitted(county, by, user=None):
    review = agreed(county, by, user)
    return submission.submit(review, by=by, submitted_on=today(), home_office_reference="HO 1")


def cleared(county, by, user=None):
    """The Home Office has answered, with nothing to change."""
    review = submitted(county, by, user)
    said = {"received_on": today(), "outcome": "publish", "letter": None, "points": []}
    submission.note_feedback(review, by=by, **said)
    return review


def deciding_publication(decision="publish", **changes):
    return {
        "decision": decision, "reason": "The children", "guidance": "Statutory guidance, section 9", "advice": "",
        "decided_by_words": "Strategic group", "decided_on": today(), **changes,
    }  # fmt: skip


def settled(county, by, decision="publish"):
    review = cleared(county, by)
    publication.decide_publication(review, by=by, **deciding_publication(decision))
    if decision == "publish":
        files = list(Version.objects.filter(document__attached_to=review.pk))
        said = {"published_on": today(), "published_where": "www.example.org/review", "versions": files}
        return publication.record_published(review, by=by, **said)
    return publication.record_withheld(review, by=by, withheld_on=today())


def tell_family(review, by, **changes):
    """Of the publication decision that stands."""
    of = review.publication_decisions.first()
    return deciding.tell(
        review, by=fresh(by), **telling("family", publication=of, advocate_offered=None, **changes)
    )


def stated(review, by, owner=None, title="If the press asks"):
    found = statements.add_statement(review, by=by, title=title, owner=owner or by)
    return statements.write_statement(found, {"text": "Our thoughts are with the family."}, by=by)


def press_contact(county, agency, name="press"):
    person = make.PersonFactory(given_name=name.capitalize(), family_name="Contact")
    make.PostFactory(person=person, agency=agency, title="Press officer")
    make.RoleFactory(person=person, partnership=county.here, kind=Role.Kind.PRESS)
    return make.UserFactory(person=person, email=f"{name}@example.org")


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
        "independence": "I never worked for any of them.", "finished_on": None, **changes,
    }  # fmt: skip


def report(review, by, kind="overview", **changes):
    return reports.begin_report(review, by=fresh(by), kind=kind, **about(**changes))
