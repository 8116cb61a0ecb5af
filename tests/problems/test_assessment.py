"""The assessment page: what it shows, what it refuses, what two people see, and incidents by month."""

import datetime as dt

import pytest
from django.urls import reverse

from design.charts import Band
from problems import services
from problems.contents import ASSESSED
from problems.forms.counts import read, read_month, written
from problems.models import MonthlyCount, Problem
from problems.reports.assessment import chart_of, evidence_of
from records.services import version_of
from tests.factories import problems as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 20)


def address(problem, name="assessment"):
    return reverse(f"problems:{name}", args=[problem.reference])


def typed(problem, **changes):
    """What the form sends for the record as it stands."""
    data = {name: getattr(problem, name) for name in ASSESSED}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    return data | {"version": version_of(problem)} | changes


def saved(problem):
    return Problem.objects.get(pk=problem.pk)


def test_the_page_says_what_the_counts_show(county, sign_in):
    page = sign_in(county.partner).get(address(make.assessed(county))).content.decode()
    assert "Incidents fell from 60 to 41, by 31.7%: the change is within what chance would give." in page
    assert "19 fewer (31.7%)" in page
    assert "Level 2 of 5" in page
    assert "No comparison area was counted" in page


def test_the_officer_writes_it(county, sign_in):
    problem = make.assessed(county)
    client = sign_in(county.partner)
    answer = client.post(
        address(problem), typed(problem, incidents_after="1,030", lessons_learned="Light first.")
    )
    assert answer.status_code == 302
    assert (saved(problem).incidents_after, saved(problem).lessons_learned) == (1030, "Light first.")


def test_the_form_says_what_the_months_come_to(county, sign_in):
    """Where they make up the whole of a saved period; else nothing."""
    problem = make.assessed(county)
    problem.before_from, problem.before_until = dt.date(2025, 1, 1), dt.date(2025, 3, 31)
    problem.after_from, problem.after_until = dt.date(2026, 1, 1), dt.date(2026, 3, 31)
    problem.save()
    months = [dt.date(year, month, 1) for year in (2025, 2026) for month in (1, 2, 3)]
    for day, count in zip(months[:5], (400, 405, 410, 3, 4), strict=True):
        MonthlyCount.objects.create(problem=problem, month_from=day, count=count)
    page = sign_in(county.partner).get(address(problem)).content.decode()
    assert "The incidents by month come to 1,215, January to March 2025." in page
    assert page.count("The incidents by month come to") == 1
    MonthlyCount.objects.create(problem=problem, month_from=months[5], count=5)
    page = sign_in(county.partner).get(address(problem)).content.decode()
    assert "The incidents by month come to 12, January to March 2026." in page


