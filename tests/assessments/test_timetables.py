"""The yearly timetable of assessment, plan and agreement review, with reminders (S004-44, S004-77)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import yearly
from assessments.models import Timetable, TimetableStep
from assessments.reminders import remind
from assessments.reports.timetables import page_of
from assessments.services import timetables as services
from assessments.yearly import EMPTY, LAST, OFFERED
from audit.clock import today
from audit.models import Event
from evidence import months
from home.reports.cases import cases_waiting
from notices.models import Notice
from partnership.models import Agreement
from records.lifecycle import MoveRefused
from tests.factories import assessments as make
from tests.factories.partnership import PartnershipFactory

pytestmark = pytest.mark.django_db
LIST = "/assessments/timetables/"


def this_year():
    return months.financial_year(months.of_day(today()))


def begun(county, year=None, begin=EMPTY, by=None):
    return services.begin_timetable(
        county.here, this_year() if year is None else year, by=by or county.officer, begin=begin
    )


def step(county, found, due_on=None, **said):
    said = {
        "title": "Strategic assessment is agreed",
        "kind": "assessment",
        "due_on": due_on or today(),
    } | said
    return services.set_step(found, said, by=county.officer)


def test_the_offered_steps_lie_in_the_year_on_working_days(county):
    found = begun(county, year=2026, begin=OFFERED)
    days = list(found.steps.values_list("due_on", flat=True))
    assert len(days) == len(yearly.STEPS)
    assert days == sorted(days)
    first, last = found.days
    assert (first, last) == (dt.date(2026, 4, 1), dt.date(2027, 3, 31))
    assert all(first <= day <= last and day.weekday() < 5 for day in days)
    assert {"assessment", "plan", "agreement"} <= set(found.steps.values_list("kind", flat=True))


def test_next_years_has_the_same_steps_a_year_later_in_one_step(county, client):
    found = begun(county, year=2026)
    step(county, found, dt.date(2027, 1, 29), owner=county.health_lead.person, note="With the annex.")
    client.force_login(county.officer)
    response = client.post(reverse("assessments:timetable_next", args=[found.reference]))
    made = Timetable.objects.get(year=2027)
    assert response.url == made.get_absolute_url()
    [copied] = made.steps.all()
    assert (copied.title, copied.kind, copied.owner, copied.note, copied.done_on) == (
        "Strategic assessment is agreed", "assessment", county.health_lead.person, "With the annex.", None,
    )  # fmt: skip
    assert copied.due_on == dt.date(2028, 1, 29)


def test_one_begun_before_its_year_is_to_come_and_no_second_current_one(county, settings):
    settings.PORTAL_TODAY = "2026-11-27"
    found = services.begin_timetable(county.here, 2026, by=county.officer)
    following = services.begin_next(found, by=county.officer)
    assert [found.get_status_display(), following.get_status_display()] == ["Current", "To come"]
    settings.PORTAL_TODAY = "2027-04-01"
    assert following.get_status_display() == "Current"


def test_a_step_of_whoever_left_is_nobodys_next_year(county):
    found = begun(county)
    step(county, found, owner=county.health_lead.person)
    county.health_lead.person.posts.update(ended_on=today() - dt.timedelta(1))
    assert [one.owner for one in services.begin_next(found, by=county.officer).steps.all()] == [None]


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (dt.date(2024, 2, 29), dt.date(2025, 2, 28)),
        (dt.date(2026, 3, 31), dt.date(2027, 3, 31)),
        (dt.date(2027, 1, 29), dt.date(2028, 1, 29)),  # a Saturday: the page says so
    ],
    ids=str,
)
def test_a_year_later_is_the_same_day(day, later):
    assert yearly.a_year_later(day) == later


@pytest.mark.parametrize(
    ("day", "year", "found"),
    [
        (dt.date(2027, 1, 31), 2026, dt.date(2027, 1, 29)),
        (dt.date(2028, 4, 1), 2028, dt.date(2028, 4, 1)),  # a Saturday, and the day before is of another year
        (dt.date(2095, 1, 2), 2094, dt.date(2095, 1, 2)),  # a Sunday of a year whose holidays nobody knows
    ],
    ids=str,
)
def test_an_offered_day_is_a_working_day_of_its_year_where_holidays_are_known(day, year, found):
    assert yearly.working(day, year) == found


def test_a_day_on_which_nobody_works_is_said(county, client):
    found = begun(county, year=2026)
    step(county, found, dt.date(2026, 12, 25))
    client.force_login(county.officer)
    assert "Not a working day" in client.get(found.get_absolute_url()).content.decode()


def test_there_is_one_a_year_and_none_begins_from_nothing(county):
    found = begun(county)
    with pytest.raises(MoveRefused, match=found.reference):
        begun(county)
    with pytest.raises(MoveRefused, match="steps that the portal offers"):
        begun(county, year=this_year() - 3, begin=LAST)


@pytest.mark.parametrize("persona", ["chair", "health_lead", "outsider", "guest", "administrator"])
def test_only_officers_write_it(county, persona):
    by, found = getattr(county, persona), begun(county)
    one = step(county, found)
    for refused in (
        lambda: begun(county, year=this_year() + 1, by=by),
        lambda: services.set_step(found, {"title": "A", "due_on": today()}, by=by),
        lambda: services.remove_step(one, by=by, reason="No"),
        lambda: services.finish_step(one, by=by, done_on=today()),
        lambda: services.move_timetable(found, "close", by=by, reason="Over"),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_all_members_see_it_and_nobody_else(county, client):
    found = begun(county, begin=OFFERED)
    for persona, status in (("health_lead", 200), ("chair", 200), ("outsider", 404), ("guest", 404)):
        client.force_login(getattr(county, persona))
        assert client.get(found.get_absolute_url()).status_code == status
        assert (found.reference in client.get(LIST).content.decode()) == (status == 200)
    client.logout()
    assert client.get(found.get_absolute_url()).status_code == 302


def test_who_answers_for_a_step_records_that_it_is_done_and_what_shows_it(county, client):
    found, agreed = (
        begun(county),
        make.assessment(county, status="agreed", agreed_on=today(), agreed_by_words="Group"),
    )
    one = step(county, found, owner=county.health_lead.person)
    client.force_login(county.health_lead)
    page = client.get(found.get_absolute_url()).content.decode()
    address = reverse("assessments:timetable_step_done", args=[found.reference, one.pk])
    assert f"{address}?by={agreed.reference}" in page
    assert "Take out" not in page
    form = client.get(f"{address}?by={agreed.reference}").content.decode()
    assert agreed.reference in form
    day = today()
    said = {"done_on": day.isoformat(), "shown_by": agreed.reference}
    assert client.post(address, said | {"outcome": "Agreed with one change."}).status_code == 302
    one.refresh_from_db()
    assert (one.done_on, one.shown_by_id, one.outcome) == (day, agreed.pk, "Agreed with one change.")
    page = client.get(found.get_absolute_url()).content.decode()
    assert agreed.reference in page
    assert "1 of 1 step is done" in page
    services.unfinish_step(one, by=county.health_lead, reason="Not that one")
    assert TimetableStep.objects.get().shown_by is None


def test_a_record_that_the_reader_may_not_know_of_is_not_named(county):
    found = begun(county)
    hidden = make.ask(county, county.police)
    one = step(county, found)
    services.finish_step(one, by=county.officer, done_on=today(), shown_by=hidden)
    [row] = page_of(found, county.health_lead, today()).rows
    assert (row.shown, row.hides) == (None, True)
    [row] = page_of(found, county.officer, today()).rows
    assert row.shown.reference == hidden.reference


def test_refusals_say_how_to_mend_it(county):
    found = begun(county)
    one = step(county, found)
    with pytest.raises(MoveRefused, match="Choose a day in it"):
        step(county, found, found.days[1] + dt.timedelta(1))
    with pytest.raises(MoveRefused, match="day to come"):
        services.finish_step(one, by=county.officer, done_on=today() + dt.timedelta(1))
    with pytest.raises(MoveRefused, match="not recorded as done"):
        services.unfinish_step(one, by=county.officer, reason="Why not")
    with pytest.raises(MoveRefused, match="is not done"):
        services.move_timetable(found, "close", by=county.officer, reason="The year is over")


def test_a_closed_year_is_fixed_and_reminds_nobody(county):
    found = begun(county)
    one = step(county, found)
    services.finish_step(one, by=county.officer, done_on=today())
    found = services.move_timetable(found, "close", by=county.officer, reason="The year is over")
    assert found.closed_on == today()
    with pytest.raises(PermissionDenied, match="Open it again"):
        step(county, found)
    with pytest.raises(PermissionDenied, match="until the timetable is"):
        services.unfinish_step(one, by=county.officer, reason="Late")
    found = services.move_timetable(found, "reopen", by=county.officer, reason="Something was forgotten")
    assert (found.status, found.closed_on) == ("current", None)


@pytest.mark.parametrize(
    ("days", "said"), [(-7, "is due"), (0, "is due"), (7, "was due"), (14, "was due"), (-8, ""), (-3, "")]
)
def test_its_owner_is_reminded_before_on_and_after_the_day(county, days, said):
    found = begun(county)
    step(county, found, today(), owner=county.health_lead.person)
    for _ in range(2):
        remind(today() + dt.timedelta(days))
    told = Notice.objects.filter(record=found)
    assert [notice.recipient for notice in told] == ([county.health_lead] if said else [])
    assert all(said in notice.subject for notice in told)


def test_nobody_named_means_the_officers(county):
    found = begun(county)
    step(county, found)
    remind(today())
    assert {notice.recipient for notice in Notice.objects.filter(record=found)} == {county.officer}


def test_what_is_done_is_not_said_again(county):
    one = step(county, begun(county))
    services.finish_step(one, by=county.officer, done_on=today())
    remind(today())
    assert not Notice.objects.exists()


def agreement(county, **fields):
    said = {
        "partnership": county.here,
        "title": "Information sharing agreement",
        "purposes": "Crime",
        "status": "signed",
        "review_on": today(),
    }
    return Agreement.objects.create(**said | fields)


def test_the_review_of_an_agreement_stands_on_it_and_is_reminded(county):
    """S004-77"""
    found = begun(county)
    agreement(county)
    agreement(county, title="Old protocol", status="withdrawn")
    agreement(county, title="Elsewhere", partnership=PartnershipFactory())
    [row] = page_of(found, county.health_lead, today()).rows
    assert (row.title, row.state) == ("Review of Information sharing agreement", "open")
    remind(today())
    assert {notice.recipient for notice in Notice.objects.filter(record=found)} == {county.officer}


def test_due_steps_wait_on_the_home_page_of_who_answers(county):
    found = begun(county)
    step(county, found, today(), owner=county.health_lead.person)
    step(county, found, today(), title="Plan is revised", kind="plan")
    step(county, found, today(), title="Done already", owner=county.health_lead.person)
    services.finish_step(found.steps.get(title="Done already"), by=county.officer, done_on=today())
    [waiting] = cases_waiting(county.health_lead, today())
    assert (waiting.title, waiting.reference, waiting.page, waiting.is_late) == (
        "Strategic assessment is agreed", found.reference, "assessments:timetable", False,
    )  # fmt: skip
    assert [one.title for one in cases_waiting(county.officer, today())] == ["Plan is revised"]
    assert cases_waiting(county.chair, today()) == []
    assert cases_waiting(county.health_lead, today() - dt.timedelta(8)) == []
    assert cases_waiting(county.health_lead, today() + dt.timedelta(1))[0].is_late


@pytest.mark.parametrize("steps", [1, 3])
def test_its_pages_cost_the_same_however_many_steps(county, client, steps):
    found, hidden = begun(county), make.priority(county)
    agreement(county)
    for number in range(steps):
        one = step(county, found, title=f"Step {number}", owner=county.health_lead.person)
        services.finish_step(one, by=county.officer, done_on=today(), shown_by=hidden)
        step(county, found, title=f"To do {number}")
    client.force_login(county.officer)
    client.get(LIST)
    for address, most in ((LIST, 6), (found.get_absolute_url(), 8)):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= most


def test_pages_refuse_in_words(county, client):
    found = begun(county)
    client.force_login(county.chair)
    assert client.get(reverse("assessments:timetable_begin")).status_code == 403
    for name in ("timetable_next", "timetable_step_add"):
        response = client.get(reverse(f"assessments:{name}", args=[found.reference]))
        assert response.status_code == 403
        assert "Only officers" in response.content.decode()


def test_it_is_begun_and_kept_by_its_forms(county, client):
    client.force_login(county.officer)
    said = {"year": 2026, "begin": "offered", "partnership": county.here.pk}
    assert client.post(reverse("assessments:timetable_begin"), said).status_code == 302
    found = Timetable.objects.get()
    again = client.post(reverse("assessments:timetable_begin"), said)
    assert again.status_code == 422
    assert found.reference in again.content.decode()
    one = found.steps.first()
    address = reverse("assessments:timetable_step", args=[found.reference, one.pk])
    day = {"due_on": "1 October 2026"}
    assert client.post(address, {"title": "Data is in", "kind": "data", **day}).status_code == 302
    one.refresh_from_db()
    assert (one.title, one.due_on) == ("Data is in", dt.date(2026, 10, 1))
    wrong = client.post(address, {"title": "Data is in", "kind": "data", **day, "due_on": "1 October 2025"})
    assert wrong.status_code == 422
    assert "Choose a day in it" in wrong.content.decode()
    address = reverse("assessments:timetable_step_remove", args=[found.reference, one.pk])
    assert client.post(address, {"reason": "Not wanted"}).status_code == 302
    assert not found.steps.filter(pk=one.pk).exists()
    blocked = client.get(reverse("assessments:timetable_move", args=[found.reference, "close"]))
    assert "is not done" in blocked.content.decode()


def test_of_two_who_change_a_step_the_second_is_shown_both_and_the_log_says_what_changed(county, sign_in):
    found = begun(county)
    one = step(county, found)
    client = sign_in(county.officer)
    way = reverse("assessments:timetable_step", args=[found.reference, one.pk])
    said = {"title": one.title, "kind": one.kind, "due_on": one.due_on.isoformat(), "version": one.version}
    assert one.version in client.get(way).content.decode()
    assert client.post(way, said | {"title": "Earliest"}).status_code == 302
    answer = client.post(way, said | {"title": "Latest"})
    page = answer.content.decode()
    assert (answer.status_code, "Earliest" in page, "Latest" in page) == (409, True, True)
    one.refresh_from_db()
    assert one.title == "Earliest"
    assert client.post(way, said | {"title": "Latest", "version": one.version}).status_code == 302
    logged = Event.objects.filter(subject=found.reference, verb__endswith="step").order_by("pk")
    assert [(event.verb, event.changes) for event in logged] == [
        ("add step", {"step": "Strategic assessment is agreed", "due": str(one.due_on)}),
        (
            "change step",
            {
                "step": "Strategic assessment is agreed",
                "title": ["Strategic assessment is agreed", "Earliest"],
            },
        ),
        ("change step", {"step": "Earliest", "title": ["Earliest", "Latest"]}),
    ]
    told = client.get(reverse("records:events", args=[found.reference])).content.decode()
    assert "Earliest. Changed: title" in told


def test_the_count_above_the_table_says_what_stands_beside_the_steps(county):
    found = begun(county)
    step(county, found)
    agreement(county)
    page = page_of(found, county.health_lead, today())
    assert len(page.rows) == 2
    assert page.counted == "0 of 1 step are done; 1 agreement of the register to be reviewed beside them"
