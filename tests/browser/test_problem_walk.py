"""One problem from an emerging issue to a library entry, into a new record, and into a second round.

Each person does their own part: the intelligence unit, the officer, the supervisor, the commander, a housing provider.
"""

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta

from audit.clock import today
from partnership.models import Agency
from problems.models import EmergingIssue, Play, Problem
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.browser.hands import day, follow, press, said
from tests.factories import issues as make_issue
from tests.factories import meetings as make_meeting
from tests.factories.partnership import AgencyFactory, AgreementFactory, PartnerFactory
from tests.factories.problems import areas
from tests.personas import account

pytestmark = pytest.mark.django_db(transaction=True)
PURPOSE = "Reduce crime and disorder"


def looked_at(page, name):
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, f"walk-{name}")


@pytest.fixture
def cast(county):
    """Who walks, beside the supervisor and the commander of the county."""
    areas()
    housing = AgencyFactory(name="Riverside Homes", kind=Agency.Kind.HOUSING, sector=Agency.Sector.OTHER)
    PartnerFactory(partnership=county.here, agency=housing, rank="co-operating")
    county.housing = housing
    county.tenancy = account("tenancy_manager", housing)
    county.unit = make_issue.unit(county)
    county.safety = make_issue.safety(county)
    return county


def test_from_a_tasking_line_to_a_second_round(cast, desk, phone, live_server, sign_in_browser):
    issue = _log_and_task(cast, desk)
    _put_on_the_agenda(cast, desk)
    problem = _take_and_raise(cast, desk, issue)
    _scan(desk, cast, problem)
    _analyse(desk, cast, problem)
    _share(desk, cast, problem)
    _plan(desk, cast, problem)
    _sign(desk, cast, problem)
    _respond(desk, cast, problem)
    _assess(desk, cast, problem)
    _complete(desk, cast, problem)
    _into_the_library(desk, cast, problem)
    _adopt(desk, cast)
    _again(desk, cast, problem)
    _brought_up_to_date(desk, cast)
    _second_round(desk, cast, problem)


def _log_and_task(cast, desk):
    page = desk(cast.unit, "problems:issues")
    follow(page, "Log an emerging issue")
    page.get_by_label("What is emerging, in a few words?").fill("Bins set alight behind the shops")
    page.get_by_label("Brief outline").fill(
        "Bins burn behind the shops after closing, twice a week since June."
    )
    page.get_by_label("Where (optional)", exact=True).fill("Behind the shops on the square")
    page.get_by_label("Where it comes from").fill("The fortnightly tasking meeting")
    page.get_by_label("Task a partnership at once").select_option(label=str(cast.here))
    page.get_by_label("What the partnership is asked to do").fill("Stop the fires before the dark evenings.")
    looked_at(page, "issue-log")
    press(page, "Log it")
    said(page, "is logged and tasked")
    looked_at(page, "issue")
    return EmergingIssue.objects.get()


def _put_on_the_agenda(cast, desk):
    """The tasking line stands on the next meeting's draft agenda, for information (S002-57)."""
    meeting = make_meeting.scheduled(cast, held_on=today() + dt.timedelta(days=7))
    page = desk(cast.officer, "meetings:detail", meeting.reference)
    press(page, "Put the paper on the agenda")
    said(page, "Emerging issues")
    looked_at(page, "agenda")


def _take_and_raise(cast, desk, issue):
    page = desk(cast.safety, "problems:issues")
    follow(page, issue.title)
    press(page, "Take it")
    said(page, "You have taken it.")
    follow(page, "Start a measure")
    page.get_by_label("What is done").fill("Lock the yard at closing.")
    page.get_by_label("Who does it").fill(str(cast.safety.person))
    day(page, "By when", today() + dt.timedelta(days=3))
    looked_at(page, "measure")
    press(page, "Start it")
    said(page, "The measure is in the action log")
    looked_at(page, "issue-in-hand")
    follow(page, "Open a problem record")
    press(page, "Open a problem record")
    said(page, "The problem record is open at scanning")
    looked_at(page, "record-opened")
    return Problem.objects.get()


