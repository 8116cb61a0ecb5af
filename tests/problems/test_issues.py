"""The fast lane: logged, tasked, taken, measured, reviewed and ended, without a meeting."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from actions.models import Action
from actions.services import cancel_action
from audit.clock import today
from documents.models import Document
from notices.models import Notice
from notices.services import announce_move
from problems import services
from problems.issue_lifecycle import ISSUE_MOVES, IssueAction, IssueStatus
from problems.models import EmergingIssue, Problem
from problems.reminders import remind_of_issues
from problems.reports.issues import board_of
from problems.reports.paper import paper_of
from records.lifecycle import MoveRefused
from records.models import Link
from records.search import find
from tests.accessible import accessibility_problems
from tests.factories import issues as make
from tests.factories import meetings

pytestmark = pytest.mark.django_db


def test_the_intelligence_unit_logs_and_tasks_in_one_step(county):
    """S002-13, S002-09"""
    unit, other = make.unit(county), make.safety(county, county.there, "other_safety")
    issue = make.logged(county, by=unit, task_to=county.there, task="Look at the bins")
    assert issue.reference.startswith("CSP-EMG-")
    assert (issue.status, issue.partnership, issue.agency) == ("tasked", county.there, county.police)
    for user, sees in ((unit, True), (other, True), (county.partner, True), (county.officer, False)):
        assert EmergingIssue.objects.visible_to(user).filter(pk=issue.pk).exists() is sees


def test_a_partnerships_officer_who_tasks_another_keeps_seeing_it(county):
    issue = services.task_issue(make.logged(county), county.there, by=county.officer)
    assert EmergingIssue.objects.visible_to(county.officer).filter(pk=issue.pk).exists()
    assert not EmergingIssue.objects.visible_to(county.supervisor).filter(pk=issue.pk).exists()


def test_a_group_of_the_former_partnership_is_left_behind(county):
    issue = services.task_issue(make.logged(county, body=county.strategic), county.there, by=county.officer)
    assert issue.body is None


@pytest.mark.parametrize("persona", ["partner", "chair", "health_lead", "administrator", "outsider", "guest"])
def test_others_log_nothing(county, persona):
    with pytest.raises(PermissionDenied):
        make.logged(county, by=getattr(county, persona))


def test_who_can_take_it_hears_that_it_waits(county):
    """S002-58"""
    safety = make.safety(county)
    issue = services.task_issue(make.logged(county), county.here, by=county.officer)
    announce_move(issue, IssueAction.TASK, by=county.officer)
    assert list(Notice.objects.values_list("recipient", flat=True)) == [safety.pk]
    issue = services.take_issue(issue, by=safety)
    announce_move(issue, IssueAction.TAKE, by=safety)
    assert Notice.objects.latest("pk").recipient == county.officer


def test_taking_it_needs_a_role_of_its_partnership(county):
    issue = make.logged(county, by=make.unit(county))
    for user in (make.safety(county, county.there, "far_safety"), county.chair, county.outsider):
        with pytest.raises(PermissionDenied):
            services.take_issue(issue, by=user)
    issue = services.take_issue(issue, by=make.safety(county))
    assert (issue.taken_on, issue.review_on) == (today(), today() + dt.timedelta(days=14))


def test_of_two_who_take_it_the_second_is_refused(county):
    issue = make.taken(county)
    with pytest.raises(MoveRefused, match="Taken"):
        services.take_issue(issue, by=make.safety(county))


def test_a_community_safety_officer_starts_a_measure_at_once(county):
    """S002-57"""
    safety = make.safety(county)
    issue = services.take_issue(make.logged(county), by=safety)
    measure = services.start_measure(
        issue, wording="Lock the yard", owner=county.health_lead.person, due_on=dt.date(2999, 1, 1), by=safety
    )
    issue.refresh_from_db()
    assert (issue.status, issue.measured_on) == ("measured", today())
    assert (measure.status, measure.arises_from_id, measure.audience) == ("open", issue.pk, "case")
    assert Action.objects.visible_to(county.health_lead).filter(pk=measure.pk).exists()
    assert not EmergingIssue.objects.visible_to(county.health_lead).filter(pk=issue.pk).exists()
    services.start_measure(
        issue, wording="Tell the shops", owner=safety.person, due_on=dt.date(2999, 1, 1), by=county.officer
    )
    assert issue.actions_arising.count() == 2


def test_no_measure_before_it_is_taken(county):
    with pytest.raises(PermissionDenied):
        services.start_measure(
            make.logged(county), wording="Too soon", owner=county.officer.person,
            due_on=dt.date(2999, 1, 1), by=county.officer,
        )  # fmt: skip


def test_it_is_reviewed_again_and_again_until_it_ends(county):
    issue = make.taken(county)
    due = issue.review_on
    assert not issue.is_review_due(due - dt.timedelta(days=1))
    assert issue.is_review_due(due)
    services.review_issue(issue, "Quiet since.", by=county.officer)
    issue.refresh_from_db()
    assert issue.reviews.get().next_on == issue.review_on == today() + dt.timedelta(days=14)
    with pytest.raises(MoveRefused):
        services.review_issue(issue, " ", by=county.officer)


def test_it_is_closed_with_what_came_of_it_once_its_measures_are_done(county):
    issue = make.measured(county)
    with pytest.raises(MoveRefused, match="CSP-ACT"):
        services.close_issue(issue, "Quiet since.", by=county.officer)
    with pytest.raises(MoveRefused, match="what came of it"):
        services.close_issue(issue, "", by=county.officer)
    cancel_action(issue.actions_arising.get().action, by=county.officer, reason="Done otherwise")
    issue = services.close_issue(issue, "Quiet since.", by=county.officer)
    assert (issue.status, issue.closed_on, issue.review_on) == ("closed", today(), None)
    issue = services.reopen_issue(issue, by=county.officer, reason="It is back")
    assert (issue.status, issue.closed_on) == ("taken", None)


def test_whoever_logged_it_takes_it_back_only_while_nobody_has_it(county):
    unit = make.unit(county)
    issue = make.logged(county, by=unit)
    assert unit.has_perm("problems.close_emergingissue", issue)
    issue = services.take_issue(issue, by=county.officer)
    assert not unit.has_perm("problems.close_emergingissue", issue)
    assert not unit.has_perm("problems.change_emergingissue", issue)


def test_it_becomes_a_problem_record_in_one_step(county):
    """S002-19"""
    issue = make.measured(county)
    problem = services.raise_problem(issue, by=county.officer)
    issue.refresh_from_db()
    assert (problem.status, problem.origin, problem.officer) == (
        "scanning",
        "reactive",
        county.officer.person,
    )
    for name in EmergingIssue.SHARED:
        assert getattr(problem, name) == getattr(issue, name)
    assert [row.code for row in problem.postcodes.all()] == ["NR1 3JU"]
    place = problem.locations.get()
    assert (place.text, place.latitude) == (issue.place, issue.latitude)
    assert Link.objects.filter(source=problem.pk, target=issue.pk, kind="arises-from").exists()
    assert (issue.status, issue.closed_on) == ("raised", today())
    assert problem.reference in issue.came_of_it


def test_no_problem_record_comes_of_it_if_its_opening_is_refused(county):
    issue = make.logged(county)
    with pytest.raises(MoveRefused):
        services.raise_problem(issue, by=county.officer)
    assert not Problem.objects.exists()


def in_status(county, status):
    issue = make.logged(county)
    issue.status = status
    issue.save()
    return issue


@pytest.mark.parametrize("status", list(IssueStatus))
@pytest.mark.parametrize("action", [a for a in IssueAction if a != IssueAction.MEASURE])
def test_every_action_from_every_state(county, status, action):
    issue = in_status(county, status)
    sources, target = ISSUE_MOVES[action]
    asked = {
        IssueAction.TASK: lambda: services.task_issue(issue, county.here, by=county.officer),
        IssueAction.TAKE: lambda: services.take_issue(issue, by=county.officer),
        IssueAction.RAISE: lambda: services.raise_problem(issue, by=county.officer),
        IssueAction.CLOSE: lambda: services.close_issue(issue, "Nothing in it.", by=county.officer),
        IssueAction.REOPEN: lambda: services.reopen_issue(issue, by=county.officer, reason="It is back"),
    }[action]
    if status in sources:
        asked()
        issue.refresh_from_db()
        assert issue.status == target
    else:
        with pytest.raises(MoveRefused):
            asked()


def test_reminders_of_reviews_and_of_what_nobody_took(county):
    issue, safety = make.taken(county), make.safety(county)
    waiting = services.task_issue(make.logged(county, title="Nobody's"), county.here, by=county.officer)
    remind_of_issues(today())
    assert not Notice.objects.exists()
    for day in (1, 1, 2):
        remind_of_issues(today() + dt.timedelta(days=day))
    assert [(n.recipient, n.trigger) for n in Notice.objects.all()] == [(safety, "issue-untaken")]
    remind_of_issues(issue.review_on)
    found = Notice.objects.filter(record=issue.pk)
    assert [(n.recipient, n.trigger, n.about_on) for n in found] == [
        (county.officer, "issue-review", issue.review_on)
    ]
    assert Notice.objects.filter(record=waiting.pk).count() == 2  # the day after, and two weeks on


def test_the_board_has_a_column_for_each_state(county):
    make.logged(county)
    issue = make.taken(county, title="Second")
    issue.taken_on, issue.review_on = today() - dt.timedelta(days=20), today() - dt.timedelta(days=6)
    issue.save()
    columns = {column.status: column for column in board_of(county.officer, today())}
    assert [columns[status].count for status in columns] == [1, 0, 1, 0]
    card = columns["taken"].cards[0]
    assert (card.days, card.is_review_due) == (20, True)
    assert [column.since for column in columns.values()] == ["Logged", "Tasked", "Taken", "First measure"]
    assert not any(column.count for column in board_of(county.health_lead, today()))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_costs_the_same_at_any_length(county, sign_in, rows, django_assert_num_queries):
    for number in range(rows):
        make.logged(county, title=f"Issue {number}")
        make.taken(county, title=f"Taken {number}")
    client = sign_in(county.officer)
    client.get(reverse("problems:issues"))
    with django_assert_num_queries(5):
        page = client.get(reverse("problems:issues")).content.decode()
    assert page.count('board__card"') == rows * 2


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("issue", 7), ("issue_similar", 6)])
def test_its_pages_cost_the_same_at_any_length(
    county, sign_in, rows, name, queries, django_assert_num_queries
):
    issue = make.measured(county)
    for number in range(rows):
        make.logged(county, title=f"Like it {number}")
        services.review_issue(issue, "Quiet.", by=county.officer)
        services.start_measure(
            issue, wording=f"Measure {number}", owner=county.partner.person, due_on=dt.date(2999, 1, 1),
            by=county.officer,
        )  # fmt: skip
    client = sign_in(county.officer)
    client.get(issue.get_absolute_url())
    with django_assert_num_queries(queries):
        client.get(reverse(f"problems:{name}", args=[issue.reference]))


def test_the_pages_from_logging_to_a_problem_record(county, sign_in):
    client = sign_in(county.officer)
    typed = {"title": "Bins alight", "postcode": "nr13ju", "point": "50.7211, -1.8788", "time_from": "9pm",
             "time_until": "1am", "days": ["4"], "partnership": county.here.pk, "task_to": county.here.pk}  # fmt: skip
    assert client.post(reverse("problems:issue_log"), typed).status_code == 302
    issue = EmergingIssue.objects.get()
    assert (issue.status, issue.postcode, str(issue.latitude), issue.days) == (
        "tasked", "NR1 3JU", "50.721100", [4],
    )  # fmt: skip

    def move(action, **data):
        return client.post(reverse("problems:issue_move", args=[issue.reference, action]), data)

    assert move("take").status_code == 302
    page = reverse("problems:issue_measure", args=[issue.reference])
    day = {"due_on-day": "1", "due_on-month": "1", "due_on-year": "2199"}
    answer = client.post(page, {"wording": "Lock the yard", "owner": str(county.partner.person), **day})
    assert answer.status_code == 302
    assert "Lock the yard" in client.get(issue.get_absolute_url()).content.decode()
    review = reverse("problems:issue_review", args=[issue.reference])
    assert client.post(review, {"text": "Quiet."}).status_code == 302
    answer = move("raise")
    assert answer["Location"] == Problem.objects.get().get_absolute_url()
    assert client.get(reverse("problems:issues_over")).content.decode().count(issue.reference) >= 1
    assert (
        f'href="{Problem.objects.get().get_absolute_url()}"'
        in client.get(issue.get_absolute_url()).content.decode()
    )


def test_whoever_tasks_is_offered_the_partnership_that_it_is_logged_for(county, sign_in):
    """And not the first of the alphabet, to which it would go by a slip."""
    make.safety(county, county.there)
    issue, client = make.logged(county, by=make.unit(county)), sign_in(county.officer)
    page = reverse("problems:issue_move", args=[issue.reference, "task"])
    assert f'<option value="{county.here.pk}" selected' in client.get(page).content.decode()
    client.post(page, {"partnership": county.here.pk, "task": "See the yard"})
    again = client.get(page).content.decode()
    assert "Change the task" in again
    assert "See the yard" in again


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("postcode", "nowhere", "is not a full UK postcode"),
     ("point", "-1.9, 50.7", "Write the latitude first: 50.7, -1.9"),
     ("point", "here", "Write the point as latitude and longitude"), ("time_from", "9pm", "both times or neither")],
)  # fmt: skip
def test_what_is_typed_wrong_is_said_and_kept(county, sign_in, field, value, words):
    answer = sign_in(county.officer).post(
        reverse("problems:issue_log"), {"title": "Bins alight", "partnership": county.here.pk, field: value}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not EmergingIssue.objects.exists()


def test_a_time_that_cannot_be_read_is_not_said_to_be_missing(county, sign_in):
    answer = sign_in(county.officer).post(
        reverse("problems:issue_log"),
        {"title": "Bins alight", "partnership": county.here.pk, "time_from": "9", "time_until": "3pm"},
    )
    assert "Between must be a time, like 9:30am or 2pm" in answer.content.decode()
    assert "both times or neither" not in answer.content.decode()


@pytest.mark.parametrize(
    ("persona", "status"),
    [("officer", 200), ("commander", 200), ("partner", 200), ("chair", 404), ("health_lead", 404),
     ("administrator", 404), ("outsider", 404), ("guest", 404)],
)  # fmt: skip
def test_who_may_know_of_an_issue(county, sign_in, persona, status):
    """Logged by the police's intelligence unit: its agency, and those who work on cases here."""
    issue = make.logged(county, by=make.unit(county))
    assert sign_in(getattr(county, persona)).get(issue.get_absolute_url()).status_code == status


