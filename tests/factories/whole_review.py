"""A review in which everything that its pages may show is written, from the referral to the copies that were sent."""

import datetime as dt

from audit.clock import today
from reviews.services import (
    clocks,
    deciding,
    family,
    management,
    people,
    publication,
    recommendations,
    referrals,
    reports,
    scoping,
    submission,
    terms,
)
from tests.factories import ledger
from tests.factories import reviews as make

DAYS = dt.timedelta


def referred(county, by):
    """Scoped, put off, decided, told; proceedings go on."""
    review = make.scoped(county, by, relation="Niece of the person", other_partnerships="Southshire")
    found = make.asked(county, review, by)
    police = make.fresh(county.partner)
    scoping.answer(found, {"known": "yes", "summary": "Attended twice in spring."}, by=police)
    scoping.share(found, by=police)
    clocks.put_off(
        review, "decision", by=make.fresh(by), due_until=today() + DAYS(90), agreed_by_words="Chair of the board",
        agreed_on=today(), reason="The inquest came first",
    )  # fmt: skip
    deciding.decide(review, by=make.fresh(by), **make.decision())
    said = {
        "what": "A trial at the Crown Court",
        "started_on": today(),
        "ended_on": None,
        "note": "Interviews wait",
    }
    deciding.add_hold(review, by=make.fresh(by), **said)
    for whom in ("home-office", "family"):
        deciding.tell(review, by=by, **make.telling(whom, note=f"Answered for {whom}"))
    return make.recruit(referrals.move_review(review, "recruit", by=by), by, county.guest)


def gathered(county, by):
    """Begun, with a panel and terms, and what agencies wrote and shared."""
    review = referrals.begin(referred(county, by), by=by, begun_on=today())
    guest = make.fresh(county.guest)
    panel = make.appointing(
        name="Panel Member", post="Head of safeguarding", agency=county.health, advertised_on=None
    )
    people.appoint(review, by=guest, part="panel", **panel)
    row = make.agreed_terms(review, guest)
    terms.share_terms(review, row.pk, by=guest, shared_on=today(), comments="They miss the school in it.")
    review = referrals.move_review(review, "gather", by=guest)
    found, police = make.asked_for_review(county, review, guest), make.fresh(county.partner)
    said = {name: f"Of {name}, invented." for name in management.WRITTEN}
    management.write(found, said, by=police)
    management.finish_draft(found, by=police, signatory=county.police_lead)
    found = management.sign_and_send(found, by=make.fresh(county.police_lead))
    management.share_with_panel(management.accept(found, by=guest), by=guest)
    part = make.part(county, review, by)
    told = make.entry(county, part, police, what="An officer called.", source="Incident log")
    scoping.share(part, by=police)
    make.disagreement(county, review, by, told)
    return review


def whole(county, by):
    review = gathered(county, by)
    guest = make.fresh(county.guest)
    people.appoint(review, by=by, part="author", **make.appointing(user=county.guest))
    people.sign_independence(review, by=guest, statement="As chair.")
    review = referrals.move_review(review, "draft", by=guest)
    report = make.report(review, by)
    section = report.sections.first()
    reports.write_section(section, by=make.fresh(by), body="Willow lived here.", edits=section.edits)
    answered = reports.comment(section, by=guest, text="Say since when.")
    reports.answer_comment(answered, by=make.fresh(by), answer="noted", answer_text="Since 2019.")
    reports.comment(
        section, by=make.fresh(by), text="She loved the garden.", of_family=True, said_by="The sister"
    )
    family.add_note(review, by=guest, **make.said_by_family())
    deciding.add_learning(review, by=by, text="Ask at the door.", theme="Enquiry", agency=county.police)
    row = ledger.recommended(review, by, scope="national")
    ledger.given(county, row, make.fresh(by))
    recommendations.send_on(review, row.pk, by=by, sent_on=today(), sent_how="By secure mail")
    recommendations.note_answer(review, row.pk, by=by, answered_on=today(), answer="It is taken up.")
    make.stated(review, make.fresh(by))
    _never_shared(county, review, by)
    return review


def _never_shared(county, review, by):
    found = make.asked_for_review(county, review, make.fresh(county.guest), county.health_lead, county.health)
    management.write(found, {"analysis": "Never shared, of the board."}, by=make.fresh(county.health_lead))
    kept = make.part(county, review, by, county.health_lead, county.health)
    make.entry(county, kept, county.health_lead, what="Never shared, of the ward.")


def submitted(county, by):
    """The same through the Home Office's letter to the copies; its report was never begun, so no check is owed."""
    review = make.submitted(county, by)
    said = {"received_on": today(), "outcome": "changes", "letter": None, "points": ["Name the period."]}
    letter = submission.note_feedback(review, by=by, **said)
    submission.answer_point(review, letter.points.get().pk, by=by, answer="The period is named.")
    decided = make.deciding_publication("withhold", advice="Counsel agrees")
    publication.decide_publication(review, by=by, **decided)
    review = publication.record_withheld(review, by=by, withheld_on=today())
    publication.send_copy(review, by=by, to="commissioner", sent_on=today(), how="By secure link")
    return review
