"""What somebody types is kept while they type it, for them alone, until it is saved or let go."""

import datetime as dt
import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from accounts import tasks
from accounts.models import KeptForm
from accounts.services import kept, sessions
from meetings.models import Paragraph
from records import walls
from tests.factories import meetings, problems
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
TYPED, KEY = "/accounts/typed/", "a1b2c3"


@pytest.fixture
def minutes(county):
    """(the page where minutes are written, where a paragraph of its first item is sent)"""
    meeting = meetings.drafted(county)
    item = meeting.items.first()
    page = reverse("meetings:minutes", args=[meeting.reference])
    return f"{page}?write={item.pk}", reverse("meetings:paragraph_add", args=[meeting.reference, item.pk])


def type_in(client, page, path, key=KEY, **fields):
    return client.post(TYPED, {"typed_as": key, "typed_page": page, "typed_path": path, **fields})


def found(client, page, **how):
    return client.get(TYPED, {"page": page.partition("?")[0], **how})


def test_it_is_given_back_where_it_was_typed(county, sign_in, minutes):
    client = sign_in(county.officer)
    type_in(client, *minutes, text="Half a", password="secret")
    said = type_in(client, *minutes, text="Half a sentence").content.decode()

    told = found(client, minutes[0]).json()

    assert "not saved yet" in said
    assert told["said"].startswith("You typed this at ")
    assert told["said"].endswith(" and did not save it.")
    assert told["fields"] == {"text": ["Half a sentence"]}, "as last typed, and without secrets"
    assert told["rows"] == [
        {"label": "Next paragraph of item 1", "words": "Half a sentence", "names": ["text"]}
    ]


def test_it_is_listed_in_the_order_of_its_page(county, sign_in):
    """Whatever the order in which the database keeps it."""
    client, problem = sign_in(county.officer), problems.opened(county)
    page = reverse("problems:assessment", args=[problem.reference])
    form = html.fromstring(client.get(page).content).get_element_by_id("main-content").forms[0]
    first, *_, last = [box.name for box in form.iter("textarea")]
    type_in(client, page, page, **{last: "The last", first: "The first"})
    assert [row["words"] for row in found(client, page).json()["rows"]] == ["The first", "The last"]


def test_of_another_day_the_day_is_said(county, sign_in, minutes):
    client = sign_in(county.officer)
    type_in(client, *minutes, text="Half")
    KeptForm.objects.update(kept_at=dt.datetime(2026, 3, 2, 10, 42, tzinfo=dt.UTC))
    assert (
        found(client, minutes[0]).json()["said"]
        == "You typed this on 2 March at 10:42am and did not save it."
    )


def test_nobody_else_is_given_it(county, sign_in, minutes):
    type_in(sign_in(county.officer), *minutes, text="Half")
    assert found(sign_in(county.chair), minutes[0]).status_code == 204


def test_saving_removes_it_and_a_refusal_does_not(county, sign_in, minutes):
    client = sign_in(county.officer)
    page, path = minutes
    type_in(client, page, path, text=" ")
    assert client.post(path, {"kind": "numbered", "text": " ", "typed_as": KEY}).status_code == 422
    assert KeptForm.objects.exists()

    client.post(path, {"kind": "numbered", "text": "A whole sentence.", "typed_as": KEY})

    assert Paragraph.objects.filter(text="A whole sentence.").exists()
    assert found(client, page).status_code == 204
    assert not KeptForm.objects.exists()


def test_letting_it_go_removes_it(county, sign_in, minutes):
    client = sign_in(county.officer)
    type_in(client, *minutes, text="Half")
    client.post(TYPED, {"typed_as": KEY, "unwanted": "yes"})
    assert not KeptForm.objects.exists()


def test_another_cannot_let_it_go(county, sign_in, minutes):
    type_in(sign_in(county.officer), *minutes, text="Half")
    sign_in(county.chair).post(TYPED, {"typed_as": KEY, "unwanted": "yes"})
    assert KeptForm.objects.get().user == county.officer


def test_two_pages_opened_at_once_keep_two_texts(county, sign_in, minutes):
    client = sign_in(county.officer)
    type_in(client, *minutes, text="One")
    type_in(client, *minutes, key="another", text="Other")
    assert found(client, minutes[0]).json()["fields"]["text"] == ["Other"], "the newest first"
    client.post(TYPED, {"typed_as": "another", "unwanted": "yes"})
    assert found(client, minutes[0]).json()["fields"]["text"] == ["One"]