def _scan(desk, cast, problem):
    page = desk(cast.safety, "problems:detail", problem.reference)
    follow(page, "Scanning")
    follow(page, "Write scanning")
    page.get_by_label("Section").select_option(label="Harbour")
    page.get_by_label("Beat").select_option(label="Quayside (Harbour)")
    page.get_by_label("Friday").check()
    page.get_by_label("Between").fill("22:00")
    page.get_by_label("And", exact=True).fill("02:00")
    page.get_by_role("group", name="Previous police involvement").get_by_label("No", exact=True).check()
    page.get_by_label("What was gathered").fill("The fire service's log, and what shopkeepers said.")
    page.locator("[name=sources-0-name]").fill("Fire log")
    page.locator("[name=sources-0-agency]").select_option(label=str(cast.council))
    looked_at(page, "scanning-form")
    press(page, "Save")
    said(page, "Scanning is saved.")
    looked_at(page, "scanning")
    follow(page, "Go on to analysis")
    press(page, "Go on to analysis")
    said(page, "The record is in analysis.")


def _analyse(desk, cast, problem):
    page = desk(cast.safety, "problems:analysis_change", problem.reference)
    page.get_by_label("Relevant features of the place").fill("A yard that nobody sees into, open all night.")
    page.locator("[name=victim-characteristics]").fill("Shopkeepers who live above their shops.")
    page.locator("[name=offender-characteristics]").fill("Groups of 13 to 16 on their way home.")
    for legend in ("Crime prevention officer (CPO) involved", "Analyst involved"):
        page.get_by_role("group", name=legend).get_by_label("No", exact=True).check()
    looked_at(page, "analysis-form")
    press(page, "Save")
    said(page, "Analysis is saved.")
    looked_at(page, "analysis")
    follow(page, "Go on to the response")
    press(page, "Go on to the response")
    said(page, "The response can be planned.")


def _share(desk, cast, problem):
    """A housing provider needs a signed agreement and a grant, and then reads all but the sides (S002-114)."""
    page = desk(cast.tenancy, "problems:list")
    assert page.request.get(page.url + problem.reference + "/").status == 404
    page = desk(cast.safety, "problems:detail", problem.reference)
    follow(page, "Add a partner agency")
    page.get_by_label("Agency", exact=True).select_option(label="Riverside Homes")
    page.get_by_label("Why they need access").fill("It owns the yard.")
    press(page, "Add the agency")
    page.get_by_role("heading", name="There is a problem").wait_for()
    said(page, "not a statutory partner")
    looked_at(page, "partner-refused")
    agreement = AgreementFactory(partnership=cast.here, status="signed", purposes=PURPOSE)
    agreement.parties.create(agency=cast.housing, signed_on=today(), signatory="Chief executive")
    page = desk(cast.safety, "problems:partner_add", problem.reference)
    page.get_by_label("Agency", exact=True).select_option(label="Riverside Homes")
    page.get_by_label("Why they need access").fill("It owns the yard.")
    page.get_by_label("Agreement it rests on").select_option(label=str(agreement))
    page.get_by_label("Purpose").select_option(label=PURPOSE)
    press(page, "Add the agency")
    said(page, "its people may open this record")
    page = desk(cast.tenancy, "problems:analysis", problem.reference)
    assert "A yard that nobody sees into" in page.content()
    assert "Shopkeepers" not in page.content()
    looked_at(page, "analysis-housing")


def _plan(desk, cast, problem):
    page = desk(cast.safety, "problems:response", problem.reference)
    looked_at(page, "response-empty")
    follow(page, "Agree the measure")
    page.get_by_label("What will be counted").fill("Fires in the yard, as the fire service counts them")
    page.get_by_label("By how much").fill("half as many")
    day(page, "By when", today() + dt.timedelta(days=180))
    day(page, "Agreed on", today())
    page.get_by_label(str(cast.council)).check()
    looked_at(page, "measure-form")
    press(page, "Save the measure")
    said(page, "The agreed measure is kept.")
    follow(page, "Write the summary")
    page.get_by_label("Summary of response").fill("Lock the yard, and empty the bins before closing.")
    press(page, "Save the summary")
    _add_response(page, "Lock the yard at closing", "Yes, it is chosen")
    page.get_by_label("What is to be done").fill("Fit a lock and give out the keys.")
    page.get_by_label("Lead").select_option(label=str(cast.safety.person))
    day(page, "Due", today() + dt.timedelta(days=30))
    looked_at(page, "line")
    press(page, "Add the action")
    said(page, "The action is in the plan.")
    _add_response(page, "Patrol each evening", "No")
    press(page, "Add the response")
    looked_at(page, "response")
    follow(page, "Ask a supervisor to sign")
    press(page, "Ask them")
    said(page, "have been told that the plan waits")


