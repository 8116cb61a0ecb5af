"""The printed record: the paper form, field by field, for this reader and no other."""

import datetime as dt
import io
from decimal import Decimal
from functools import partial

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from design import pdf
from documents.services import add_document
from problems import services
from problems.deciding import Used
from problems.lifecycle import Action
from problems.reports.planning import plan_shown
from problems.reports.printed import print_problem
from records.access import give
from records.models import Record
from tests import printed
from tests.accessible import accessibility_problems
from tests.factories import problems as make

pytestmark = pytest.mark.django_db
words = partial(printed.words, way="-raw")
FIELDS = [
    "Problem title", "Divisional reference number", "Section", "Beat", "Area code", "Location of incidents",
    "Location types", "Postcodes", "Days", "Times (between)", "Problem (brief outline)",
    "Previous police involvement", "If yes, reference numbers", "Officer initiating file (print)",
    "Officer in the case (OIC) (print)", "Supervisor’s signature (print)", "Relevant to", "Memo sheets",
    "What was gathered", "Information sources (not just police data)", "Location (features of the venue or area)",
    "Complainant or victim (characteristics)", "Offender or suspect (characteristics)", "CPO involvement",
    "Analyst involvement", "What will be counted, by how much, by when", "Responses", "Action plan", "Short term",
    "Long term", "Was the action plan implemented?", "Was the agreed measure of success achieved?",
    "Was the number of incidents reduced?", "If so, by how many?", "Between what period of time?",
    "What was done to resolve or reduce the problem, and the lessons learned", "Comments",
    "Commander’s name, number and date", "Resources used (tick, total hours)", "Other agency involvement",
    "Return to OIC to note comments", "Re-assessment of original problem", "Review and return in",
    "Comments for the review", "Recommended as best practice", "File completed",
]  # fmt: skip


@pytest.fixture
def taken(sign_in):
    def of(user, problem):
        response = sign_in(user).get(reverse("problems:pdf", args=[problem.reference]))
        assert response.status_code == 200, response.content[:500]
        return response.content

    return of


@pytest.mark.parametrize("stage", [make.opened, make.assessed])
def test_all_forty_six_fields_stand_in_the_order_of_the_paper(county, taken, stage):
    """S002-164: blank fields included."""
    said, place = words(taken(county.partner, stage(county))), 0
    for label in FIELDS:
        found = said.find(label, place)
        assert found >= 0, (label, said[place : place + 300])
        place = found + len(label)
    assert len(FIELDS) == 46


def test_it_is_numbered_as_the_form_is(county):
    problem = make.opened(county)
    printed = print_problem(problem, plan_shown(problem), reads_sides=True)
    assert [field.number for field in printed.fields] == [
        *range(1, 33),
        34,
        33,
        *range(35, 47),
    ]  # as printed, L373
    assert [field.label for field in printed.fields] == FIELDS


@pytest.mark.parametrize("stage", [make.opened, make.sent])
def test_it_is_pdf_ua_1_and_reads_aloud(county, taken, stage):
    data = taken(county.partner, stage(county))
    assert accessibility_problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert document.docinfo["/Title"] == ("Problem solving partnership record: Damage at the bus shelter")


def test_it_is_a_draft_on_every_page_until_the_file_is_complete(county, taken):
    problem = make.sent(county)
    said = words(taken(county.partner, problem))
    assert said.count("DRAFT: not approved") == said.count("Page ")
    services.decide(problem, Action.COMPLETE, comments="Good work.", by=county.commander)
    said = words(taken(county.partner, problem))
    assert "DRAFT" not in said
    assert "Completed " in said
    assert "File completed Yes" in said


def test_what_was_entered_is_printed(county, taken):
    said = words(taken(county.partner, make.sent(county)))
    for expected in (
        "Calls about the shelter", "a third fewer", "Chosen: Light the shelter", "Fit two lamps",
        "Passengers after dark", "Before 60, after 41", "Yes, by 19 (31.7%)", "From 1 October 2025 to 31 March 2026",
        "Supervisor Northshire",
    ):  # fmt: skip
        assert expected in said, expected