def test_a_page_that_gathers_others_gives_what_was_typed_on_them(county, sign_in, minutes):
    client = sign_in(county.officer)
    type_in(client, minutes[1], minutes[1], text="Half")
    page = minutes[0].partition("?")[0]
    above = page.removesuffix("minutes/")
    assert found(client, above).status_code == 204
    assert found(client, above, under="yes").json()["page"] == minutes[1]


def test_what_was_typed_of_a_review_is_shown_no_more_once_it_is_closed_to_its_writer(county, sign_in):
    lead, helper = make.coordinator(county), make.coordinator(county, "helper")
    review = make.received(county, lead)
    walls.open_to(review, helper, by=lead, reason="Helps", expires_on=dt.date(2027, 3, 1))
    page = reverse("reviews:change", args=[review.reference])
    client = sign_in(helper)
    type_in(client, page, page, circumstances="What the neighbour said")
    late = kept.keep_form(helper, path=page, fields={"circumstances": ["What the neighbour said"]})
    assert found(client, page).status_code == 200
    assert client.get(f"/accounts/kept/{late.pk}/").status_code == 200

    walls.close_to(review, helper, by=lead, reason="Helps no more")

    assert found(client, page).status_code == 204
    assert client.get(f"/accounts/kept/{late.pk}/").status_code == 404


def test_typing_on_after_a_session_has_ended_is_kept_and_so_is_the_form(officer, enter, client, minutes):
    """What the browser sends by itself does not take away the cookie by which the form is known."""
    enter(officer.email)
    session = client.session
    session[sessions.SEEN] = int(time.time()) - 3700
    session.save()

    said = type_in(client, *minutes, text="Half")
    assert said.status_code == 200
    assert "Your session has ended" in said.content.decode()
    assert found(client, minutes[0]).status_code == 302, "nothing is shown to whoever sits there now"

    client.cookies["sessionid"] = session.session_key  # the question before has ended the session
    led = client.post(minutes[1], {"text": "A whole sentence.", "kind": "numbered", "typed_as": KEY})

    form = KeptForm.objects.get()
    assert led.headers["Location"] == f"/accounts/login/?next=/accounts/kept/{form.pk}/"
    assert form.fields["text"] == ["A whole sentence."]
    enter(officer.email)
    assert f'name="typed_as" value="{KEY}"' in client.get(f"/accounts/kept/{form.pk}/").content.decode()


def test_other_sites_have_nothing_kept_for_anybody(county, minutes):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(county.officer)
    assert type_in(careful, *minutes, text="Half").status_code == 403
    assert not KeptForm.objects.exists()


def test_it_is_kept_for_four_days_and_no_more_than_fifty_of_one_person(county, sign_in, minutes):
    client = sign_in(county.officer)
    for number in range(kept.MOST + 2):
        type_in(client, *minutes, key=f"key-{number}", text="Half")
    assert KeptForm.objects.count() == kept.MOST
    assert not KeptForm.objects.filter(key="key-0").exists(), "the oldest goes"
    KeptForm.objects.update(kept_at=timezone.now() - dt.timedelta(days=4, minutes=1))
    tasks.clear_old()
    assert not KeptForm.objects.exists()


def test_an_address_elsewhere_is_not_taken(county, sign_in, minutes):
    client = sign_in(county.officer)
    for page, path in (("https://example.org/", minutes[1]), ("javascript:alert(1)", minutes[1]), ("", "")):
        assert type_in(client, page, path, text="Half").status_code == 400
    assert not KeptForm.objects.exists()


def test_whoever_signs_in_again_is_led_to_what_they_did_not_save(officer, enter, client, minutes):
    enter(officer.email)
    type_in(client, *minutes, text="Half")
    client.post("/accounts/logout/")

    page = client.get(enter(officer.email).headers["Location"]).content.decode()

    assert "You typed something at " in page
    assert f'href="{minutes[0]}">Go back to it</a>' in page


def test_nobody_is_led_to_what_is_closed_to_them_since(county, officer, enter, client):
    enter(officer.email)
    page = "/reviews/CSP-REV-2026-1234567/change/"
    type_in(client, page, page, circumstances="Half")
    client.post("/accounts/logout/")
    assert "You typed something" not in client.get(enter(officer.email).headers["Location"]).content.decode()