def _add_response(page, what, choice):
    follow(page, "Add a response")
    page.get_by_label("What would be done").fill(what)
    page.get_by_label("Environmental change").check()
    page.get_by_label("2 Control access to facilities").check()
    page.get_by_label("How it would work here").fill("Nobody gets to the bins after dark.")
    page.get_by_label(choice, exact=True).check()
    if choice == "No":
        press(page, "Add the response")
        said(page, "Say why this response is not chosen.")
        page.get_by_label("Why not").fill("Too many hours for two fires a week.")
    else:
        looked_at(page, "response-form")
        press(page, "Add the response")


def _sign(desk, cast, problem):
    page = desk(cast.supervisor, "home:home")
    follow(page, problem.title)
    looked_at(page, "supervise")
    page.get_by_label("I have read the plan, and agree that the response may start").check()
    press(page, "Sign the plan")
    said(page, "You have signed the plan.")
    looked_at(page, "record-signed")
    assert page.get_by_role("button", name="Sign the plan").count() == 0


def _respond(desk, cast, problem):
    page = desk(cast.safety, "problems:detail", problem.reference)
    follow(page, "Start the response")
    press(page, "Start the response")
    said(page, "The response has started.")
    follow(page, "Follow the action plan")
    looked_at(page, "response-locked")
    page.locator(".response").get_by_role("link", name="CSP-ACT").first.click()
    follow(page, "Mark as done")
    page.get_by_label("What was done").fill("The lock is fitted, and six keys are out.")
    press(page, "Mark as done")
    said(page, "done")
    looked_at(page, "action")
    page = desk(cast.safety, "problems:detail", problem.reference)
    follow(page, "Go on to assessment")
    press(page, "Go on to assessment")
    said(page, "The record is in assessment.")


def _assess(desk, cast, problem):
    page = desk(cast.safety, "problems:detail", problem.reference)
    follow(page, "Write the assessment")
    page.get_by_label("In the short term").fill("Two fires since the lock was fitted.")
    for question, answer in (("Was the action plan implemented?", "Fully"),
                             ("Was the agreed measure of success achieved?", "Fully")):  # fmt: skip
        page.get_by_role("group", name=question).get_by_label(answer).check()
    for label, number in (("Incidents before", 48), ("Incidents after", 15),
                          ("Incidents in the comparison area before", 40),
                          ("Incidents in the comparison area after", 41)):  # fmt: skip
        page.get_by_label(label, exact=True).fill(str(number))
    end = today().replace(day=1) - dt.timedelta(days=1)
    start, year = end.replace(day=1) - relativedelta(months=5), relativedelta(years=1)
    for legend, when in (("Counted before, from", start - year), ("Counted before, to", end - year),
                         ("Counted after, from", start), ("Counted after, to", end)):  # fmt: skip
        day(page, legend, when)
    page.get_by_label("Comparison area", exact=True).fill("Behind the shops by the station")
    page.get_by_label("In what it is alike").fill("As many shops, as many bins, no lock.")
    page.get_by_label("What was done to resolve or reduce the problem").fill("The yard is locked at closing.")
    page.get_by_label("Lessons learned").fill("Give each shop a key.")
    press(page, "Save the assessment")
    said(page, "The assessment is saved.")
    looked_at(page, "assessment")
    follow(page, "Send to the commander")
    press(page, "Send to the commander")
    said(page, "The record is with the commander.")


def _decide(desk, cast, problem, outcome, *, best=False):
    page = desk(cast.commander, "home:home")
    follow(page, problem.title)
    page.get_by_label("Your comments").fill("Well measured, and cheap.")
    page.get_by_label("Section", exact=True).check()
    page.get_by_label("Hours: Section").fill("36.5")
    page.get_by_label("Other agency 1").select_option(label="Riverside Homes")
    page.get_by_label("Part of agency 1").fill("Fitted the lock")
    page.get_by_label("Hours: agency 1").fill("4")
    page.get_by_label("Cost: agency 1").fill("180")
    page.get_by_label(outcome).check()
    if best:
        page.get_by_label("Recommended as best practice").check()
    looked_at(page, f"decide-{outcome[:8].lower()}")
    press(page, "Sign and decide")
    return page