def test_fewer_or_more_is_by_the_day_where_the_periods_differ_in_length(county, taken):
    """As on the page: 60 in a year and 41 in a month are no fall."""
    problem = make.sent(county)
    problem.before_from, problem.after_from = dt.date(2024, 4, 1), dt.date(2026, 3, 1)
    problem.save()
    assert "Was the number of incidents reduced?" in (said := words(taken(county.partner, problem)))
    assert "No, 704.6% more by the day" in said


def test_each_level_of_the_paper_and_each_memo_sheets_section_is_printed(county, taken):
    """B1, fields 18 and 39"""
    problem = make.sent(county)
    file = SimpleUploadedFile("memo.txt", b"A full report.")
    problem = services.reopen_problem(
        services.decide(
            problem, Action.COMPLETE, comments="Good.", used=[Used("section", Decimal(40))], by=county.commander
        ),
        reason="A report is missing", by=county.commander,
    )  # fmt: skip
    add_document(problem, title="Full report", file=file, part="assessment", by=county.partner)
    said = words(taken(county.partner, problem))
    assert "Section: 40 hours Divisional: not ticked" in said
    assert "Full report (assessment)" in said


def test_the_names_under_it_with_their_whole_digests(county, taken):
    problem = make.decided(county, Action.COMPLETE)
    said = words(taken(county.partner, problem))
    for signoff in problem.signoffs.all():
        assert f"SHA-256 {signoff.digest}" in said.replace("- ", "-")
    assert "Sign-off: supervisor" in said
    assert "Sign-off: commander" in said


def test_what_it_says_of_people_is_restricted(county, taken):
    """S002-140: those without that permission get the record without its two sides, and no hint of them."""
    problem = make.analysed(county)
    give(problem, county.health_lead, by=county.officer, reason="Partner")
    for reader in (county.officer, county.health_lead):
        said = words(taken(reader, problem))
        assert "Passengers" not in said
        assert "Groups of 14" not in said
        assert "Complainant or victim (characteristics) Restricted" in said
        assert "Offender or suspect (characteristics) Restricted" in said
        assert "Victim restricted" in said
    assert "Restricted" not in words(taken(county.supervisor, problem))


def test_a_signature_is_no_less_valid_for_who_reads_it(county, taken):
    problem = make.started(county)
    for reader in (county.partner, county.officer):
        assert "The plan has changed" not in words(taken(reader, problem))
    make.with_fields(problem, county.partner, {"outline": "Something else"})
    assert "The plan has changed since it was signed" in words(taken(county.officer, problem))


def test_strangers_know_of_no_record_and_a_restricted_one_leaves_an_event(county, sign_in, taken):
    problem = make.opened(county)
    address = reverse("problems:pdf", args=[problem.reference])
    assert sign_in(county.outsider).get(address).status_code == 404
    taken(county.officer, problem)
    assert not Event.objects.filter(verb="download").exists()
    Record.objects.filter(pk=problem.pk).update(marking=Record.Marking.SENSITIVE)
    assert "OFFICIAL-SENSITIVE" in words(taken(county.officer, problem))
    assert Event.objects.get(verb="download").subject == problem.reference


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_much_it_says(county, sign_in, rows, django_assert_num_queries):
    problem = make.assessed(county)
    for number in range(rows - 1):
        row = make.keep(make.Response(problem=problem, what=f"Option {number}"), by=county.partner)
        make.keep(make.Location(problem=problem, text=f"Place {number}"), by=county.partner)
        assert row.pk
    client = sign_in(county.partner)
    address = reverse("problems:pdf", args=[problem.reference])
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)


def test_a_record_too_large_to_print_says_so_and_leads_back(county, sign_in, monkeypatch):
    problem = make.opened(county)
    monkeypatch.setattr(pdf, "LARGEST_HTML", 10)
    response = sign_in(county.officer).get(reverse("problems:pdf", args=[problem.reference]))
    assert response.status_code == 503
    page = response.content.decode()
    assert "too large or too complicated" in page
    assert f'href="{problem.get_absolute_url()}"' in page
