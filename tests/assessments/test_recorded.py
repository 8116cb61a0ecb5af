"""The Home Office's table of recorded crime by partnership, as CSV and as a workbook."""

import zipfile

import pytest
import tablib

from assessments.models import Edition, Load, Offence, RecordedCrime
from assessments.police import files
from assessments.police.recorded import RECORDED, lines_of
from assessments.reports.loads import held_of
from assessments.services import loading
from audit.clock import now
from evidence import months
from tests.factories import police

pytestmark = pytest.mark.django_db
ROWS = [
    ("2024/25", "1", "Northshire Police", "Northshire", "Burglary", "Theft offences", "Burglary", "28E", "41"),
    ("2024/25", "1", "Northshire Police", "Northshire", "Trafficking", "Drug Offences", "Trafficking", "92A", "7"),
    ("2024/25", "2", "Northshire Police", "Southshire_East", "Drugs", "Drug offences", "Trafficking", "92A", "1,203"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = "2026-06-01"


def load(path):
    return loading.load_files(Load.objects.create(started_at=now()), [path])


def csv_of(rows):
    return tablib.Dataset(*rows, headers=RECORDED).export("csv")


def counted():
    rows = RecordedCrime.objects.filter(edition__is_current=True).order_by("edition__month", "offence__code")
    return list(rows.values_list("partnership_name", "offence__code", "edition__month", "count"))


APRIL, JULY = months.parse("2024-04"), months.parse("2024-07")
FOUND = [
    ("Northshire", "28E", APRIL, 41),
    ("Northshire", "92A", APRIL, 7),
    ("Southshire_East", "92A", JULY, 1203),
]


def test_a_row_a_partnership_an_offence_and_a_quarter(tmp_path):
    load(police.write(tmp_path, "prc.csv", csv_of(ROWS)))
    assert counted() == FOUND
    assert Offence.objects.get(code="92A").group == "Drug offences"
    assert Edition.objects.count() == 2


def test_a_workbook_of_several_sheets_says_the_same(tmp_path):
    cover = tablib.Dataset(["Recorded crime"], ["See the notes"], title="Cover", headers=["Title"])
    years = [
        tablib.Dataset(*rows, headers=RECORDED, title=name)
        for name, rows in (("a", ROWS[:2]), ("b", ROWS[2:]))
    ]
    load(police.write(tmp_path, "prc.ods", tablib.Databook([cover, *years]).export("ods")))
    assert counted() == FOUND


def test_a_quarter_that_comes_again_is_replaced(tmp_path):
    load(police.write(tmp_path, "prc.csv", csv_of(ROWS)))
    report = load(police.write(tmp_path, "new.csv", csv_of([(*ROWS[0][:-1], "44")])))
    assert report["replaced"] == 2
    assert counted() == [("Northshire", "28E", APRIL, 44), FOUND[2]]


@pytest.mark.parametrize(
    ("at", "words", "why"),
    [
        (0, "last year", "“last year” is no financial year, such as 2024/25"),
        (1, "5", "“5” is no quarter"),
        (8, "many", "“many” is no count"),
        (3, "", "it does not name a partnership"),
        (0, "2027/28", "its quarter is still to come"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, at, words, why):
    row = [*ROWS[0]]
    row[at] = words
    with pytest.raises(loading.LoadRefused) as refused:
        load(police.write(tmp_path, "prc.csv", csv_of([row, ROWS[1]])))
    assert refused.value.report["broken_lines"] == [["prc.csv", 2, why]]


def test_all_that_is_wrong_with_a_row_is_named_at_once(tmp_path):
    with pytest.raises(loading.LoadRefused) as refused:
        load(police.write(tmp_path, "prc.csv", csv_of([("24", "5", *ROWS[0][2:-1], "many"), *ROWS])))
    assert refused.value.report["broken_lines"] == [
        ["prc.csv", 2, "“24” is no financial year, such as 2024/25; “5” is no quarter; “many” is no count"]
    ]


def test_quarters_are_no_months_with_gaps_between(tmp_path):
    load(police.write(tmp_path, "prc.csv", csv_of(ROWS)))
    [(_kind, force, span, rows, missing)] = held_of(Edition)
    assert (force, span, rows, missing) == (
        "Northshire Police",
        "April to September 2024 (2 quarters)",
        3,
        [],
    )


def workbook(path, content):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def test_a_workbook_with_entities_of_its_own_reads_no_file(tmp_path):
    (tmp_path / "secret").write_text("Larchwood")
    names = (
        'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    cells = "".join(f"<t:table-cell><x:p>{name}</x:p></t:table-cell>" for name in RECORDED)
    read = "<t:table-cell><x:p>&secret;&inside;Harbour</x:p></t:table-cell>" * len(RECORDED)
    path = workbook(
        tmp_path / "table.ods",
        f'<!DOCTYPE d [<!ENTITY secret SYSTEM "{(tmp_path / "secret").as_uri()}"><!ENTITY inside "Larchwood">]>'
        f"<d {names}><t:table><t:table-row>{cells}</t:table-row><t:table-row>{read}</t:table-row></t:table></d>",
    )

    said = b"".join(lines_of(path)).decode()

    assert "Larchwood" not in said
    assert len(said.splitlines()) == 2


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_WORKBOOK", 100_000)
    path = workbook(tmp_path / "table.ods", "<d>" + " " * 200_000 + "</d>")

    assert path.stat().st_size < 2_000
    with pytest.raises(files.Unreadable, match="unpacks to more than this can take"):
        list(files.sources([path]))