def _complete(desk, cast, problem):
    page = _decide(desk, cast, problem, "Complete the file", best=True)
    said(page, "The file is complete, and read-only.")
    looked_at(page, "record-complete")


def _into_the_library(desk, cast, problem):
    page = desk(cast.safety, "problems:detail", problem.reference)
    follow(page, "Put it in the library")
    page.get_by_label("I have read this entry, and it names nobody").check()
    looked_at(page, "library-entry")
    press(page, "Enter it in the library")
    said(page, "The entry is in the library.")
    said(
        page, "Tried once; the counts do not show that it worked"
    )  # they were counted before the response began
    looked_at(page, "play")


def _adopt(desk, cast):
    """A partner of another partnership reads the entry (S000-44), and adopts it in one step."""
    play = Play.objects.get()
    page = desk(cast.outsider, "problems:plays")
    looked_at(page, "library")
    follow(page, play.title)
    follow(page, "Adopt it in a record")
    page.get_by_label("Title of the new record").fill("Bins set alight by the market")
    looked_at(page, "adopt")
    press(page, "Adopt it")
    said(page, "Its responses are options of the record")
    adopted = Problem.objects.get(partnership=cast.there)
    assert [row.what for row in adopted.responses.all()] == ["Lock the yard at closing"]
    looked_at(page, "record-adopted")


def _again(desk, cast, problem):
    """The file is reopened and sent back to scanning: the first round stays as it was (S002-160)."""
    page = desk(cast.commander, "problems:detail", problem.reference)
    follow(page, "Reopen")
    page.get_by_label("Why").fill("Fires again since the keys were lost.")
    press(page, "Reopen")
    said(page, "The file is reopened, at assessment.")
    page = desk(cast.safety, "problems:detail", problem.reference)
    follow(page, "Send to the commander")
    press(page, "Send to the commander")
    page = _decide(desk, cast, problem, "Re-assess the original problem")
    said(page, "the next begins at scanning")
    page = desk(cast.safety, "problems:detail", problem.reference)
    said(page, "What the commander decided in round 1")
    assert page.get_by_role("link", name=EmergingIssue.objects.get().reference).count() == 1
    looked_at(page, "record-second-round")
    page = desk(cast.safety, "problems:rounds", problem.reference)
    looked_at(page, "rounds")
    follow(page, "Round 1")
    said(page, "Lock the yard, and empty the bins before closing.")
    assert page.locator("main form").count() == 0
    looked_at(page, "round")
    page = desk(cast.safety, "problems:response", problem.reference)
    said(page, "Read-only: this round is over.")
    looked_at(page, "second-round")


def _brought_up_to_date(desk, cast):
    """What was listed of the first round claims nothing until its officer has confirmed it as the round ended."""
    play = Play.objects.get()
    page = desk(cast.outsider, "problems:play", play.reference)
    said(page, "nothing is claimed of it until its officer has brought it up to date")
    looked_at(page, "play-reopened")
    page = desk(cast.safety, "home:home")
    follow(page, f"Update: {play.title}")
    page.get_by_label("Lessons learned").fill("Give each shop a key, and change the lock once a year.")
    press(page, "Keep the entry")
    said(page, "Confirm that the entry names nobody.")
    page.get_by_label("I have read this entry, and it names nobody").check()
    looked_at(page, "play-revise")
    press(page, "Keep the entry")
    said(page, "Tried once; the counts do not show that it worked")
    said(page, "The problem was taken up again since, in a further round.")


def _second_round(desk, cast, problem):
    """It is another try, with an entry of its own; the first keeps its own count (ADR 0022)."""
    for step, done in (
        ("analysis", "The record is in analysis."),
        ("the response", "The response can be planned."),
    ):
        page = desk(cast.safety, "problems:detail", problem.reference)
        follow(page, f"Go on to {step}")
        press(page, f"Go on to {step}")
        said(page, done)
    for act in (_plan, _sign, _respond, _assess, _complete, _into_the_library):
        act(desk, cast, problem)
    first, second = Play.objects.order_by("round")
    page = desk(cast.outsider, "problems:play", second.reference)
    said(page, "It tells of round 2 of its record.")
    follow(page, f"Round 1: {first.title}")
    said(page, "change the lock once a year")
    looked_at(page, "play-of-two-rounds")
