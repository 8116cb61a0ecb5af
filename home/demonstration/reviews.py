"""Two invented referrals behind the wall, and the reviews that follow others (`review_stories`). Nobody is named."""

import datetime as dt

from home.demonstration.review_people import make_people, on
from home.demonstration.review_stories import ABOUT, LIVED, make_stories
from records import walls
from reviews.services import clocks, deciding, referrals, scoping, sealed


def make_reviews(county, today):
    make_people(county, today)
    _open_one(county, today)
    _concluded_one(county, today)
    make_stories(county, today)


def _open_one(county, today):
    """Waits for its decision, which was put off: two agencies have answered, and one has not."""
    with on(today - dt.timedelta(32)):
        review = referrals.add_review(
            county.here, by=county.user("reviews"), title="Larch", known_on=today - dt.timedelta(33),
            referred_on=today - dt.timedelta(32), referred_by="police", referring_agency=county.agencies["police"],
            circumstances=ABOUT, residence=LIVED,
        )  # fmt: skip
    with on(today - dt.timedelta(30)):
        review = referrals.move_review(review, "scope", by=county.user("reviews"))
    by = county.user("reviews")
    sealed.add_entry(review, by=by, pseudonym="Willow", identity="Invented person, the one who died")
    for key, agency, days, summary in (
        ("member", "health", 5, "Seen twice at a walk-in clinic. Nobody asked further."),
        (
            "supervisor",
            "police",
            5,
            "Three calls to the home in two years. Risk was assessed as standard each time.",
        ),
        ("housing", "housing", 12, ""),
    ):
        found = scoping.ask_agency(
            review, by=by, agency=county.agencies[agency], contact=county.user(key), due_on=today + dt.timedelta(days),
            question="Secure and search your records. Say whether the person is known to your agency, and how.",
        )  # fmt: skip
        if summary:
            asked = county.user(key)
            scoping.answer(found, {"known": "yes", "secured_on": today, "summary": summary}, by=asked)
            scoping.share(found, by=asked)
    clocks.put_off(
        review, "decision", by=by, due_until=review.decision_due_on + dt.timedelta(21),
        agreed_by_words="Chair of the partnership", agreed_on=today - dt.timedelta(4),
        reason="The post-mortem examination is awaited.",
    )  # fmt: skip
    deciding.add_hold(
        review, by=by, what="Criminal investigation", started_on=today - dt.timedelta(30), ended_on=None,
        note="Nobody who may be a witness is spoken to. Records are searched meanwhile.",
    )  # fmt: skip
    walls.open_to(
        review, county.user("chair"), by=county.user("reviews"), reason="Decides whether there is to be a review",
        expires_on=today + dt.timedelta(90),
    )  # fmt: skip


def _concluded_one(county, today):
    """No full review, told either way, and its learning on the way out."""
    with on(today - dt.timedelta(198)):
        review = referrals.add_review(
            county.here, by=county.user("reviews"), title="Alder", known_on=today - dt.timedelta(200),
            referred_on=today - dt.timedelta(198), referred_by="agency", referring_agency=county.agencies["health"],
            circumstances=ABOUT, residence=LIVED,
        )  # fmt: skip
    with on(today - dt.timedelta(195)):
        review = referrals.move_review(review, "scope", by=county.user("reviews"))
    with on(today - dt.timedelta(175)):
        review = deciding.decide(
            review, by=county.user("reviews"), outcome="other", other_route="Safeguarding adults review",
            reasons="The death does not meet the terms of section 9, and there is learning for care at home.",
            decided_by_words="Chair of the partnership", consulted="Police, health, adult social care",
            decided_on=today - dt.timedelta(175),
        )  # fmt: skip
    with on(today - dt.timedelta(170)):
        by = county.user("reviews")
        for whom, offered in (("home-office", None), ("family", True), ("commissioner", None)):
            deciding.tell(
                review, by=by, whom=whom, told_on=today - dt.timedelta(170), how="By letter", advocate_offered=offered,
                evidence=None, note="",
            )  # fmt: skip
        review = referrals.move_review(review, "conclude", by=by)
    by = county.user("reviews")
    point = deciding.add_learning(
        review, by=by, text="Ask everybody who comes twice in a month whether they are safe at home.",
        theme="Routine enquiry", agency=county.agencies["health"],
    )  # fmt: skip
    deciding.advance_learning(review, point.pk, by=by, on=today)
    deciding.add_learning(
        review, by=by, text="Say who holds the record when two agencies visit the same home."
    )
