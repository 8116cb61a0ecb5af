"""Three invented reviews after the decision: one in draft, one agreed for submission, one not to be published."""

import datetime as dt

from partnership.models import Role, User
from partnership.services import partnerships, people
from records import walls
from reviews.services import (
    deciding,
    family,
    management,
    publication,
    referrals,
    statements,
    submission,
    terms,
)
from reviews.services import people as appointments

ABOUT = "A death at home, in which a former partner is suspected. Invented for the demonstration."
LIVED = "The person who died normally lived in Northshire."
STATEMENT = (
    "We are sorry for the family's loss. Every agency has looked at what it did, and asks differently now."
)


def make_stories(county, today):
    _make_press_contact(county, today)
    _in_draft(county, today)
    _agreed(county, today)
    _not_published(county, today)


def _make_press_contact(county, today):
    """Of the police; they read cleared statements and nothing behind them."""
    person = people.create_person(
        by=county.keeper(), given_name="Press", family_name="Contact", email="press@demo.example"
    )
    people.appoint(
        person, county.agencies["police"], by=county.keeper(), title="Press officer",
        started_on=today - dt.timedelta(400),
    )  # fmt: skip
    partnerships.give_role(
        person, county.here, Role.Kind.PRESS, started_on=today - dt.timedelta(400), by=county.keeper()
    )
    county.people["press"] = person
    county.users["press"] = _account(county, "press", person)


def _account(county, key, person, **fields):
    user = User(
        email=f"{key}@demo.example", person=person, password=county.users["officer"].password, **fields
    )
    user.save()
    return user


def _guest(county, key, given, family_name, until):
    person = people.create_person(
        by=county.keeper(), given_name=given, family_name=family_name, email=f"{key}@demo.example"
    )
    county.people[key] = person
    county.users[key] = _account(county, key, person, is_guest=True, access_ends_on=until)


def _decided(county, title, known_on):
    """Decided three weeks after the death became known; the Home Office and the family told; a chair to be found."""
    by = county.user("reviews")
    review = referrals.add_review(
        county.here, by=by, title=title, known_on=known_on, referred_on=known_on + dt.timedelta(1),
        referred_by="police", referring_agency=county.agencies["police"], circumstances=ABOUT, residence=LIVED,
    )  # fmt: skip
    review = referrals.move_review(review, "scope", by=by)
    review = deciding.decide(
        review, by=by, outcome="review", other_route="",
        reasons="Agencies knew of both, and may have seen more together.",
        decided_by_words="Chair of the partnership", consulted="Police, health, probation",
        decided_on=known_on + dt.timedelta(21),
    )  # fmt: skip
    for whom, offered in (("home-office", None), ("family", True)):
        deciding.tell(
            review, by=by, whom=whom, told_on=known_on + dt.timedelta(25), how="By letter", advocate_offered=offered,
            evidence=None, note="",
        )  # fmt: skip
    return referrals.move_review(review, "recruit", by=by)


def _appoint(county, review, key, part, today, **said):
    by = county.user("reviews")
    row = appointments.appoint(
        review, by=by, part=part, name=str(county.users[key]), user=county.user(key),
        recruited_on=review.decided_on + dt.timedelta(20), **said,
    )  # fmt: skip
    if county.users[key].pk not in review.user_grants.values_list("user", flat=True):
        until = today + dt.timedelta(180)
        appointments.open_to_appointed(
            review, row.pk, by=by, reason=f"{row.get_part_display()} of the review", expires_on=until
        )


def _begun(county, title, known_on, today):
    """With its chair, who is its author too, a panel, agreed terms, and all of them told."""
    review, by = _decided(county, title, known_on), county.user("reviews")
    advertised_on = review.decided_on + dt.timedelta(5)
    for part in ("chair", "author"):
        _appoint(
            county, review, "independent", part, today, post="", agency=None, advertised_on=advertised_on
        )
    appointments.sign_independence(
        review, by=county.user("independent"),
        statement="I have never worked for any agency in the county. I chaired four reviews elsewhere.",
    )  # fmt: skip
    referrals.begin(review, by=by, begun_on=review.decided_on + dt.timedelta(30))
    _appoint(
        county, review, "member", "panel", today, post="Associate director of nursing",
        agency=county.agencies["health"],
        independence="Manages nobody who worked with either of them.",
    )  # fmt: skip
    row = terms.add_terms(
        review, by=by, scope_from=known_on - dt.timedelta(1100), scope_until=known_on, changed="",
        lines="What did each agency know of control and fear?\nWho asked, and what was done with the answer?",
        equality="Sex, age and disability are looked at.",
    )  # fmt: skip
    terms.agree_terms(review, row.pk, by=by, agreed_on=review.decided_on + dt.timedelta(45))
    terms.share_terms(
        review, row.pk, by=by, shared_on=review.decided_on + dt.timedelta(50),
        comments="The family asks that the last summer is looked at month by month.",
    )  # fmt: skip
    return referrals.move_review(review, "gather", by=county.user("independent"))