def test_counts_that_are_left_empty_are_added_up_from_the_months_of_their_periods(county, sign_in):
    """What was pasted is not typed again; a reason why there are no counts stands."""
    problem = make.assessed(county)
    for day in (dt.date(year, month, 1) for year in (2025, 2026) for month in (1, 2, 3)):
        MonthlyCount.objects.create(problem=problem, month_from=day, count=400 if day.year == 2025 else 4)
    client = sign_in(county.partner)
    assert "leave the counts empty: the incidents by month are added up" in client.get(address(problem)).text
    said = {
        **{f"before_{end}": f"{day} 2025" for end, day in (("from", "1 January"), ("until", "31 March"))},
        **{f"after_{end}": f"{day} 2026" for end, day in (("from", "1 January"), ("until", "31 March"))},
        "incidents_before": "", "incidents_after": "",
    }  # fmt: skip
    refused = typed(problem, **said, not_counted_because="Nobody counted.")
    assert client.post(address(problem), refused).status_code == 302
    assert saved(problem).incidents_before is None
    assert (
        client.post(address(problem), typed(saved(problem), **said, not_counted_because="")).status_code
        == 302
    )
    assert (saved(problem).incidents_before, saved(problem).incidents_after) == (1200, 12)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"incidents_before": "-4"}, "Incidents before must be a whole number from 0 to 1,000,000"),
        ({"incidents_after": "4.5"}, "Incidents after must be a whole number from 0 to 1,000,000"),
        ({"incidents_after": "1000001"}, "Incidents after must be a whole number"),
        ({"comparison_after": "²"}, "Incidents in the comparison area after must be a whole number"),
        ({"sites": "0"}, "How many places were treated must be a whole number from 1"),
        ({"before_until": "2024-09-30"}, "The period before cannot end before it begins"),
        ({"after_until": "31 February 2027"}, "Counted after, to must be a real date"),
        ({"after_until": "2099-12-31"}, "The period after is not over: it ends on 31 December 2099."),
        ({"after_from": "2025-03-01"}, "The periods overlap from 1 March 2025 to 31 March 2025"),
        ({"reduced": "no"}, "Incidents fell: 60 before and 41 after."),
        ({"reduced": "yes", "incidents_after": "60"}, "Incidents did not fall: 60 before and 60 after."),
        ({"reduced": "yes", "incidents_after": ""}, "Enter the incidents before and after first"),
        ({"plan_implemented": "no", "measure_achieved": "fully"}, "Say how that came about"),
    ],
)
def test_what_makes_no_sense_is_refused_and_kept_in_the_form(county, sign_in, changes, reason):
    """S002-151, S002-152, S002-153; B1, R6 and R7"""
    problem = make.assessed(county)
    sent = typed(problem, assessment_long_term="Still quiet.", **changes)
    answer = sign_in(county.partner).post(address(problem), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert reason in page
    assert "Still quiet." in page
    assert saved(problem).assessment_long_term == ""


def test_the_answer_that_agrees_is_taken(county, sign_in):
    problem = make.assessed(county)
    assert sign_in(county.partner).post(address(problem), typed(problem, reduced="yes")).status_code == 302


def test_the_answer_goes_by_the_day_where_the_periods_differ_in_length(county, sign_in):
    problem, client = make.assessed(county), sign_in(county.partner)
    shorter = {"before_from": "2024-04-01", "after_from": "2025-10-01", "after_until": "2025-10-31"}
    answer = client.post(address(problem), typed(problem, reduced="yes", **shorter))
    assert "Incidents did not fall by the day: 60 before and 41 after." in answer.content.decode()
    assert client.post(address(problem), typed(problem, reduced="no", **shorter)).status_code == 302
    page = client.get(address(problem)).content.decode()
    assert "704.6% more by the day" in page
    assert "19 fewer" not in page


def test_two_people_see_both_versions(county, sign_in):
    problem = make.assessed(county)
    mine = typed(problem, lessons_learned="Ask the school.")
    services.write_assessment(saved(problem), {"lessons_learned": "Ask the bus company."}, by=county.officer)
    client = sign_in(county.partner)
    answer = client.post(address(problem), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "bus company" in page
    assert "school" in page
    again = mine | {"version": version_of(saved(problem))}
    assert client.post(address(problem), again).status_code == 302
    assert saved(problem).lessons_learned == "Ask the school."


@pytest.mark.parametrize(
    ("persona", "read", "written"),
    [("officer", 200, 302), ("chair", 200, 403), ("commander", 200, 302), ("health_lead", 404, 404),
     ("outsider", 404, 404)],
)  # fmt: skip
def test_who_reads_and_who_writes(county, sign_in, persona, read, written):
    problem = make.assessed(county)
    client = sign_in(getattr(county, persona))
    assert client.get(address(problem)).status_code == read
    assert client.post(address(problem), typed(problem)).status_code == written
    assert client.get(address(problem, "counts")).status_code == (200 if written == 302 else written)


def test_it_is_read_only_once_it_is_sent(county, sign_in):
    problem = make.sent(county)
    client = sign_in(county.partner)
    page = client.get(address(problem)).content.decode()
    assert "Save the assessment" not in page
    assert "The shelter was lit." in page
    assert client.post(address(problem), typed(problem)).status_code == 403


@pytest.mark.parametrize(
    "stage", [make.scanned, make.analysed, make.planned, make.started, make.assessed, make.sent]
)
def test_the_page_costs_the_same_at_any_length(county, sign_in, stage, django_assert_max_num_queries):
    problem = stage(county)
    for month in range(1, 13):
        make.keep(
            MonthlyCount(problem=problem, month_from=dt.date(2025, month, 1), count=month), by=county.partner
        )
    client = sign_in(county.partner)
    client.get(address(problem))
    with django_assert_max_num_queries(5):
        assert client.get(address(problem)).status_code == 200


@pytest.mark.parametrize(
    "text",
    ["Oct 2026", "October 2026", "oct. 2026", "Oct-2026", "Oct-26", "2026-10", "2026/10", "10/2026", "10-2026",
     "01/10/2026", "2026-10-01", "2026-10-01 00:00:00", "1 October 2026", "Octo 2026", "01-Oct-26", "1 Oct 26"],
)  # fmt: skip
def test_a_month_in_many_forms(text):
    assert read_month(text) == dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    "text", ["", "2026", "13/2026", "Oct", "Octopus 2026", "10/26", "total", "Oct 26", "2026-00"]
)
def test_what_is_no_month(text):
    assert read_month(text) is None


def test_a_table_is_pasted_with_its_heading():
    pasted = "Month\tHere\tComparison area\tAround\nSep 2026\t1,204\t7\t\nOct 2026\t0\t\t9\n\n"
    found, refusals = read(pasted, DAY)
    assert not refusals
    september, october = dt.date(2026, 9, 1), dt.date(2026, 10, 1)
    assert found == {("target", september): 1204, ("comparison", september): 7, ("target", october): 0,
                     ("buffer", october): 9}  # fmt: skip
    assert read("2026-09, 12, 7\n10/2026;3", DAY)[0] == {
        ("target", september): 12, ("comparison", september): 7, ("target", october): 3,
    }  # fmt: skip


def test_a_real_paste_from_a_spreadsheet_is_read():
    """Merged headings, hard spaces, parted thousands, days in three styles, counts as decimals."""
    pasted = (
        "\ufeffIncidents 2026/27\t\t\nMonth\tHere\tComparison\n\u00a0Aug\u00a02026\u00a0\t1,204\t\u00a07\n"
        "01/09/2026\t1\u202f310\t12.0\n01-Oct-26\t2 001\t\n"
    )
    found, refusals = read(pasted, DAY)
    assert not refusals
    august, september, october = (dt.date(2026, month, 1) for month in (8, 9, 10))
    assert found == {("target", august): 1204, ("comparison", august): 7, ("target", september): 1310,
                     ("comparison", september): 12, ("target", october): 2001}  # fmt: skip


def test_a_comma_within_a_count_is_never_taken_for_two_counts():
    september = dt.date(2026, 9, 1)
    assert read('Sep 2026,"1,204",9', DAY)[0] == {("target", september): 1204, ("comparison", september): 9}
    for line in ("Sep 2026, 1,204", "Sep 2026,12,900"):
        assert "Write 1234 for 1,234, and a space after each comma." in read(line, DAY)[1][0]
    assert read("Sep 2026, 12, 900", DAY)[0] == {("target", september): 12, ("comparison", september): 900}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Oct 2026\t1,2", "Line 2: “1,2” is not a whole number"),
        ("Ocotber 2026 12", "Line 2: “Ocotber 2026 12” is not a month."),
        ("total\t9", "Line 2: “total” is not a month."),
        ("Oct 2026\tmany", "Line 2: “many” is not a whole number"),
        ("Oct 2026\t-3", "Line 2: “-3” is not a whole number"),
        ("Oct 2026\t2.5", "Line 2: “2.5” is not a whole number"),
        ("Oct 2026\t1000001", "Line 2: “1000001” is not a whole number"),
        ("Oct 2026", "Line 2: there is no count after the month."),
        ("Oct 2026\t1\t2\t3\t4", "Line 2: there are 4 counts, and 3 at most"),
        ("Dec 2026\t1", "Line 2: Dec 2026 is before 1990 or has not begun."),
        ("09/2026\t8", "Line 2: this month stands in line 1 already."),
        ("=1+1\t8", "Line 2: “=1+1” is not a month."),
    ],
)
def test_junk_is_refused_line_by_line(line, reason):
    found, refusals = read(f"Sep 2026\t4\n{line}\nAug 2026\t5", DAY)
    assert len(refusals) == 1
    assert refusals[0].startswith(reason)
    assert len(found) == 2


