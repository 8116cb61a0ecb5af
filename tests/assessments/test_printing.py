"""Files are made in the background, say the page's numbers, and are made again only when they would differ."""

import io

import openpyxl
import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from docx import Document

from assessments.models import Print
from assessments.reports.printing import MAKE
from assessments.reports.written import PARTS, written_of
from assessments.services import agreeing, printing, recommending, writing
from records.jobs import sweep
from tests.accessible import accessibility_problems
from tests.factories import assessing
from tests.factories import assessments as make
from tests.printed import pages, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(county):
    """Everything that a print may hold, one section missing."""
    found = make.assessment(
        county, summary="Shoplifting **rose**.\n\n- One\n- Two", method="From police data."
    )
    assessing.matrix(county)
    assessing.issue(county, found, "Theft", (5, 2, 3, 2))
    assessing.statement(county, found)
    assessing.view(county, found)
    assessing.gap(county, found)
    issue = make.priority(county, "Mental health", is_cross_cutting=True)
    issue.cuts_across.set([found.recommended.get().priority])
    for kind in ("priorities", "public", "scores", "gaps", "evidence"):
        said = {"title": f"About {kind}", "kind": kind, "is_required": False}
        writing.add_section(found, said, by=county.officer)
    section = found.sections.first()
    assessing.figure(county, section)
    assessing.figure(county, section, "compared", categories=[11, 9])
    body = "## Where\nIt rose [1] <b>here</b>.\n- quay\n- station\n\n[figure 2]\nAfter."
    writing.write_section(section, {"body": body}, by=county.officer)
    writing.write_section(found.sections.get(includes="c"), {"body": ""}, by=county.officer)
    return found


def made(found, kind, by):
    row = printing.ask_print(found, kind, by=by)
    sweep()
    row.refresh_from_db()
    assert row.state == "done", (row.state, row.step, row.error)
    with row.file.open("rb") as file:
        return row, file.read()


def test_the_pdf_is_accessible_and_says_on_its_first_page_what_is_missing(county, full, tmp_path):
    row, content = made(full, Print.Kind.PDF, county.officer)
    assert accessibility_problems(content) == []
    found = pages(content)
    assert "Draft – section missing: Why these changes have happened." in found[0]
    whole = " ".join(" ".join(found).split())
    assert "1. Levels and patterns" in whole
    assert "Figure 2: Shoplifting by month" in whole
    assert "not official" in whole
    assert "It rose [1] <b>here</b>." in whole
    assert row.steps == row.done == 4


def test_the_contents_name_the_pages_on_which_sections_begin(county, full):
    """S002-36, S004-11."""
    _row, content = made(full, Print.Kind.PDF, county.officer)
    found = pages(content)
    contents = {line.split(" .")[0].strip(): line for page in found[:2] for line in page.splitlines() if ". ." in line
                or "...." in line}  # fmt: skip
    named = {
        title: int(line.rsplit(".", 1)[1])
        for title, line in contents.items()
        if title.startswith("About") or "About" in title
    }
    assert named
    for title, number in named.items():
        assert title in found[number - 1]


def test_each_of_six_priorities_has_its_place_in_the_pdf_and_in_its_contents(county, full):
    """S001-118: with its number, the reason, and the page in the contents."""
    more = ("Sexual offences", "Violent crime", "Anti-social behaviour", "Rural crime", "Fraud")
    for title in more:
        recommending.recommend(full, make.priority(county, title), why=f"Why {title}.", by=county.officer)
    _row, content = made(full, Print.Kind.PDF, county.officer)
    found = pages(content)
    for number, title in enumerate(more, start=2):
        contents = next(
            line for page in found[:2] for line in page.splitlines() if title in line and "...." in line
        )
        assert f"Priority {number}: {title}" in found[int(contents.rsplit(".", 1)[1]) - 1]
        assert f"Why {title}." in " ".join(found)


def test_the_summary_is_one_page(county, full):
    """S004-47."""
    _row, content = made(full, Print.Kind.SUMMARY, county.officer)
    assert accessibility_problems(content) == []
    assert len(pikepdf.open(io.BytesIO(content)).pages) == 1


