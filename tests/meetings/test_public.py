"""The public pages: published minutes for anybody, and nothing else (S001-176)."""

import io

import pikepdf
import pytest
from django.core.cache import cache
from django.urls import reverse
from lxml import html

from meetings.models import Paragraph
from meetings.services import minutes, moves
from meetings.services.meetings import schedule_meeting
from signoffs.services import withdraw_signoff
from tests.accessible import accessibility_problems
from tests.factories import meetings as make
from tests.meetings import scenes
from tests.printed import words as printed

pytestmark = pytest.mark.django_db
LIST = reverse("meetings:public_list")
SECRETS = (
    "bidder",
    "rivals",
    "few know of",
    "The panel has its chair",
    "farm-watch@example.org",
    "0300",
    "joining.example",
)


def address(meeting, name="public"):
    return reverse(f"meetings:{name}", args=[meeting.reference])


def words(content):
    return " ".join(html.fromstring(content).text_content().split())


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def published(county):
    scene = scenes.drafted(county)
    scene.meeting.joining = "https://joining.example/1234"
    scene.meeting.save()
    item = scene.meeting.items.get(number=3)
    text = "Ring 0300 123 4567 about CSP-DHR-2026-0001."
    minutes.add_paragraph(item, text, by=county.officer)
    return scene.circulate(county).approve(county).publish(county)


def test_anybody_reads_the_open_part(published, client):
    response = client.get(address(published.meeting))
    said = words(response.content)
    for expected in (
        "Minutes of 14 October 2026", "Present: 4 (2 core, 1 attendee, 1 support)",
        "Core agencies represented: 2 of 3", "Northshire Council, Chair",
        "3.3 Ring [contact detail left out] about [reference left out].",
        "4.2 This paragraph is not for publication: exempt under paragraph 3 of Schedule 12A",
        "Action Draft the extension of the scheme to two further towns.",
        "The strategic assessment is agreed.",
        "Future meeting dates To be confirmed", "Approval", published.meeting.signoffs.get().digest,
    ):  # fmt: skip
        assert expected in said
    for secret in SECRETS:
        assert secret not in response.content.decode()
    assert published.action.reference not in response.content.decode()


def test_no_address_on_it_leads_into_the_portal_but_that_for_signing_in(published, client):
    page = html.fromstring(client.get(address(published.meeting)).content)
    within = page.xpath("//main//a/@href | //*[contains(@class, 'breadcrumbs')]//a/@href | //header//a/@href")
    leads_to = {link for link in within if not link.startswith("#")}
    open_pages = {"/", LIST, address(published.meeting, "public_pdf"), reverse("account_login")}
    assert leads_to <= open_pages
    assert not page.xpath("//main//form")


@pytest.mark.parametrize("stage", ["drafted", "circulated", "approved", "unpublished"])
def test_what_is_not_published_is_not_there_for_anybody(county, client, stage):
    scene = scenes.drafted(county)
    if stage != "drafted":
        scene.circulate(county)
    if stage in ("approved", "unpublished"):
        scene.approve(county)
    if stage == "unpublished":
        scene.publish(county)
        moves.unpublish_minutes(scene.meeting, by=county.chair, reason="Paragraph 3.1 names a victim.")
    for name in ("public", "public_pdf"):
        assert client.get(address(scene.meeting, name)).status_code == 404
    assert scene.meeting.reference not in client.get(LIST).content.decode()
    client.force_login(county.officer)
    assert client.get(address(scene.meeting)).status_code == 404


def test_whoever_is_signed_in_sees_there_what_the_public_sees(county, published, sign_in):
    response = sign_in(county.officer).get(address(published.meeting))
    for secret in SECRETS:
        assert secret not in response.content.decode()
    assert "private" in response["Cache-Control"]


def test_the_public_pdf_holds_no_more_and_is_pdf_ua_1(published, client):
    response = client.get(address(published.meeting, "public_pdf"))
    data = response.content
    said = printed(data)
    assert "4.2 This paragraph is not for publication" in said
    assert "The digest is of the whole of the minutes" in said
    for secret in SECRETS:
        assert secret not in said
    assert accessibility_problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as document:
        assert "bidder" not in str(document.open_metadata())


def test_it_is_kept_by_what_it_says(published, client):
    first = client.get(address(published.meeting))
    assert first["Cache-Control"] == "public, max-age=60, must-revalidate"
    unchanged = client.get(address(published.meeting), headers={"if-none-match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    Paragraph.objects.filter(item__meeting=published.meeting, number="3.2").update(text="Something else.")
    changed = client.get(address(published.meeting), headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert "The minutes have changed since they were signed." in words(changed.content)


def test_a_pdf_is_made_once_for_all_who_ask(published, client, monkeypatch):
    first = client.get(address(published.meeting, "public_pdf"))
    monkeypatch.setattr("meetings.services.printing.render_pdf", lambda *_, **__: pytest.fail("made again"))
    second = client.get(address(published.meeting, "public_pdf"))
    assert second.content == first.content
    seen = {"if-none-match": first["ETag"]}
    assert client.get(address(published.meeting, "public_pdf"), headers=seen).status_code == 304


def test_a_withdrawn_signature_shows(county, published, client):
    withdraw_signoff(published.meeting.signoffs.get(), by=county.chair, reason="The wrong text")
    said = words(client.get(address(published.meeting)).content)
    assert "This signature was withdrawn on" in said
    assert "The wrong text" not in said


def test_it_asks_the_database_no_more_for_more_minutes(county, published, client, django_assert_num_queries):
    with django_assert_num_queries(7):
        client.get(address(published.meeting))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_newest_first_by_body_and_costs_the_same(
    county, client, django_assert_num_queries, count
):
    for month in range(1, count + 1):
        meeting = schedule_meeting(
            county.strategic, by=county.officer, held_on=scenes.dt.date(2026, month, 14)
        )
        type(meeting).objects.filter(pk=meeting.pk).update(
            status="published", audience="public", published_at="2026-12-01T09:00:00Z"
        )
    with django_assert_num_queries(2):
        page = html.fromstring(client.get(LIST).content)
    days = [link.text for link in page.xpath("//main//ul[contains(@class, 'published')]//a")]
    months = ("January", "February", "March")[:count]
    assert days == [f"Strategic group, 14 {month} 2026" for month in reversed(months)]
    assert "Strategic group" not in words(client.get(LIST, {"body": "delivery-group"}).content)


def test_an_empty_list_says_why(client, db):
    assert "No minutes are published yet" in words(client.get(LIST).content)


def test_before_publishing_all_that_stays_out_is_counted(county, sign_in):
    """An exempt paragraph, and the one of a restricted item."""
    approved = scenes.drafted(county).circulate(county).approve(county).meeting
    page = sign_in(county.officer).get(reverse("meetings:move", args=[approved.reference, "publish"]))
    assert "2 paragraphs not for publication will stay out" in page.content.decode()
    assert (
        "0 "
        not in " ".join(page.content.decode().split()).partition("will stay out.")[2].partition("</p>")[0]
    )


def test_minutes_of_which_nothing_stays_out_say_so_before_they_are_published(county, sign_in):
    approved = make.approved(county)
    page = sign_in(county.officer).get(reverse("meetings:move", args=[approved.reference, "publish"]))
    assert "Nothing is left out" in page.content.decode()