def test_months_are_saved_shown_and_taken_out(county, sign_in):
    problem = make.assessed(county)
    client = sign_in(county.partner)
    sent = {"counts": "Jan 2026\t9\t4\nFeb 2026\t7", "version": version_of(problem)}
    assert client.post(address(problem, "counts"), sent).status_code == 302
    assert written(problem.counts.all()) == sent["counts"]
    page = client.get(address(problem)).content.decode()
    assert "Incidents by month" in page
    assert "<svg" in page
    sent = {"counts": "Feb 2026\t8", "version": version_of(saved(problem))}
    assert client.post(address(problem, "counts"), sent).status_code == 302
    assert written(problem.counts.all()) == "Feb 2026\t8"
    assert MonthlyCount.history.filter(history_type="-").count() == 2


def test_nothing_pasted_is_lost(county, sign_in):
    problem = make.assessed(county)
    client = sign_in(county.partner)
    answer = client.post(
        address(problem, "counts"), {"counts": "Jan 2026\t9\njunk", "version": version_of(problem)}
    )
    assert answer.status_code == 422
    assert "Line 2: “junk” is not a month." in answer.content.decode()
    assert "Jan 2026\t9\njunk" in answer.content.decode()
    assert not problem.counts.exists()


def test_two_people_paste_months(county, sign_in):
    problem = make.assessed(county)
    mine = {"counts": "Jan 2026\t9", "version": version_of(problem)}
    services.set_counts(problem, {("target", dt.date(2026, 1, 1)): 8}, by=county.officer)
    answer = sign_in(county.partner).post(address(problem, "counts"), mine)
    assert answer.status_code == 409
    assert written(problem.counts.all()) == "Jan 2026\t8"