def test_word_has_headings_tables_with_heads_and_described_pictures(county, full):
    _row, content = made(full, Print.Kind.WORD, county.officer)
    document = Document(io.BytesIO(content))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert any(words.startswith("1. Levels and patterns of crime") for words in headings)
    assert len(document.inline_shapes) == 3  # two figures, and the issues by harm and likelihood
    assert any(table.rows[0].cells[1].text == "Criterion" for table in document.tables)
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    assert all("tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    assert "Draft – section missing" in document.paragraphs[1].text


def test_page_pdf_and_annex_give_the_same_numbers(county, full, client):
    _row, annex = made(full, Print.Kind.DATA, county.officer)
    book = openpyxl.load_workbook(io.BytesIO(annex))
    assert book.sheetnames == ["Contents", "1. Figure 2", "2. Figure 1", "Scores", "Sources"]
    whole = type(full).objects.prefetch_related(*PARTS).get(pk=full.pk)
    for sheet, figure in zip(book.worksheets[1:3], written_of(whole, county.officer).figures, strict=True):
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert [list(row) for row in figure.drawn.rows] == [
            row[: len(figure.columns)] for row in cells[-len(figure.rows) :]
        ]
    client.force_login(county.officer)
    shown = client.get(reverse("assessments:assessment_read", args=[full.reference])).text
    printed = words(made(full, Print.Kind.PDF, county.officer)[1])
    total = book["1. Figure 2"].cell(book["1. Figure 2"].max_row, 3).value
    assert f"{total:,}" in shown
    assert f"{total:,}" in printed


def test_a_heading_with_nothing_beneath_it_says_so_wherever_it_is_read(county, client):
    found = make.assessment(county)
    for kind in ("text", "gaps", "scores"):
        said = {"title": f"About {kind}", "kind": kind, "is_required": False}
        writing.add_section(found, said, by=county.officer)
    assessing.gap(county, found)
    client.force_login(county.officer)
    said = "Nothing is written under this heading."
    assert client.get(reverse("assessments:assessment_read", args=[found.reference])).text.count(said) == 2
    assert words(made(found, Print.Kind.PDF, county.officer)[1]).count(said) == 2
    document = Document(io.BytesIO(made(found, Print.Kind.WORD, county.officer)[1]))
    assert [row.text for row in document.paragraphs].count(said) == 2


def test_the_overview_counts_what_is_written_and_what_is_to_be(county, client):
    found = make.assessment(county, written=False)
    writing.add_section(found, {"title": "Sources", "kind": "text", "is_required": False}, by=county.officer)
    client.force_login(county.officer)
    wanted = found.sections.count() - 1
    page = client.get(found.get_absolute_url()).text
    assert f"0 written, {wanted} to write" in page
    assert page.count("Choose the priorities that the assessment recommends") == 1
    assert f"{reverse('assessments:ask_add')}?about={found.reference}" in page
    writing.write_section(found.sections.first(), {"body": "It rose."}, by=county.officer)
    assert f"1 written, {wanted - 1} to write" in client.get(found.get_absolute_url()).text


def test_the_annex_has_the_scores_of_issues_by_harm_and_likelihood(county, full):
    _row, annex = made(full, Print.Kind.DATA, county.officer)
    cells = [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(io.BytesIO(annex))["Scores"].iter_rows()
    ]
    assert cells[0][0] == "Issues by harm and likelihood"
    assert cells[-2][-4:] == [
        "Harm to people (Harm, weight 2)", "Harm to the community (Harm, weight 1)", "How often (Likelihood, weight 1)",
        "What the agencies can do (Organisational position, weight 1)",
    ]  # fmt: skip
    assert cells[-1][1] == "Theft"
    assert cells[-1][-4:] == [5, 2, 3, 2]


def test_nothing_in_the_annex_is_run_as_a_formula(county, full):
    assessing.statement(county, full, text='=HYPERLINK("http://example.org")', source="+1")
    _row, annex = made(full, Print.Kind.DATA, county.officer)
    sheet = openpyxl.load_workbook(io.BytesIO(annex))["Sources"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_file_is_made_again_only_when_it_would_say_something_else(county, full):
    first, _content = made(full, Print.Kind.DATA, county.officer)
    assert printing.ask_print(full, Print.Kind.DATA, by=county.officer) == first
    assert printing.ask_print(full, Print.Kind.SUMMARY, by=county.officer) != first
    [area] = assessing.areas()
    area.crime_counts.filter(month=make.MARCH).update(count=99)
    assert printing.ask_print(full, Print.Kind.DATA, by=county.officer) != first


def test_once_agreed_new_data_make_no_other_file(county):
    found = make.assessment(county)
    assessing.figure(county, found.sections.first())
    found = agreeing.sign_assessment(found, by=county.chair, digest_seen=agreeing.digest_now(found))
    first, _content = made(found, Print.Kind.DATA, county.officer)
    [area] = assessing.areas()
    area.crime_counts.update(count=99)
    assert printing.ask_print(found, Print.Kind.DATA, by=county.officer) == first


def test_a_task_that_runs_twice_leaves_the_same_and_whoever_asked_is_told_once(county, full):
    row, _content = made(full, Print.Kind.SUMMARY, county.officer)
    before = (row.made_at, row.file.name)
    printing.make_print(row.pk)
    row.refresh_from_db()
    assert (row.made_at, row.file.name) == before
    assert county.officer.notices.filter(trigger=f"print-{row.pk}").count() == 1


def test_what_is_too_large_is_said_and_may_be_asked_for_again(county, full, settings):
    settings.PDF_SECONDS = -1  # less than the child has used already, however quick the machine is
    row = printing.ask_print(full, Print.Kind.PDF, by=county.officer)
    sweep()
    row.refresh_from_db()
    assert (row.state, "too large or too complicated" in row.error) == ("failed", True)
    assert printing.ask_print(full, Print.Kind.PDF, by=county.officer) != row


def test_members_make_files_of_what_they_may_read_and_see_their_own(county, client):
    found = make.assessment(county, status="agreed")
    made(found, Print.Kind.DATA, county.officer)
    client.force_login(county.police_lead)
    page = client.get(reverse("assessments:assessment_files", args=[found.reference])).text
    assert "No file was asked for yet" in page
    others = reverse("assessments:file", args=[found.reference, Print.objects.get().pk])
    assert client.get(others).status_code == 404
    with pytest.raises(PermissionDenied):
        printing.ask_print(found, Print.Kind.PDF, by=county.outsider)


def test_pages_while_it_is_made_and_when_it_is_ready(county, client):
    found = make.assessment(county)
    client.force_login(county.officer)
    files = reverse("assessments:assessment_files", args=[found.reference])
    ask = reverse("assessments:file_ask", args=[found.reference, "xlsx"])
    assert client.get(ask).status_code == 405
    assert client.post(reverse("assessments:file_ask", args=[found.reference, "public"])).status_code == 404
    assert client.post(ask).url == files
    assert "data-reload-after" in client.get(files).text
    sweep()
    page = client.get(files).text
    assert "data-reload-after" not in page
    row = Print.objects.get()
    answer = client.get(reverse("assessments:file", args=[found.reference, row.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="{found.reference}-data.xlsx"'
    assert b"".join(answer.streaming_content).startswith(b"PK")
    answer.close()


def test_every_kind_has_a_maker():
    assert set(MAKE) == set(Print.Kind)
