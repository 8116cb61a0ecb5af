import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Observation
from audit.clock import now, today
from evidence import months
from meetings.models import Condition
from meetings.services import meetings, moves, resolutions
from tests.factories import assessments, funding, issues
from tests.factories import meetings as make
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db
HOME = reverse("home:home")


@pytest.fixture(autouse=True)
def _no_letters(settings):
    settings.CELERY_TASK_ALWAYS_EAGER = False


def words(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def own_action(user, **fields):
    action = RecordFactory(partnership=user.person.roles.first().partnership, status="open", **fields)
    action.owners.create(person=user.person, printed_name=str(user), is_lead=True)
    return action


def test_the_chair_is_led_to_the_minutes_that_wait(county, sign_in):
    meeting = make.circulated(county)
    page = words(sign_in(county.chair).get(HOME))
    assert "One thing waits for you." in page
    assert f'href="{reverse("meetings:minutes", args=[meeting.reference])}"' in page
    assert "Approve the minutes of 14 October 2026" in page


@pytest.mark.parametrize("persona", ["police_lead", "outsider", "guest", "administrator"])
def test_minutes_wait_for_the_chair_alone(county, sign_in, persona):
    make.circulated(county)
    assert "Approve the minutes" not in words(sign_in(getattr(county, persona)).get(HOME))


def test_the_officer_is_led_to_minutes_in_draft(county, sign_in):
    meeting = make.drafted(county)
    assert f"Finish the minutes: {meeting.title}" in words(sign_in(county.officer).get(HOME))


def test_a_condition_waits_for_its_owner(county, sign_in):
    """S001-141: once the minutes are approved."""
    make.approved(county)
    assert "Meet a condition: " in words(sign_in(county.officer).get(HOME))


def test_what_is_late_stands_before_conditions_without_a_day(county, sign_in):
    for held_on, due_on in ((dt.date(2026, 9, 1), dt.date(2026, 9, 30)), (dt.date(2026, 10, 1), None)):
        meeting = make.drafted(county, held_on=held_on)
        condition = Condition.objects.get(resolution__item__meeting=meeting)
        text = "One that is late" if due_on else "One without a day"
        resolutions.change_condition(condition, {"due_on": due_on, "text": text}, by=county.officer)
        meeting = moves.circulate_minutes(meeting, by=county.officer)
        moves.approve_minutes(meeting, by=county.chair, digest_seen=moves.digest_now(meeting))
    draft = make.drafted(county)
    found = words(sign_in(county.officer).get(HOME))
    places = [
        found.index(said)
        for said in ("One that is late", f"Finish the minutes: {draft}", "One without a day")
    ]
    assert places == sorted(places)


def test_many_issues_to_take_up_stand_in_one_line_after_what_is_late(county, sign_in):
    """Six of them once buried the rest of the page; each is a thing that waits all the same."""
    for number in range(5):
        issues.logged(county, title=f"Issue {number}")
    late = issues.taken(county, title="Overdue")
    late.review_on = today() - dt.timedelta(days=1)
    late.save()
    page = words(sign_in(county.officer).get(HOME))
    assert "6 things wait for you." in page
    assert "Take up: 5 emerging issues" in page
    assert ", and 3 more" in page
    assert f'href="{reverse("problems:issues")}"' in page
    assert page.index("1 day late") < page.index("Review: Overdue") < page.index("Take up: 5")


def test_the_next_meeting_says_what_is_due_before_it(county, sign_in):
    """S003-10"""
    make.scheduled(county, held_on=today() + dt.timedelta(days=60))
    assert "Send items for the agenda by" in words(sign_in(county.police_lead).get(HOME))


def test_late_actions_come_first(county, sign_in):
    own_action(county.officer, title="Later", due_on=today() + dt.timedelta(days=90))
    own_action(county.officer, title="Some day", due_on=None)
    own_action(county.officer, title="Sooner", due_on=today() - dt.timedelta(days=4))
    page = words(sign_in(county.officer).get(HOME))
    assert page.index("4 days late") < page.index("Sooner") < page.index("Later") < page.index("Some day")


def test_what_others_did_since_the_last_visit_is_told_and_no_more_than_may_be_known(county, sign_in):
    county.officer.previous_seen_at = county.chair.previous_seen_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    county.officer.save()
    county.chair.save()
    county.outsider.previous_seen_at = county.chair.previous_seen_at
    county.outsider.save()
    meeting = make.circulated(county)
    assert f"{county.officer} circulated" in words(sign_in(county.chair).get(HOME))
    assert "Since you were last here, on 1 January 2026" in words(sign_in(county.chair).get(HOME))
    county.chair.previous_seen_at = now() - dt.timedelta(seconds=1)
    county.chair.save()
    moves.return_minutes(meeting, by=county.officer, reason="A figure is wrong")
    assert "Since you were last here, earlier today" in words(sign_in(county.chair).get(HOME))
    assert "Since you were last here" not in words(sign_in(county.officer).get(HOME))
    assert meeting.title not in words(sign_in(county.outsider).get(HOME))


@pytest.mark.parametrize("rows", [1, 3])
def test_home_costs_the_same_however_much_waits(county, sign_in, rows, django_assert_num_queries):
    county.officer.previous_seen_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    county.officer.save()
    for number in range(rows):
        make.drafted(county, held_on=make.DAY + dt.timedelta(days=number))
        meetings.schedule_meeting(
            county.strategic, by=county.officer, held_on=today() + dt.timedelta(days=number)
        )
        own_action(county.officer, due_on=today())
    client = sign_in(county.officer)
    with django_assert_num_queries(8):
        words(client.get(HOME))


def test_the_public_is_shown_published_minutes_and_nothing_else(county, client):
    shown, hidden = make.published(county), make.approved(county, held_on=dt.date(2026, 7, 1))
    page = words(client.get(HOME))
    assert reverse("meetings:public", args=[shown.reference]) in page
    assert hidden.reference not in page
    assert hidden.title not in page


def test_navigation_marks_where_one_is_and_hides_the_directory_from_guests(county, sign_in):
    page = words(sign_in(county.partner).get(reverse("home:people")))
    assert f'href="{reverse("home:people")}" aria-current="page">People' in page
    assert "Administer</a>" not in page
    assert county.here.name in page
    guest = words(sign_in(county.guest).get(HOME))
    assert ">Meetings</a>" in guest
    assert ">People</a>" not in guest


@pytest.mark.parametrize("name", ["accessibility", "privacy", "help"])
def test_open_pages_need_no_account(client, name):
    assert client.get(reverse(f"home:{name}")).status_code == 200


def test_an_assessment_waits_for_its_chair_once_comments_have_closed(county, sign_in):
    found = assessments.assessment(
        county, status="consultation", comments_until=today() - dt.timedelta(days=1)
    )
    address = reverse("assessments:assessment_agree", args=[found.reference])
    assert address in sign_in(county.chair).get("/").text
    for person in (county.officer, county.police_lead):
        assert address not in sign_in(person).get("/").text
    found.comments_until = today()
    found.save()
    assert address not in sign_in(county.chair).get("/").text


def test_figures_wait_for_whoever_supplies_them_from_some_days_before_they_are_due(county, sign_in):
    """S003-23"""
    supplier = county.partner
    this = months.of_day(today())
    held = {"made_at": now(), "value": 3}
    for title, last in (("Late", this - 3), ("Up to date", this - 1)):
        one = assessments.indicator(county, title, due_after=20, supplier=supplier.person)
        Observation.objects.create(indicator=one, first=last, last=last, **held)
    assessments.indicator(county, "Never entered", due_after=20, supplier=supplier.person)
    assessments.indicator(county, "Of another", due_after=1, supplier=county.chair.person)
    page = sign_in(supplier).get("/").text
    assert "Late" in page
    assert "figures due" in page
    assert "Never entered" not in page  # its first period has not ended
    assert "Up to date" not in page
    assert "Of another" not in page


def test_officers_are_led_to_what_is_to_be_chased_and_to_calling_a_meeting(county, sign_in):
    page = words(sign_in(county.officer).get(HOME))
    chased = reverse("actions:list") + "?whose=all&amp;status=late"
    assert chased in page
    assert reverse("meetings:schedule") in page
    page = words(sign_in(county.police_lead).get(HOME))
    assert chased not in page
    assert reverse("meetings:schedule") not in page


def test_an_administrator_is_led_to_what_they_keep(county, sign_in):
    assert f'href="{reverse("home:person_add")}"' in words(sign_in(county.administrator).get(HOME))
    assert "People and access" not in words(sign_in(county.officer).get(HOME))


def test_late_actions_are_said_at_once_and_each_names_its_body(county, sign_in):
    own_action(county.officer, title="Sooner", due_on=today() - dt.timedelta(days=4), body=county.strategic)
    page = words(sign_in(county.officer).get(HOME))
    assert "Nothing waits for you, and 1 of your actions is late." in page
    assert f"· {county.strategic}" in page


def test_what_came_today_is_said_to_be_of_today(county, sign_in):
    make.circulated(county)
    assert "Since today" in words(sign_in(county.chair).get(HOME))


def test_nobody_is_told_to_put_no_meeting_in_their_calendar(county, sign_in):
    client = sign_in(county.police_lead)
    assert "Put these in your calendar" not in words(client.get(HOME))
    make.scheduled(county, held_on=today() + dt.timedelta(days=60))
    assert "Put these in your calendar" in words(client.get(HOME))


def test_the_public_finds_the_calls_and_the_awards(county, client):
    page = words(client.get(HOME))
    for name in ("funding:open_calls", "funding:awards"):
        assert f'href="{reverse(name)}"' in page


def test_whoever_loses_their_way_keeps_the_ways_in(county, sign_in):
    missing = reverse("meetings:detail", args=["CSP-MTG-2026-9999"])
    page = sign_in(county.officer).get(missing)
    assert page.status_code == 404
    assert ">Meetings</a>" in page.text
    assert ">Meetings</a>" not in Client().get("/nowhere/").text


def test_what_is_wanted_by_a_day_says_by_which(county, sign_in):
    """A scorer is not left to find out once it is late."""
    bid = funding.submitted(county)
    for days, said in ((0, "Due today"), (1, "Due tomorrow"), (30, "By ")):
        wanted = today() + dt.timedelta(days=days)
        given = funding.assigning.assign_scorer(
            bid, county.police_lead.person, by=county.officer, due_on=wanted
        )
        page = words(sign_in(county.police_lead).get(HOME))
        assert f'<span class="todo__when">{said}' in page
        given.delete()


def buttons(page):
    """(what it says, what it is called) of each button on Home."""
    found = re.findall(
        r'data-module="govuk-button">([^<]+)<span class="govuk-visually-hidden">([^<]*)</span>', page
    )
    return [(seen, seen + hidden) for seen, hidden in found]


def test_buttons_are_short_and_no_two_are_called_the_same(county, sign_in):
    """A line says what is to be done; its button does not say it again, and is known by its name alone (WCAG 2.5.3)."""
    make.drafted(county)
    for _ in range(2):
        own_action(county.officer, title="Fit two lamps", due_on=today())
    funding.recommended(county)

    found = buttons(words(sign_in(county.officer).get(HOME)))

    assert [name for seen, name in found if len(seen) > 12] == []
    names = [name for _, name in found]
    assert len(names) == len(set(names))
    assert sum(name.startswith("Update: Fit two lamps, CSP-") for name in names) == 2