def test_the_chart_marks_the_periods_and_the_start(county):
    problem = make.assessed(county)
    problem.before_from, problem.before_until = dt.date(2025, 10, 1), dt.date(2026, 3, 31)
    problem.after_from, problem.after_until = dt.date(2026, 10, 1), dt.date(2027, 3, 31)
    problem.started_on = dt.date(2026, 4, 12)
    wanted = {("target", dt.date(2025 + n // 12, n % 12 + 1, 1)): n for n in range(9, 24)}
    services.set_counts(problem, wanted, by=county.partner)
    chart = chart_of(problem)
    assert chart.bands == [Band(0, 5, "Before"), Band(12, 14, "After")]
    assert chart.events == [(7, "Response started")]
    assert chart.categories[7] == "May 2026"
    assert "started before May 2026" in chart.summary
    assert sum(mark.shape == "rule" for mark in chart.drawing().marks) == 1
    assert evidence_of(problem).recorded.months_before == [9, 10, 11, 12, 13, 14]


def test_a_month_that_was_not_counted_is_a_gap(county):
    problem = make.assessed(county)
    wanted = {("target", dt.date(2026, month, 1)): 9 for month in (1, 2, 5, 6)}
    services.set_counts(problem, wanted, by=county.partner)
    chart = chart_of(problem)
    assert list(chart.categories) == ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026"]
    assert sum(mark.shape == "line" for mark in chart.drawing().marks) == 2
