"""What the invented reviews recommend and what became of it: themes that recur, and an action nobody answers for."""

import datetime as dt

from home.demonstration.review_people import on
from home.demonstration.reviews import ABOUT, LIVED
from reviews.chasing import chase
from reviews.lines import LADDER
from reviews.models import Review
from reviews.services import (
    deciding,
    keeping,
    lessons,
    lines,
    notified,
    recommendations,
    referrals,
)

DAYS = dt.timedelta
ENQUIRY, SHARING = "Routine enquiry", "Sharing records"


def make_ledger(county, today):
    alder = Review.objects.get(title="Alder")
    hazel = Review.objects.get(title="Hazel")
    yew = _without(county, today, "Yew", 420)
    _nobody_answers(county, today, alder)
    _recommended(county, today, hazel, Review.objects.get(title="Juniper"))
    _learnt(county, today, alder, hazel)
    _kept(county, today, yew)
    _told(county, today)


def _without(county, today, title, days):
    """No review follows, and everybody was told."""
    by, known = county.user("reviews"), today - DAYS(days)
    with on(known + DAYS(1)):
        review = referrals.add_review(
            county.here, by=by, title=title, known_on=known, referred_on=known + DAYS(1), referred_by="police",
            referring_agency=county.agencies["police"], circumstances=ABOUT, residence=LIVED,
        )  # fmt: skip
        review = referrals.move_review(review, "scope", by=by)
    with on(known + DAYS(24)):
        review = deciding.decide(
            review, by=by, outcome="none", other_route="", decided_on=known + DAYS(24), consulted="Police, housing",
            reasons="The terms of section 9 are not met.",
            decided_by_words="Chair of the partnership",
        )  # fmt: skip
    with on(known + DAYS(28)):
        for whom, offered in (("home-office", None), ("family", True)):
            deciding.tell(
                review, by=by, whom=whom, told_on=known + DAYS(28), how="By letter", advocate_offered=offered,
                evidence=None, note="",
            )  # fmt: skip
        return referrals.move_review(review, "conclude", by=by)


def _recommend(county, review, number, theme, text, *, made_on, **said):
    said = {"scope": "local", "addressed_to": "All agencies", "source": "overview", "agency": None, **said}
    return recommendations.add_recommendation(
        review, by=county.user("reviews"), number=number, theme=theme, text=text, made_on=made_on, **said
    )


def _nobody_answers(county, today, alder):
    """Chased up to the agency's senior contact, and then recorded as without a response."""
    row = _recommend(
        county,
        alder,
        "1",
        ENQUIRY,
        "Ask every tenant alone whether they are safe.",
        made_on=today - DAYS(160),
    )
    target = today - DAYS(60)
    line = lines.give_out(
        row, by=county.user("reviews"), agency=county.agencies["police"], contact=county.user("beat"),
        senior=county.user("commander"), wording="Train every neighbourhood officer in routine enquiry.",
        asked_on=today - DAYS(150), target_on=target,
    )  # fmt: skip
    for days in LADDER.values():
        chase(target + DAYS(days))
    lines.record_silence(
        line, by=county.user("reviews"), reason="Written to three times and telephoned once."
    )


def _recommended(county, today, hazel, juniper):
    by = county.user("reviews")
    first = _recommend(
        county,
        hazel,
        "1",
        ENQUIRY,
        "Ask everybody who is seen twice whether they are safe.",
        made_on=today - DAYS(230),
    )
    line = lines.give_out(
        first, by=by, agency=county.agencies["health"], contact=county.user("member"), asked_on=today - DAYS(200),
        wording="Put routine enquiry in the template of each consultation.", target_on=today + DAYS(50),
    )  # fmt: skip
    lines.start(line, by=county.user("member"))
    lines.add_milestone(
        line,
        by=county.user("member"),
        achieved_on=today - DAYS(10),
        text="The template is written and agreed.",
    )
    lines.give_out(
        first, by=by, agency=county.agencies["council"], contact=county.user("support"), asked_on=today - DAYS(200),
        wording="Ask it at the first visit of every tenant who is rehoused.", target_on=today - DAYS(12),
    )  # fmt: skip
    second = _recommend(
        county, hazel, "2", SHARING, "Say who holds the record of a shared visit.", made_on=today - DAYS(230)
    )
    done = lines.give_out(
        second, by=by, agency=county.agencies["housing"], contact=county.user("housing"), asked_on=today - DAYS(200),
        wording="Agree a form for joint visits.", target_on=today - DAYS(5),
    )  # fmt: skip
    done = lines.complete(
        done,
        by=county.user("housing"),
        completed_on=today - DAYS(6),
        outcome="The form is in use in every office.",
    )
    lines.assure(
        done, by=county.user("reviews"), result="partly", checked_on=today - DAYS(1),
        how="Of 20 visits looked at, 11 had the form.",
    )  # fmt: skip
    national = _recommend(
        county, hazel, "3", "Guidance", "Say in guidance who is asked when a couple moves.", made_on=today - DAYS(230),
        scope="national", addressed_to="A government department",
    )  # fmt: skip
    recommendations.send_on(hazel, national.pk, by=by, sent_on=today - DAYS(50), sent_how="With a letter")
    early = _recommend(
        county, juniper, "1", SHARING, "Look at each other's records within a day.", made_on=today
    )
    lines.serve(early, done, by=by)
    _recommend(county, juniper, "2", ENQUIRY, "Ask at every visit whether somebody is safe.", made_on=today)


def _learnt(county, today, alder, hazel):
    by = county.user("reviews")
    point = deciding.add_learning(
        hazel, by=by, text="Records of a shared visit were held by nobody.", theme=SHARING,
        agency=county.agencies["council"],
    )  # fmt: skip
    deciding.advance_learning(hazel, point.pk, by=by, on=today)
    other = deciding.add_learning(alder, by=by, text="Nobody knew who had been asked what.", theme=SHARING)
    deciding.advance_learning(alder, other.pk, by=by, on=today)
    ready = alder.learning.get(theme=ENQUIRY)
    for review, row, promised in (
        (alder, ready, "Every agency trains its front-line staff in routine enquiry."), (hazel, point, ""),
    ):  # fmt: skip
        lessons.publish(review, row.pk, by=by, theme=row.theme, text=row.text, promised=promised)


def _kept(county, today, yew):
    said = {
        "set_on": today - DAYS(90),
        "agreed_by_words": "The strategic group, on advice of the data protection officer",
    }
    for what, years in (("review", 20), ("referral", 10), ("papers", 6)):
        keeping.set_rule(county.here, by=county.user("reviews"), what=what, years=years, **said)
    keeping.place_hold(
        yew,
        by=county.user("reviews"),
        reason="An inquest may ask for the papers.",
        placed_on=today - DAYS(30),
    )


def _told(county, today):
    notified.report_death(
        county.here, by=county.user("housing"), agency=county.agencies["housing"], known_on=today - DAYS(1),
        circumstances="A tenant was found at home. A relative had asked for help in spring. Our reference is 4411.",
        residence="Northshire",
    )  # fmt: skip