def test_what_may_not_be_done_is_refused_with_the_reason(county, sign_in):
    unit = make.unit(county)
    issue = make.logged(county, by=unit)
    answer = sign_in(unit).post(reverse("problems:issue_move", args=[issue.reference, "take"]))
    assert answer.status_code == 403


def test_search_finds_it_for_those_who_may_know_of_it(county):
    issue = make.logged(county)
    assert [hit.record for hit in find(county.officer, "alight")] == [issue.pk]
    assert not find(county.health_lead, "alight")


def scheduled(county):
    """The body met before the issues were logged, and meets again today."""
    past = meetings.scheduled(county, held_on=today() - dt.timedelta(days=14))
    return past, meetings.scheduled(county, held_on=today())


def test_the_paper_for_the_next_meeting_writes_itself(county):
    """S002-57"""
    make.measured(county)
    services.close_issue(make.logged(county, title="Nothing in it"), "A false alarm.", by=county.officer)
    since = today() - dt.timedelta(days=13)
    paper = paper_of(county.officer, county.strategic, since, today())
    assert [(one.heading, len(one.lines)) for one in paper.sections] == [
        ("Logged", 2), ("Taken", 1), ("Measures started", 1), ("Closed", 1),
    ]  # fmt: skip
    assert "Lock the yard at closing (Health lead" in paper.sections[2].lines[0].text
    nothing = paper_of(county.officer, county.strategic, since - dt.timedelta(days=30), since)
    assert not any(one.lines for one in nothing.sections)
    assert not any(
        one.lines for one in paper_of(county.health_lead, county.strategic, since, today()).sections
    )
    assert not any(one.lines for one in paper_of(county.officer, county.other_body, since, today()).sections)