def _agency_review(county, review, agency, *, author, today, signs=""):
    """Signed and accepted where somebody is named who signs; else with the agency still."""
    chair = county.user("independent")
    found = management.ask_for_review(
        review, by=chair, agency=county.agencies[agency], contact=county.user(author), due_on=today + dt.timedelta(21),
        question="Review what your agency did, against the terms of reference.",
    )  # fmt: skip
    if not signs:
        return
    said = {
        "narrative": "Two calls to the home in one spring.", "analysis": "Nobody asked the two apart from each other.",
        "good_practice": "The second officer left a card.", "lessons": "Ask each alone, each time.",
        "recommendations": "Ask apart, and write down that it was asked.", "independence": "Works in another division.",
    }  # fmt: skip
    management.write(found, said, by=county.user(author))
    management.finish_draft(found, by=county.user(author), signatory=county.user(signs))
    found = management.sign_and_send(found, by=county.user(signs))
    management.accept(found, by=chair)
    management.share_with_panel(found, by=chair)


def _in_draft(county, today):
    """Gathering is done: the police have sent their review, and the report is being written past an agreed delay."""
    known_on = today - dt.timedelta(190)
    _guest(county, "independent", "Independent", "Chair", today + dt.timedelta(300))
    review, by = _begun(county, "Rowan", known_on, today), county.user("reviews")
    _agency_review(county, review, "police", author="supervisor", today=today, signs="commander")
    review = referrals.move_review(review, "draft", by=county.user("independent"))
    _agency_review(county, review, "housing", author="housing", today=today)
    deciding.add_hold(
        review, by=by, what="Criminal trial", started_on=today - dt.timedelta(100), ended_on=today - dt.timedelta(20),
        note="Witnesses were not spoken to before it ended.",
    )  # fmt: skip
    family.add_note(
        review, by=county.user("independent"), contact_on=today - dt.timedelta(12), whom="The sister",
        how="At home, with her advocate", note="She chose the pseudonym, and asks to read the draft in private.",
    )  # fmt: skip


def _agreed_by_chair(county, title, known_on, today):
    review = _begun(county, title, known_on, today)
    _agency_review(county, review, "police", author="supervisor", today=today, signs="commander")
    referrals.move_review(review, "draft", by=county.user("independent"))
    review = referrals.move_review(review, "finish", by=county.user("independent"))
    walls.open_to(
        review, county.user("chair"), by=county.user("reviews"), reason="Signs for the partnership",
        expires_on=today + dt.timedelta(90),
    )  # fmt: skip
    return submission.agree(
        review, by=county.user("chair"), meeting=None, meeting_words="Strategic group, closed item", minute="2.4",
        agreed_on=today, report=None,
    )  # fmt: skip


def _agreed(county, today):
    """Agreed for submission, with a statement cleared for press contacts; whether it is published is undecided."""
    review, by = _agreed_by_chair(county, "Hazel", today - dt.timedelta(230), today), county.user("reviews")
    found = statements.add_statement(review, by=by, title="If the press asks this month", owner=by)
    statements.write_statement(found, {"text": STATEMENT}, by=by)
    statements.clear(found, by=by)


def _not_published(county, today):
    """Cleared by the Home Office, and not to be published, for the children."""
    review, by = _agreed_by_chair(county, "Maple", today - dt.timedelta(420), today), county.user("reviews")
    submission.submit(review, by=by, submitted_on=today, home_office_reference="HO 0000 (invented)")
    letter = submission.note_feedback(
        review, by=by, received_on=today, outcome="changes", letter=None,
        points=["Say what coercive control is.", "Add a tribute by the family."],
    )  # fmt: skip
    for point in letter.points.all():
        submission.answer_point(
            review, point.pk, by=county.user("independent"), answer="Done, in the first section."
        )
    publication.decide_publication(
        review, by=by, decision="withhold", reason="The children would be known by it, whatever is taken out.",
        guidance="Statutory guidance on domestic homicide reviews (2016), on the welfare of children", advice="",
        decided_by_words="Strategic group", decided_on=today,
    )  # fmt: skip
    publication.record_withheld(review, by=by, withheld_on=today)
    publication.send_copy(review, by=by, to="commissioner", sent_on=today, how="By secure e-mail")
