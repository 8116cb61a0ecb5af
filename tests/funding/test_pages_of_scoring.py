"""The pages of scoring: who gets them, an altered post refused on its row, and a fixed number of queries."""

import re

import pytest
from django.urls import reverse

from funding.deciding import Said
from funding.models import ScoringForm
from funding.services import deciding, moderating, scoring
from records.lifecycle import MoveRefused
from tests.factories import funding as make

pytestmark = pytest.mark.django_db


def at(name, record, *more):
    return reverse(f"funding:{name}", args=[record.reference, *more])


def sent(do="sign", labels="some", version="", **changes):
    form = make.filled(labels)
    data = {f"label_{number}": label for number, label in form.labels.items()}
    return data | {
        "recommended": "yes", "dated_on-day": "26", "dated_on-month": "11", "dated_on-year": "2026", "do": do,
        "version": version,
    } | changes  # fmt: skip


@pytest.fixture
def bid(county):
    return make.assigned(county, make.submitted(county))


def test_a_scorer_fills_in_saves_and_signs(county, sign_in, bid):
    """S002-168, S002-171, S002-172 to S002-180: each row beside what the bid says to it."""
    client = sign_in(county.police_lead)
    page = client.get(at("score_form", bid)).content.decode()
    for said in ("Initiative proposed (refer to Project Description)", "(Circle one score only)", "out of 27",
                 "10% of SCI/CAD together should be cross-boundary", "Targeted police operations",
                 "Nothing is open to them after six.", "Sessions held: 40", "£5,000 asked for.",
                 "25.0% of it"):  # fmt: skip
        assert said in page
    assert 'name="label_8" value="none"' not in page
    answer = client.post(at("score_form", bid), sent("save", comment_2="To ask"))
    assert answer.status_code == 302
    page = client.get(at("score_form", bid)).content.decode()
    assert ">16</output>" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert client.post(at("score_form", bid), sent(version=version)).status_code == 302
    form = ScoringForm.objects.get()
    assert (form.total, form.signoff.name) == (16, "Police lead")
    page = client.get(at("score_form", bid)).content.decode()
    assert "It is locked." in page
    assert "To ask" not in page  # the second post had emptied it


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"label_8": "none"}, "Row 8 has no “None”. Choose Little, Some or Plenty."),
        ({"label_3": "heaps"}, "Row 3: choose None, Little, Some or Plenty."),
        ({"points_4": "27"}, "Points follow from what is circled, and cannot be entered."),
        ({"label_14": "some"}, "Row 14 is not on this form."),
        ({"total": "27"}, "Points follow from what is circled, and cannot be entered."),
        ({"recommended": "maybe"}, "recommend"),
        ({"label_5": ""}, "Row 5: circle one score."),
        ({"recommended": "provisional"}, "Say by which day the condition is to be met."),
        (
            {"recommended": "provisional", "condition": "A lease", "condition_on": "2020-01-01"},
            "is past. Choose today",
        ),
    ],
)
def test_an_altered_post_is_refused_on_its_row_and_loses_nothing(county, sign_in, bid, changes, sentence):
    answer = sign_in(county.police_lead).post(
        at("score_form", bid), sent(comment_6="Kept word for word", **changes)
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept word for word" in page
    assert not ScoringForm.objects.exists()


def test_two_tabs_are_shown_to_each_other(county, sign_in, bid):
    client = sign_in(county.police_lead)
    client.post(at("score_form", bid), sent("save"))
    answer = client.post(at("score_form", bid), sent("save", labels="plenty"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "some" in page
    assert "plenty" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert (
        client.post(at("score_form", bid), sent("save", labels="plenty", version=version)).status_code == 302
    )


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("score_form", {"police_lead": 200, "officer": 403, "attendee": 403, "chair": 403, "partner": 404}),
        ("scores", {"police_lead": 403, "officer": 200, "attendee": 403, "chair": 200, "outsider": 404}),
        ("scorers", {"police_lead": 403, "officer": 200, "attendee": 403, "chair": 403, "guest": 404}),
        ("interest", {"police_lead": 200, "officer": 200, "chair": 200, "partner": 404}),
        ("outcome", {"officer": 200, "attendee": 200, "partner": 404}),
    ],
)
def test_who_gets_which_page(county, sign_in, bid, name, answers):
    for persona, status in answers.items():
        assert sign_in(getattr(county, persona)).get(at(name, bid)).status_code == status, persona


def test_the_officer_gives_takes_back_moderates_and_closes(county, sign_in):
    bid, client = make.submitted(county), sign_in(county.officer)
    for user in (county.police_lead, county.health_lead):
        assert client.post(at("scorers", bid), {"scorer": user.person_id}).status_code == 302
    taken = bid.assignments.get(scorer=county.health_lead.person)
    assert client.post(at("scorer_end", bid, taken.pk), {"reason": "Away"}).status_code == 302
    assert client.post(at("scorers", bid), {"scorer": county.attendee.person_id}).status_code == 422
    make.signed(county, bid, county.police_lead, "pssssssss")
    make.signed(county, bid, county.health_lead, "nssssssss")
    page = client.get(at("scores", bid)).content.decode()
    assert page.count(">differ<") == 1
    assert ">15.5<" in page
    asked = client.get(at("moderate", bid, 1)).content.decode()
    assert f"{county.police_lead.person}, {county.police}: Plenty, 3 points" in asked
    assert "Row 1: the scorers are far apart" in client.get(at("scoring_close", bid)).content.decode()
    assert client.post(at("moderate", bid, 1), {"label": "little"}).status_code == 422
    assert (
        client.post(at("moderate", bid, 1), {"label": "little", "reason": "Two targets"}).status_code == 302
    )
    page = client.get(at("scores", bid)).content.decode()
    assert ">15.0<" in page
    assert "The mean goes by the moderated points of row 1" in page
    assert "far apart" not in client.get(at("scoring_close", bid)).content.decode()
    assert client.post(at("scoring_close", bid)).status_code == 302
    answer = client.post(at("recommend", bid), {"recommended": "provisional", "reasons": "Meets the need"})
    assert answer.status_code == 422
    assert "Say on what condition" in answer.content.decode()
    assert client.post(at("recommend", bid), {"recommended": "no", "reasons": "Costly"}).status_code == 302
    assert "Correct the recommendation" in client.get(at("scores", bid)).content.decode()


def test_a_recommendation_is_corrected_until_the_chair_decides_and_the_earlier_one_stays(
    county, sign_in, bid
):
    bid = make.recommended(county, bid)
    client = sign_in(county.officer)
    before = bid.recommendations.get()
    assert before.reasons in client.get(at("recommend", bid)).content.decode()
    as_it_was = {"recommended": before.recommended, "reasons": before.reasons}
    assert "is what is recommended already" in client.post(at("recommend", bid), as_it_was).content.decode()
    answer = client.post(at("recommend", bid), {"recommended": "no", "reasons": "Costly"}, follow=True)
    page = answer.content.decode()
    assert "The recommendation is corrected" in page
    assert page.count("Earlier recommendation") == 1
    assert [row.recommended for row in bid.recommendations.all()] == [before.recommended, "no"]
    deciding.refuse(bid, Said(reasons="No", feedback="Costly", between_meetings=True), by=county.chair)
    with pytest.raises(MoveRefused, match="It is now “Refused”"):
        moderating.recommend(bid, "yes", by=county.officer, reasons="Good")


def test_of_two_who_correct_a_recommendation_the_second_sees_what_the_first_recommends(county, sign_in, bid):
    bid = make.recommended(county, bid)
    client = sign_in(county.officer)
    seen = re.search(
        r'name="version"[^>]*value="([^"]*)"', client.get(at("recommend", bid)).content.decode()
    )[1]
    first = {"recommended": "no", "reasons": "Costly", "version": seen}
    assert client.post(at("recommend", bid), first).status_code == 302
    answer = client.post(at("recommend", bid), first | {"reasons": "Too late"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Costly" in page
    assert "Too late" in page
    assert bid.recommendations.last().reasons == "Costly"


def test_an_interest_shuts_the_door(county, sign_in, bid):
    client = sign_in(county.police_lead)
    assert client.post(at("interest", bid), {"kind": "personal", "detail": "My sister"}).status_code == 302
    assert client.get(at("interest", bid)).status_code == 404
    client = sign_in(county.officer)
    register = reverse("funding:interests")
    assert "My sister" in client.get(register).content.decode()
    assert b"My sister" in client.get(register, {"export": "csv", "call": bid.call.reference}).content
    assert sign_in(county.police_lead).get(register).status_code == 403


def test_a_correction_by_the_page(county, sign_in, bid):
    make.signed(county, bid, county.police_lead)
    client = sign_in(county.police_lead)
    assert client.post(at("score_correct", bid), {"reason": "Misread"}).status_code == 302
    assert "version 2, a correction: Misread." in client.get(at("score_form", bid)).content.decode()
    assert "Go on with your correction" in client.get(bid.get_absolute_url()).content.decode()
    make.signed(county, bid, county.health_lead)
    closing = sign_in(county.officer).get(at("scoring_close", bid)).content.decode()
    assert f"{county.police_lead.person} is correcting their form." in closing
    client = sign_in(county.police_lead)
    answer = client.post(at("score_form", bid), sent(version=version_of_page(client, bid)), follow=True)
    page = answer.content.decode()
    assert "You have signed the correction." in page
    assert "Fill in the scoring form" not in page


def version_of_page(client, bid):
    page = client.get(at("score_form", bid)).content.decode()
    return re.search(r'name="version"[^>]*value="([^"]*)"', page)[1]


def test_scorers_are_offered_with_their_agency_and_once(county, sign_in, bid):
    page = sign_in(county.officer).get(at("scorers", bid)).content.decode()
    offered = re.findall(r"<option[^>]*>([^<]+)</option>", page)
    assert f"{county.chair.person}, {county.council}" in offered
    assert not any(words.startswith(str(county.police_lead.person)) for words in offered)


def test_set_aside_by_the_page(county, sign_in, bid):
    form = make.signed(county, bid, county.police_lead)
    client = sign_in(county.officer)
    assert client.post(at("form_aside", bid, form.pk), {"reason": "Their agency joins"}).status_code == 302
    assert "Set aside: Their agency joins" in client.get(at("scores", bid)).content.decode()


@pytest.mark.parametrize("forms", [1, 2])
@pytest.mark.parametrize(("name", "most"), [("score_form", 9), ("scores", 8), ("scorers", 7)])
def test_pages_of_a_bid_take_few_queries(county, sign_in, bid, name, most, forms, django_assert_num_queries):
    """As many with one signed form as with two, and with one bid in the call as with three."""
    reader = county.partner if name == "score_form" else county.officer
    for user in (county.police_lead, county.health_lead)[:forms]:
        make.signed(county, bid, user)
        make.submitted(county, of=bid.call, title=f"Another for {user}")
    if name == "score_form":
        make.assigned(county, bid, reader)
    client = sign_in(reader)
    client.get(at(name, bid))
    with django_assert_num_queries(most):
        client.get(at(name, bid))


def test_moderation_comes_after_somebody_has_signed(county, bid):
    from records.lifecycle import MoveRefused

    row = bid.call.scheme.criteria.get(number=8)
    with pytest.raises(MoveRefused) as refused:
        moderating.moderate(bid, row, "none", by=county.officer, reason="")
    assert len(refused.value.reasons) == 3
    assert scoring.newest_form(bid.assignments.first()) is None
