import pytest
from django.http import QueryDict
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path
from jinja2 import UndefinedError
from lxml import html

from config.urls import urlpatterns as portal_urls
from design import pages
from design.pages import Column, NextStep


def jinja(source, **context):
    return engines["jinja2"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("status", "colour"),
    [("draft", "grey"), ("circulated", "yellow"), ("APPROVED", "green"), ("unheard of", "grey")],
)
def test_a_status_has_its_colour(status, colour):
    assert pages.tag_colour(status) == colour


def test_no_status_has_two_colours():
    named = [status for statuses in pages.TAG_COLOURS.values() for status in statuses.split()]
    assert len(named) == len(set(named))


def test_an_address_keeps_the_filters_that_are_not_changed():
    data = QueryDict("body=a&body=b&sort=x&empty=&after=9")
    assert pages.query(data, sort="-x", after=None) == "?body=a&body=b&sort=-x"
    assert pages.query({"q": "é&"}) == "?q=%C3%A9%26"


@pytest.mark.parametrize(
    ("current", "state"),
    [("date", ("ascending", "-date")), ("-date", ("descending", "date")), ("title", ("none", "date"))],
)
def test_a_heading_says_how_it_is_sorted_and_leads_to_the_other_order(current, state):
    assert pages.sort_state(current, Column("Date", "date")) == state


def test_an_open_step_is_a_button_and_a_blocked_one_says_what_it_waits_for():
    steps = [
        NextStep("Approve", "/approve/", primary=True, post=True, version=3),
        NextStep("Publish", "/publish/", blockers=["The chair approves", "Paragraph 5.2 gets a reason"]),
    ]
    source = '{% from "design/record.html" import next_steps %}{{ next_steps(steps, "TOKEN") }}'
    page = html.fromstring(jinja(source, steps=steps))
    assert [button.text_content().strip() for button in page.xpath(".//button")] == ["Approve"]
    assert page.xpath(".//form/@action") == ["/approve/"]
    assert page.xpath('.//input[@name="version"]/@value') == ["3"]
    assert "TOKEN" in page.text_content()
    assert [li.text for li in page.xpath(".//li")] == ["The chair approves", "Paragraph 5.2 gets a reason"]
    assert "/publish/" not in html.tostring(page).decode()


def test_a_list_names_its_order_to_screen_readers():
    source = (
        '{% from "design/lists.html" import list_table %}'
        '{% call list_table("Meetings", columns, data, "-date") %}{% endcall %}'
    )
    columns = [Column("Title"), Column("Date", "date"), Column("Links", hidden=True)]
    page = html.fromstring(jinja(source, columns=columns, data=QueryDict("q=x&after=2")))
    assert page.xpath(".//th/@aria-sort") == ["descending"]
    assert page.xpath(".//th/a/@href") == ["?q=x&sort=date"]


def test_a_misspelt_name_is_an_error_not_a_blank():
    with pytest.raises(UndefinedError):
        jinja("{{ titel }}", title="x")


def test_a_component_may_be_imported_by_its_upstream_name():
    source = (
        '{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}'
        '{{ govukButton({"text": words}) }}'
    )
    assert "&lt;b&gt;" in jinja(source, words="<b>")


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "404.html", "405.html", "500.html", "403_csrf.html"]
)
def test_an_error_page_stands_without_request_or_session(name):
    page = html.fromstring(render_to_string(name, {}))
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//title")[0].text.startswith(page.xpath("//h1")[0].text)


def test_a_refusal_gives_its_reason():
    assert "Only the chair approves &lt;minutes&gt;." in render_to_string(
        "403.html", {"exception": "Only the chair approves <minutes>."}
    )


def test_the_conflict_page_shows_both_versions():
    import datetime as dt

    from design.gallery import FilterForm

    context = {
        "title": "Paragraph 3.8",
        "who": "Council officer",
        "at": dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC),
        "fields": [("Text", "theirs stands", "yours stands")],
        "form": FilterForm(),
        "cancel": "/back/",
    }
    words = html.fromstring(render_to_string("design/conflict.html", context)).text_content()
    for expected in (
        "Council officer saved it on 20 November 2026 at 9:30am",
        "theirs",
        "yours",
        "Drop mine",
    ):
        assert expected in words


def test_the_confirm_page_offers_the_step_or_says_what_it_waits_for():
    from design.gallery import FilterForm

    context = {
        "title": "Withdraw the minutes",
        "form": FilterForm(),
        "cancel": "/back/",
        "submit": "Withdraw",
    }
    assert "Withdraw\n" in html.fromstring(render_to_string("design/confirm.html", context)).text_content()
    blocked = render_to_string("design/confirm.html", context | {"blockers": ["They are signed."]})
    assert "They are signed." in blocked
    assert "<form" not in blocked


def test_who_is_signed_in_finds_the_way_on_from_a_refusal(county, sign_in):
    refused = sign_in(county.chair).get("/funding/funds/add/")
    assert refused.status_code == 403
    for way in ("/meetings/", "/problems/"):
        assert f'href="{way}"' in refused.text
    assert "Sign out" in refused.text


def fail(request):
    raise ValueError("of the table audit_event, as portal:secret@database")


fail.login_required = False
urlpatterns = [path("fails/", fail), *portal_urls]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_fault_shows_words_and_nothing_of_what_failed():
    answer = Client(raise_request_exception=False).get("/fails/", {"q": "Larchwood"})
    page = answer.content.decode()
    assert answer.status_code == 500
    for inside in (
        "ValueError",
        "audit_event",
        "secret@database",
        "Traceback",
        "Larchwood",
        "fail(",
        "settings",
    ):
        assert inside not in page
    assert Client().get("/accounts/login/").status_code == 200, "and the next page is shown"
