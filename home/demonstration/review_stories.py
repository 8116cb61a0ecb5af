"""Five invented reviews after the decision: gathering, in draft, submitted, published, and not published."""

import datetime as dt

from home.demonstration.review_people import on
from home.demonstration.review_reports import check, consult, file_report, write_report
from records import walls
from reviews.services import (
    clocks,
    closing,
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

DAYS = dt.timedelta
ABOUT = "A death at home, in which a former partner is suspected. Invented for the demonstration."
LIVED = "The person who died normally lived in Northshire."
STATEMENT = (
    "We are sorry for the family's loss. Every agency has looked at what it did, and asks differently now."
)
DID = {  # what each agency did
    "police": ("Two calls to the home in one spring.", "Nobody asked the two apart from each other.",
        "An officer left a card."),
    "health": ("Seen at a clinic and at the emergency department.",
        "Asked once, with the other in the room.", "A nurse rang back."),
    "housing": ("Four visits, of which two were missed.", "The damage to the door was taken for an accident.",
        "It was mended in a day."),
}  # fmt: skip


def make_stories(county, today):
    _gathering(county, today)
    _in_draft(county, today)
    _submitted(county, today)
    _published(county, today)
    _not_published(county, today)


def _decided(county, title, known_on):
    """Decided three weeks after the death became known; the Home Office and the family told; a chair to be found."""
    said = {
        "title": title, "known_on": known_on, "referred_on": known_on + DAYS(1), "referred_by": "police",
        "referring_agency": county.agencies["police"], "circumstances": ABOUT, "residence": LIVED,
    }  # fmt: skip
    with on(known_on + DAYS(1)):
        review = referrals.add_review(county.here, by=county.user("reviews"), **said)
    with on(known_on + DAYS(3)):
        review = referrals.move_review(review, "scope", by=county.user("reviews"))
    with on(known_on + DAYS(21)):
        review = deciding.decide(
            review, by=county.user("reviews"), outcome="review", other_route="",
            reasons="Agencies knew of both, and may have seen more together.",
            decided_by_words="Chair of the partnership", consulted="Police, health, probation",
            decided_on=known_on + DAYS(21),
        )  # fmt: skip
    with on(known_on + DAYS(25)):
        by = county.user("reviews")
        for whom, offered in (("home-office", None), ("family", True)):
            deciding.tell(
                review, by=by, whom=whom, told_on=known_on + DAYS(25), how="By letter", advocate_offered=offered,
                evidence=None, note="",
            )  # fmt: skip
        return referrals.move_review(review, "recruit", by=by)


def _appoint(county, review, key, part, today, **said):
    by = county.user("reviews")
    row = appointments.appoint(
        review, by=by, part=part, name=str(county.users[key]), user=county.user(key),
        recruited_on=review.decided_on + DAYS(20), **said,
    )  # fmt: skip
    if county.users[key].pk not in review.user_grants.values_list("user", flat=True):
        until = today + DAYS(180)
        appointments.open_to_appointed(
            review, row.pk, by=by, reason=f"{row.get_part_display()} of the review", expires_on=until
        )


def _begun(county, title, known_on, today):
    """With its chair, who is its author too, a panel, agreed terms, and all of them told."""
    review = _decided(county, title, known_on)
    decided_on = review.decided_on
    with on(decided_on + DAYS(20)):
        for part in ("chair", "author"):
            _appoint(
                county, review, "independent", part, today, post="", agency=None,
                advertised_on=decided_on + DAYS(5),
            )  # fmt: skip
        appointments.sign_independence(
            review, by=county.user("independent"),
            statement="I have never worked for any agency in the county. I chaired four reviews elsewhere.",
        )  # fmt: skip
    with on(decided_on + DAYS(30)):
        referrals.begin(review, by=county.user("reviews"), begun_on=decided_on + DAYS(30))
        _appoint(
            county, review, "refuge", "panel", today, post="Service manager", agency=county.agencies["refuge"],
            independence="Manages nobody who worked with either of them.",
        )  # fmt: skip
    with on(decided_on + DAYS(45)):
        by = county.user("reviews")
        row = terms.add_terms(
            review, by=by, scope_from=known_on - DAYS(1460), scope_until=known_on, changed="",
            lines="What did each agency know of control and fear?\nWho asked, and what was done with the answer?",
            equality="Sex, age and disability are looked at.",
        )  # fmt: skip
        terms.agree_terms(review, row.pk, by=by, agreed_on=decided_on + DAYS(45))
    with on(decided_on + DAYS(50)):
        terms.share_terms(
            review, row.pk, by=county.user("reviews"), shared_on=decided_on + DAYS(50),
            comments="The family asks that the last summer is looked at month by month.",
        )  # fmt: skip
        return referrals.move_review(review, "gather", by=county.user("independent"))


def _agency_review(county, review, agency, *, author, today, until, signs=""):
    """How far it goes: it is asked, written, signed, queried, or accepted and shared with the panel."""
    asked_on = review.decided_on + DAYS(55)
    with on(asked_on):
        found = management.ask_for_review(
            review, by=county.user("independent"), agency=county.agencies[agency], contact=county.user(author),
            due_on=asked_on + DAYS(30) if signs else today + DAYS(21),
            question="Review what your agency did, against the terms of reference.",
        )  # fmt: skip
    if until == "asked":
        return
    narrative, analysis, good_practice = DID[agency]
    written = {
        "narrative": narrative, "analysis": analysis, "good_practice": good_practice,
        "lessons": "Ask each alone, each time.", "recommendations": "Ask apart, and write down that it was asked.",
        "independence": "Works in another division.",
    }  # fmt: skip
    with on(asked_on + DAYS(18)):
        management.write(found, written, by=county.user(author))
    if until == "written":
        return
    with on(asked_on + DAYS(20)):
        management.finish_draft(found, by=county.user(author), signatory=county.user(signs))
        found = management.sign_and_send(found, by=county.user(signs))
    with on(asked_on + DAYS(24)):
        chair = county.user("independent")
        if until == "queried":
            asked = "Say who saw the letter of the counselling service, and what they did with it."
            management.query(found, by=chair, reason=asked, due_on=today + DAYS(14))
        if until == "accepted":
            management.accept(found, by=chair)
            management.share_with_panel(found, by=chair)


def _both_accepted(county, review, today):
    for agency, author, signs in (("police", "supervisor", "commander"), ("health", "member", "nursing")):
        _agency_review(county, review, agency, author=author, signs=signs, today=today, until="accepted")
    with on(review.decided_on + DAYS(80)):
        return referrals.move_review(review, "draft", by=county.user("independent"))


def _gathering(county, today):
    """The police have sent their own review, health is asked again, housing writes still (`chronology`)."""
    review = _begun(county, "Rowan", today - DAYS(150), today)
    for agency, author, signs, until in (
        ("police", "supervisor", "commander", "accepted"),
        ("health", "member", "nursing", "queried"),
        ("housing", "housing", "", "written"),
        ("council", "support", "", "asked"),
    ):
        _agency_review(county, review, agency, author=author, signs=signs, today=today, until=until)
    family.add_note(
        review, by=county.user("independent"), contact_on=today - DAYS(12), whom="The sister",
        how="At home, with her advocate", note="She chose the pseudonym, and asks to hear from one person only.",
    )  # fmt: skip


def _in_draft(county, today):
    """Written past an agreed delay; the panel and the family have commented, and a check found what may not stand."""
    review = _both_accepted(county, _begun(county, "Juniper", today - DAYS(300), today), today)
    with on(today - DAYS(110)):
        clocks.put_off(
            review, "report", by=county.user("reviews"), due_until=today + DAYS(40),
            agreed_by_words="Chair of the partnership", agreed_on=today - DAYS(110),
            reason="The criminal trial was to be heard first.",
        )  # fmt: skip
    with on(today - DAYS(60)):
        deciding.add_hold(
            review, by=county.user("reviews"), what="Criminal trial", started_on=today - DAYS(160),
            ended_on=today - DAYS(60), note="Witnesses were not spoken to before it ended.",
        )  # fmt: skip
    report = write_report(county, review, "Linden")
    write_report(county, review, "Linden", kind="summary")
    consult(county, report)
    check(county, review, report, with_finds=True)
    family.add_note(
        review, by=county.user("independent"), contact_on=today - DAYS(5), whom="The sister",
        how="In a meeting room, with her advocate",
        note="She read the draft for two hours. She asks that her own calls to the council are in it.",
    )  # fmt: skip


def _sent(county, titles, known_on, agreed_on, today):
    """Agreed by the partnership, signed by its chair, and submitted ten days later."""
    title, pseudonym = titles
    review = _both_accepted(county, _begun(county, title, known_on, today), today)
    with on(agreed_on - DAYS(14)):
        finished_on = agreed_on - DAYS(14)
        check(county, review, write_report(county, review, pseudonym, finished_on=finished_on))
        review = referrals.move_review(review, "finish", by=county.user("independent"))
        walls.open_to(
            review, county.user("chair"), by=county.user("reviews"), reason="Signs for the partnership",
            expires_on=today + DAYS(90),
        )  # fmt: skip
    with on(agreed_on):
        review = submission.agree(
            review, by=county.user("chair"), meeting=None, meeting_words="Strategic group, closed item", minute="2.4",
            agreed_on=agreed_on, report=None,
        )  # fmt: skip
    sent_on = agreed_on + DAYS(10)
    with on(sent_on):
        return submission.submit(
            review,
            by=county.user("reviews"),
            submitted_on=sent_on,
            home_office_reference="HO 0000 (invented)",
        )


def _answered(county, review, day, points, *, answered):
    """The panel's letter, and what was done of what it asks for."""
    with on(day):
        by = county.user("reviews")
        submission.set_panel_day(
            review, by=by, quality_panel_on=day - DAYS(15), home_office_reference="HO 0000 (invented)"
        )
        letter = submission.note_feedback(
            review, by=by, received_on=day, outcome="changes", letter=None, points=points
        )
    with on(day + DAYS(5)):
        for point in list(letter.points.all())[:answered]:
            submission.answer_point(
                review, point.pk, by=county.user("independent"), answer="Done, in the section it is about."
            )


def _submitted(county, today):
    """The Home Office asks for three changes, of which one is made; a statement is cleared for press contacts."""
    review = _sent(county, ("Elder", "Bramble"), today - DAYS(400), today - DAYS(100), today)
    points = [
        "Say what coercive control is.", "Add a tribute by the family.", "Explain the delay of eleven weeks.",
    ]  # fmt: skip
    _answered(county, review, today - DAYS(8), points, answered=1)
    _stated(county, review, "If the press asks this month")


def _stated(county, review, title):
    by = county.user("reviews")
    found = statements.add_statement(review, by=by, title=title, owner=by)
    statements.write_statement(found, {"text": STATEMENT}, by=by)
    return statements.clear(found, by=by)


def _published(county, today):
    """On the council's page for two months; what it recommends is being done (`ledger`)."""
    review = _sent(county, ("Hazel", "Briar"), today - DAYS(520), today - DAYS(220), today)
    _answered(county, review, today - DAYS(110), ["Say what coercive control is."], answered=1)
    with on(today - DAYS(80)):
        publication.decide_publication(
            review, by=county.user("reviews"), decision="publish", reason="", guidance="",
            advice="The family read it first.", decided_by_words="Strategic group", decided_on=today - DAYS(80),
        )  # fmt: skip
    with on(today - DAYS(62)):
        found = _stated(county, review, "On the day of publication")
    published_on = today - DAYS(60)
    with on(published_on):
        by = county.user("reviews")
        deciding.tell(
            review, by=by, whom="family", publication=review.publication_decisions.get(), told_on=published_on,
            how="In person, the day before, by the independent chair", advocate_offered=True, evidence=None, note="",
        )  # fmt: skip
        publication.record_published(
            review, by=by, published_on=published_on, published_where="https://council.example/reviews",
            versions=[file_report(review, by)],
        )  # fmt: skip
        for to in ("commissioner", "policing", "panel", "family"):
            publication.send_copy(review, by=by, to=to, sent_on=published_on, how="By secure e-mail")
        statements.release(found, by=by, released_on=published_on)


def _not_published(county, today):
    """Cleared by the Home Office, not published for the children's sake, and closed."""
    review = _sent(county, ("Maple", "Sorrel"), today - DAYS(600), today - DAYS(300), today)
    points = ["Say what coercive control is.", "Add a tribute by the family."]
    _answered(county, review, today - DAYS(180), points, answered=2)
    with on(today - DAYS(150)):
        publication.decide_publication(
            review, by=county.user("reviews"), decision="withhold",
            reason="The children would be known by it, whatever is taken out.",
            guidance="Statutory guidance on domestic homicide reviews (2016), on the welfare of children", advice="",
            decided_by_words="Strategic group", decided_on=today - DAYS(150),
        )  # fmt: skip
        publication.record_withheld(review, by=county.user("reviews"), withheld_on=today - DAYS(150))
        deciding.tell(
            review, by=county.user("reviews"), whom="family", publication=review.publication_decisions.get(),
            told_on=today - DAYS(150), how="By the independent chair, in person", advocate_offered=True, evidence=None,
            note="The sister had asked for it.",
        )  # fmt: skip
    with on(today - DAYS(140)):
        by = county.user("reviews")
        for to in ("commissioner", "policing", "panel"):
            publication.send_copy(review, by=by, to=to, sent_on=today - DAYS(140), how="By secure e-mail")
        statements.need_none(review, by=by, reason="Nothing is published, and the family asked for silence.")
    with on(today - DAYS(135)):
        closing.close(review, by=county.user("reviews"), assure_on=today + DAYS(220))
