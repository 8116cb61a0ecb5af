"""A good-practice entry may carry a summary cleared for publication (S000-45)."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Event
from problems import services
from records.lifecycle import MoveRefused
from tests.factories import library as make

pytestmark = pytest.mark.django_db
WORDS = "The shelter is lit, and calls about it fell by a third."


def test_an_officer_clears_a_summary_and_it_says_who_did(county, sign_in):
    play = services.clear_summary(make.listed(county), WORDS, by=county.officer)
    assert (play.public_summary, play.cleared_by) == (WORDS, county.officer)
    assert Event.objects.filter(subject=play.reference, verb="clear summary").exists()
    shown = sign_in(county.health_lead).get(play.get_absolute_url()).text
    assert WORDS in shown
    assert f"Cleared by {county.officer}" in shown


def test_it_is_taken_back_with_the_reason_and_with_the_entry(county):
    play = services.clear_summary(make.listed(county), WORDS, by=county.officer)
    play = services.unclear_summary(play, by=county.officer, reason="A name was found")
    assert (play.public_summary, play.cleared_at, play.cleared_by) == ("", None, None)
    with pytest.raises(MoveRefused, match="No summary is cleared"):
        services.unclear_summary(play, by=county.officer, reason="Again")
    play = services.clear_summary(play, WORDS, by=county.officer)
    play = services.withdraw_play(play, by=county.officer, reason="It named somebody")
    assert play.public_summary == ""
    with pytest.raises(MoveRefused, match="Put it back first"):
        services.clear_summary(play, WORDS, by=county.officer)


def test_what_is_refused(county):
    play = make.listed(county)
    with pytest.raises(MoveRefused, match="Write the summary"):
        services.clear_summary(play, " ", by=county.officer)
    named = f"Told by {county.partner.person.plain_name}."
    with pytest.raises(MoveRefused, match="Look at each place found"):
        services.clear_summary(play, named, by=county.officer)
    play = services.clear_summary(play, named, by=county.officer, looked_at=True)
    with pytest.raises(MoveRefused, match="cleared already"):
        services.clear_summary(play, named, by=county.officer, looked_at=True)


@pytest.mark.parametrize("persona", ["partner", "chair", "outsider", "commander"])
def test_who_may_not_clear_one(county, persona):
    with pytest.raises(PermissionDenied):
        services.clear_summary(make.listed(county), WORDS, by=getattr(county, persona))


def test_the_pages(county, sign_in):
    play, client = make.listed(county), sign_in(county.officer)
    clear = reverse("problems:play_clear", args=[play.reference])
    assert clear in client.get(play.get_absolute_url()).text
    assert client.get(clear).status_code == 200
    refused = client.post(clear, {"public_summary": f"Told by {county.partner.person.plain_name}."})
    assert refused.status_code == 422
    assert "holds" in refused.text
    assert client.post(clear, {"public_summary": WORDS}).status_code == 302
    back = reverse("problems:play_unclear", args=[play.reference])
    assert back in client.get(play.get_absolute_url()).text
    assert client.get(back).status_code == 200
    assert client.post(back, {"reason": "A mistake"}).status_code == 302
    assert WORDS not in client.get(play.get_absolute_url()).text


@pytest.mark.parametrize(("persona", "status"), [("officer", 200), ("partner", 403), ("guest", 404)])
def test_who_opens_them(county, sign_in, persona, status):
    play, client = make.listed(county), sign_in(getattr(county, persona))
    for name in ("play_clear", "play_unclear"):
        assert client.get(reverse(f"problems:{name}", args=[play.reference])).status_code == status


def test_the_second_of_two_who_clear_a_summary_sees_what_the_first_did(county, sign_in):
    play, client = make.listed(county), sign_in(county.officer)
    clear = reverse("problems:play_clear", args=[play.reference])
    version = client.get(clear).content.decode().split('name="version" value="')[1].split('"')[0]
    assert client.post(clear, {"public_summary": WORDS, "version": version}).status_code == 302
    second = client.post(clear, {"public_summary": "Other words.", "version": version})
    assert second.status_code == 409
    assert {"shelter", "Other"} <= set(re.findall(r"\w+", second.text))
    play.refresh_from_db()
    assert play.public_summary == WORDS
