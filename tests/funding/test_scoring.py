"""The form as it is on paper: points by row, everything missing at once, locked when signed, corrected by versions."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from funding.lifecycle.bids import SCORE
from funding.models import ScoringForm
from funding.scored import Filled
from funding.services import assigning, moderating, scoring
from partnership.services.writing import ChangedMeanwhile
from records.lifecycle import MoveRefused
from signoffs.models import SignOff
from signoffs.reports import check
from signoffs.services import withdraw_signoff
from tests.factories import funding as make

pytestmark = pytest.mark.django_db
PAPER = (  # None, Little, Some, Plenty of each row, as the form has them printed
    (0, 1, 2, 3), (0, 1, 2, 3), (0, 1, 2, 3), (0, 1, 2, 3), (0, 1, 2, 3), (0, 1, 2, 3),
    (3, 2, 1, 0), (None, 3, 2, 1), (3, 2, 1, 0),
)  # fmt: skip
LABELS = ("none", "little", "some", "plenty")


def test_all_196608_ways_of_filling_the_form(county):
    """S002-170 to S002-181, against the table above: from 1 to 27."""
    criteria = list(make.scheme(county).criteria.all())
    worth = [[row.worth(label) for label in row.labels] for row in criteria]
    assert [[label.value for label in row.labels] for row in criteria] == [
        [label for label, points in zip(LABELS, printed, strict=True) if points is not None]
        for printed in PAPER
    ]
    expected = [[points for points in printed if points is not None] for printed in PAPER]
    ways = zip(itertools.product(*worth), itertools.product(*expected), strict=True)
    totals = [(sum(ours), sum(theirs)) for ours, theirs in ways]
    assert len(totals) == 196_608
    assert [pair for pair in totals if pair[0] != pair[1]] == []
    assert (min(totals), max(totals)) == ((1, 1), (27, 27))


@pytest.mark.parametrize(("label", "total"), [("little", 13), ("some", 16), ("plenty", 19)])
def test_one_label_throughout(county, label, total):
    assert make.filled(label).total(make.scheme(county).criteria.all()) == total


def test_a_form_is_signed_with_its_points_and_locked(county):
    """S002-84, S002-169, S002-188"""
    bid = make.assigned(county, make.submitted(county), county.police_lead)
    form = scoring.sign_form(bid, make.filled("pppppplln", comments={3: "A real gap"}), by=county.police_lead)
    assert form.total == 6 * 3 + 2 + 3 + 3
    assert [score.points for score in form.scores.all()] == [3, 3, 3, 3, 3, 3, 2, 3, 3]
    assert (form.signoff.name, form.signoff.agency, form.signoff.edition) == (
        "Police lead", county.police, 1,
    )  # fmt: skip
    assert form.signoff.content["rows"][2] == [
        3,
        form.scores.all()[2].criterion.question,
        "plenty",
        3,
        "A real gap",
    ]
    assert check(form.signoff).state == "valid"
    with pytest.raises(MoveRefused, match="locked"):
        scoring.save_form(bid, make.filled(), by=county.police_lead)


def test_each_scorer_signs_an_edition_of_their_own(county):
    bid = make.submitted(county)
    first, second = (make.signed(county, bid, user) for user in (county.police_lead, county.health_lead))
    assert (first.signoff.edition, second.signoff.edition) == (1, 2)
    assert [check(form.signoff).state for form in (first, second)] == ["valid", "valid"]


def test_a_draft_keeps_what_there_is_and_signing_names_all_that_is_missing(county):
    bid = make.assigned(county, make.submitted(county), county.police_lead)
    part = Filled(labels={1: "plenty", 7: "none"}, comments={2: "To ask"}, recommended="provisional")
    form = scoring.save_form(bid, part, by=county.police_lead)
    assert [score.points for score in form.scores.all()] == [3, None, None, None, None, None, 3, None, None]
    with pytest.raises(MoveRefused) as refused:
        scoring.sign_form(bid, part, by=county.police_lead)
    assert len(refused.value.reasons) == 7 + 3
    assert "Row 8: circle one score." in refused.value.reasons
    assert "Say by which day the condition is to be met." in refused.value.reasons
    assert form.scores.get(criterion__number=2).comment == "To ask"


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        ({8: "none"}, "Row 8 has no “None”. Choose Little, Some or Plenty."),
        ({3: "lots"}, "Row 3: choose None, Little, Some or Plenty."),
        ({12: "some"}, "Row 12 is not on this form."),
    ],
)
def test_what_the_paper_has_no_place_for(county, labels, sentence):
    bid = make.assigned(county, make.submitted(county), county.police_lead)
    with pytest.raises(MoveRefused, match=sentence):
        scoring.save_form(bid, Filled(labels=labels), by=county.police_lead)
    assert not ScoringForm.objects.exists()


def test_two_tabs_do_not_overwrite_each_other(county):
    bid = make.assigned(county, make.submitted(county), county.police_lead)
    form = scoring.save_form(bid, make.filled(), by=county.police_lead, version="")
    seen = scoring.version_of_form(form)
    scoring.save_form(bid, make.filled("plenty"), by=county.police_lead, version=seen)
    for version in (seen, ""):
        with pytest.raises(ChangedMeanwhile):
            scoring.save_form(bid, make.filled("little"), by=county.police_lead, version=version)


def test_a_correction_is_the_next_version_and_the_former_stays(county):
    """S002-189"""
    bid = make.submitted(county)
    first = make.signed(county, bid, county.police_lead, "little")
    with pytest.raises(MoveRefused, match="Say why"):
        scoring.correct_form(bid, by=county.police_lead, reason=" ")
    draft = scoring.correct_form(bid, by=county.police_lead, reason="Misread row 1")
    assert (draft.version, draft.correction_of) == (2, first)
    assert list(ScoringForm.objects.counting()) == [first]  # until the correction is signed
    second = scoring.sign_form(bid, make.filled("plenty"), by=county.police_lead)
    assert list(ScoringForm.objects.counting()) == [second]
    first.refresh_from_db()
    assert (first.total, second.total, second.signoff.edition) == (13, 19, 2)
    assert check(first.signoff).state == "valid"


def test_a_correction_that_was_set_aside_is_followed_by_another(county):
    bid = make.submitted(county)
    make.signed(county, bid, county.police_lead, "little")
    scoring.correct_form(bid, by=county.police_lead, reason="Misread row 1")
    second = scoring.sign_form(bid, make.filled("plenty"), by=county.police_lead)
    assigning.set_form_aside(second, by=county.officer, reason="Row 3 is of another bid")
    assert not ScoringForm.objects.counting().exists()
    draft = scoring.correct_form(bid, by=county.police_lead, reason="Row 3 read again")
    assert (draft.version, draft.correction_of) == (3, second)
    third = scoring.sign_form(bid, make.filled("some"), by=county.police_lead)
    assert list(ScoringForm.objects.counting()) == [third]


def test_a_draft_that_was_set_aside_leaves_one_form_that_counts(county):
    bid = make.submitted(county)
    first = make.signed(county, bid, county.police_lead, "little")
    draft = scoring.correct_form(bid, by=county.police_lead, reason="Misread row 1")
    assigning.set_form_aside(draft, by=county.officer, reason="Begun by mistake")
    assert list(ScoringForm.objects.counting()) == [first]
    scoring.correct_form(bid, by=county.police_lead, reason="Row 1 after all")
    third = scoring.sign_form(bid, make.filled("some"), by=county.police_lead)
    assert list(ScoringForm.objects.counting()) == [third]


def test_a_name_taken_back_counts_no_more_and_can_be_given_again(county):
    bid = make.submitted(county)
    form = make.signed(county, bid, county.police_lead)
    withdraw_signoff(form.signoff, by=county.police_lead, reason="In error")
    assert not ScoringForm.objects.counting().exists()
    assert bid in make.Bid.objects.to_score(county.police_lead.person)
    again = scoring.sign_form(bid, make.filled("plenty"), by=county.police_lead)
    assert again.version == 2
    assert list(ScoringForm.objects.counting()) == [again]


def test_scoring_is_blind_until_one_has_signed(county):
    bid = make.assigned(county, make.submitted(county))
    form = make.signed(county, bid, county.police_lead)
    seen = lambda user: list(ScoringForm.objects.visible_to(user))  # noqa: E731
    assert seen(county.health_lead) == []
    assert not SignOff.objects.visible_to(county.health_lead).filter(act=SCORE).exists()
    make.signed(county, bid, county.health_lead)
    assert form in seen(county.health_lead)
    assert SignOff.objects.visible_to(county.health_lead).filter(act=SCORE).count() == 2
    for user in (make.applicant(county), county.partner, county.outsider):
        assert seen(user) == []
        assert not SignOff.objects.visible_to(user).filter(act=SCORE).exists()
    assert len(seen(county.officer)) == len(seen(county.chair)) == 2


def test_the_history_tells_applicants_nothing_of_who_scored(county, sign_in):
    from django.urls import reverse

    bid = make.submitted(county)
    make.signed(county, bid, county.police_lead)
    address = reverse("records:events", args=[bid.reference])
    assert "Police lead" not in sign_in(make.applicant(county)).get(address).content.decode()
    assert "Sign score" in sign_in(county.officer).get(address).content.decode()


def test_only_scorers_score_and_only_while_it_is_submitted(county):
    bid = make.submitted(county)
    for user in (county.officer, county.chair, county.partner, make.applicant(county)):
        with pytest.raises(PermissionDenied):
            scoring.save_form(bid, make.filled(), by=user)
    bid = make.scored(county, bid)
    with pytest.raises(PermissionDenied):
        scoring.correct_form(bid, by=county.police_lead, reason="Late thought")


def test_scoring_is_closed_when_all_have_signed(county):
    bid = make.assigned(county, make.submitted(county))
    with pytest.raises(MoveRefused) as refused:
        moderating.close_scoring(bid, by=county.officer)
    assert len(refused.value.reasons) == 2
    make.signed(county, bid, county.police_lead)
    health = bid.assignments.get(scorer=county.health_lead.person)
    assigning.end_assignment(health, by=county.officer, reason="Away")
    with pytest.raises(MoveRefused, match="wants 2 scorers for each bid, and this one has 1"):
        moderating.close_scoring(bid, by=county.officer)
    make.signed(county, bid, county.health_lead)
    assert moderating.close_scoring(bid, by=county.officer).status == "scored"
    assert moderating.open_scoring_again(bid, by=county.officer, reason="One more").status == "submitted"


def test_a_scorer_whose_agency_joins_the_bid_afterwards(county):
    """S002-190"""
    bid = make.submitted(county)
    for user in (county.police_lead, county.health_lead):
        make.signed(county, bid, user)
    make.keep(make.BidPartner(bid=bid, agency=county.health), by=make.applicant(county))
    bid = make.Bid.objects.get(pk=bid.pk)
    with pytest.raises(MoveRefused, match=r"Health lead is of NHS Northshire, which applies\. Set"):
        moderating.close_scoring(bid, by=county.officer)
    form = ScoringForm.objects.get(assignment__scorer=county.health_lead.person)
    assigning.set_form_aside(form, by=county.officer, reason="Their agency joined")
    with pytest.raises(MoveRefused, match="Nothing was changed"):
        assigning.set_form_aside(form, by=county.officer, reason="Again")
    assert not ScoringForm.objects.visible_to(county.health_lead).exists()
    assert Event.objects.filter(subject=bid.reference, verb="set form aside").count() == 1