def test_an_agenda_offers_the_paper_and_takes_it(county, sign_in):
    make.measured(county)
    _, meeting = scheduled(county)
    agenda = reverse("meetings:agenda", args=[meeting.reference])
    client = sign_in(county.officer)
    assert "1 logged, 1 taken and 1 answered with measures" in client.get(agenda).content.decode()
    take = reverse("meetings:paper_take", args=[meeting.reference, "emerging-issues"])
    assert client.post(take).status_code == 302
    document = Document.objects.get(attached_to=meeting.pk)
    with document.newest.file.open() as file:
        assert accessibility_problems(file.read()) == []
    assert Link.objects.filter(source=document.pk, target=meeting.pk, kind="paper-for").exists()
    item = meeting.items.get(title="Emerging issues")
    assert item.purpose == "information"
    assert "1 answered with measures" not in client.get(agenda).content.decode()
    make.logged(county, title="One more")
    assert client.post(take).status_code == 302
    assert Document.objects.get(attached_to=meeting.pk).versions.count() == 2
    assert meeting.items.filter(title="Emerging issues").count() == 1
    assert client.post(reverse("meetings:paper_take", args=[meeting.reference, "no-such"])).status_code == 404
    theirs = sign_in(county.health_lead)
    assert "1 logged" not in theirs.get(agenda).content.decode()
    assert theirs.post(take).status_code == 403


def test_a_paper_on_the_agenda_is_offered_again_once_a_later_day_has_more(county, sign_in, settings):
    make.measured(county)
    meeting = meetings.scheduled(county, held_on=today() + dt.timedelta(days=7))
    agenda = reverse("meetings:agenda", args=[meeting.reference])
    put, again = "Put the paper on the agenda", "Bring the paper up to date"

    def offers():
        page = sign_in(county.officer).get(agenda).content.decode()
        return [words for words in (put, again) if words in page]

    assert offers() == [put]
    take = reverse("meetings:paper_take", args=[meeting.reference, "emerging-issues"])
    sign_in(county.officer).post(take)
    assert offers() == []
    settings.PORTAL_TODAY = (today() + dt.timedelta(days=1)).isoformat()
    assert offers() == []
    make.logged(county, title="One more")
    assert offers() == [again]


def test_the_paper_is_read_before_it_is_put_on_the_agenda(county, sign_in):
    make.measured(county)
    page = reverse("problems:issues_since")
    board = reverse("problems:issues")
    assert page in sign_in(county.officer).get(board).content.decode()
    assert page not in sign_in(county.health_lead).get(board).content.decode()
    found = sign_in(county.officer).get(f"{page}?body={county.strategic.slug}")
    assert "Lock the yard at closing" in found.content.decode()
    assert sign_in(county.officer).get(f"{page}?body={county.other_body.slug}").status_code == 404
    assert sign_in(county.health_lead).get(page).status_code == 403


def test_home_says_what_there_is_to_take_and_to_review(county, sign_in):
    make.logged(county)
    issue = make.taken(county, title="Overdue")
    issue.review_on = today() - dt.timedelta(days=1)
    issue.save()
    client = sign_in(county.officer)
    client.get("/")
    page = client.get("/").content.decode()
    assert "Take up: Bins set alight" in page
    assert "Review: Overdue" in page
    assert "Take up" not in sign_in(county.health_lead).get("/").content.decode()
