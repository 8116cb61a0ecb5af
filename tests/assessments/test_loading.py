"""Police data: what its files say, what is refused, and that a month is replaced whole."""

import json
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.categories import Category, Outcome
from assessments.models import AreaCount, Crime, CrimeCount, CrimeOutcome, Edition, Load, Lsoa, Stop
from assessments.services import loading
from audit.clock import now
from evidence import months
from tests.factories import assessments as make
from tests.factories import police

pytestmark = pytest.mark.django_db
MARCH = months.parse("2026-03")


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = "2026-06-01"


def load(*paths, **fields):
    return loading.load_files(Load.objects.create(started_at=now(), **fields), paths)


def command(*arguments):
    out = StringIO()
    call_command("load_crime", *map(str, arguments), "--json", stdout=out)
    return json.loads(out.getvalue())


def current(model=Crime):
    return model.objects.filter(edition__is_current=True)


def test_a_month_is_typed_row_by_row(tmp_path):
    rows = [
        police.crime(number=0, kind="Burglary", lon="-1.894945", lat="50.767338"),
        police.crime(number=1, kind="Anti-social behaviour"),
        police.crime(number=2, kind="Drugs", lon="", lat="", lsoa="", name="", place="No Location"),
    ]
    report = load(police.write(tmp_path, "2026-03-northshire-street.csv", police.street(*rows)))
    burglary, asb, nowhere = Crime.objects.order_by("pk")
    assert (burglary.category, burglary.longitude, burglary.latitude) == (
        Category.BURGLARY,
        -1894945,
        50767338,
    )
    assert burglary.outcome == Outcome.UNDER_INVESTIGATION
    assert burglary.key is not None
    assert (asb.key, asb.outcome) == (None, None)
    assert (nowhere.longitude, nowhere.lsoa_id) == (None, None)
    assert report["rows"] == 3
    assert report["unlocated"] == 1
    assert report["without_id"] == 1
    assert Lsoa.objects.get(code="E01015301").district == "Northshire"


def test_the_command_says_what_it_did_and_the_same_again_changes_nothing(tmp_path):
    path = police.write(tmp_path, "2026-03-northshire-street.csv", police.month_of("2026-03", 40))
    said = command(path)
    assert said.pop("seconds") >= 0
    assert said == {
        "rows": 40, "months": 1, "unlocated": 0, "unknown_categories": 0, "exact_repeats": 0, "replaced": 0,
        "rows_after": 40,
    }  # fmt: skip
    rows = list(Crime.objects.values_list("pk", flat=True))
    again = command(path)
    assert (again["rows"], again["replaced"], again["rows_after"]) == (40, 0, 40)
    assert list(Crime.objects.values_list("pk", flat=True)) == rows


def test_the_same_rows_in_another_file_change_nothing_either(tmp_path):
    text = police.month_of("2026-03", 5)
    load(police.write(tmp_path, "2026-03-northshire-street.csv", text))
    report = load(police.write(tmp_path, "copy.csv", text.replace("\n", "\r\n")))
    assert (report["replaced"], report["rows_after"]) == (0, 5)
    assert Edition.objects.count() == 1
    assert Crime.objects.count() == 5


def test_a_month_that_comes_again_is_replaced_whole_and_what_it_was_is_kept(tmp_path):
    load(police.write(tmp_path, "a.csv", police.month_of("2026-03", 30)))
    load(police.write(tmp_path, "b.csv", police.month_of("2026-02", 10)))
    report = load(police.write(tmp_path, "c.csv", police.month_of("2026-03", 20, kind="Robbery")))
    assert (report["replaced"], report["rows_after"]) == (30, 30)
    assert current().filter(edition__month=MARCH).count() == 20
    assert Crime.objects.count() == 60
    old = Edition.objects.get(is_current=False)
    assert (old.rows, old.replaced_at is None) == (30, False)


def test_going_back_to_an_earlier_supply_loads_it_again(tmp_path):
    first = police.write(tmp_path, "a.csv", police.month_of("2026-03", 30))
    load(first)
    load(police.write(tmp_path, "b.csv", police.month_of("2026-03", 20)))
    assert load(first)["rows_after"] == 30


def test_another_force_and_another_kind_of_file_replace_nothing(tmp_path):
    load(police.write(tmp_path, "a.csv", police.month_of("2026-03", 3)))
    load(police.write(tmp_path, "b.csv", police.month_of("2026-03", 4, force="Southshire Police")))
    line = police.crime().split(",")[:9]
    outcomes = "\n".join([police.OUTCOMES, ",".join([*line, "Suspect charged"])]) + "\n"
    report = load(police.write(tmp_path, "c.csv", outcomes))
    assert report["rows_after"] == 8
    assert current(CrimeOutcome).get().outcome == Outcome.CHARGED


def test_exact_repeats_are_counted_and_kept(tmp_path):
    row = police.crime(kind="Anti-social behaviour")
    report = load(police.write(tmp_path, "a.csv", police.street(row, row, row, police.crime(number=1))))
    assert (report["exact_repeats"], Crime.objects.count()) == (2, 4)


def test_a_category_that_is_not_known_is_named_and_counted_apart(tmp_path):
    rows = [police.crime(number=n, kind="Cyber nuisance") for n in range(2)]
    rows += [
        police.crime(number=3, kind="VIOLENT CRIME"),
        police.crime(number=4, kind="Possession Of Weapons"),
    ]
    report = load(police.write(tmp_path, "a.csv", police.street(*rows)))
    assert (report["unknown_categories"], report["unknown_words"]) == (2, {"Cyber nuisance": 2})
    found = sorted(Crime.objects.values_list("category", flat=True))
    assert found == [Category.UNKNOWN, Category.UNKNOWN, Category.WEAPONS, Category.VIOLENCE]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("only,three,fields", "it has 3 fields and not 12"),
        (police.crime(month="2026-13"), "“2026-13” is no month, such as 2026-03"),
        (police.crime(month="2031-02"), "2031-02 is still to come"),
        (police.crime(month="1999-02"), "1999-02 is before there was such data"),
        (police.crime(lon="west"), "“west, 50.750000” are no coordinates"),
        (police.crime(force=""), "it does not say which force reported it"),
        (
            police.crime(month="2031-02", force="", lon="west"),
            "2031-02 is still to come; it does not say which force reported it; “west, 50.750000” are no coordinates",
        ),
        (police.crime(place='"On or near The Green'), "its quotation marks do not pair"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_loaded(tmp_path, line, why):
    path = police.write(tmp_path, "a.csv", police.street(police.crime(), line, police.crime(number=1)))
    with pytest.raises(loading.LoadRefused) as refused:
        load(path)
    assert refused.value.report["broken_lines"] == [["a.csv", 3, why]]
    assert not Crime.objects.exists()
    assert not Edition.objects.exists()
    assert load(path, leave_out_broken=True)["rows_after"] == 2


def test_a_name_with_a_comma_is_one_field(tmp_path):
    load(police.write(tmp_path, "a.csv", police.street(police.crime(place='"On or near A Road, The Green"'))))
    assert Crime.objects.get().street.name == "On or near A Road, The Green"


def test_the_command_names_every_reason_and_exits_with_an_error(tmp_path):
    police.write(tmp_path, "a.csv", police.street("broken"))
    police.write(tmp_path, "b.csv", "Some,other,file\n1,2,3\n")
    with pytest.raises(CommandError) as refused:
        command(tmp_path)
    assert "b.csv is no file that can be read" in str(refused.value)
    assert "1 line cannot be read" in str(refused.value)
    assert Load.objects.get().state == Load.State.REFUSED


def test_a_month_in_two_files_is_refused_and_the_same_file_twice_is_one(tmp_path):
    text = police.month_of("2026-03", 5)
    one, two = police.write(tmp_path, "a.csv", text), police.write(tmp_path, "b.csv", text)
    assert load(one, two)["rows"] == 5
    police.write(tmp_path, "b.csv", police.month_of("2026-03", 6))
    police.write(tmp_path, "a.csv", police.month_of("2026-03", 7))
    with pytest.raises(loading.LoadRefused, match=r"it stands in a\.csv and in b\.csv"):
        load(one, two)


def test_mixed_encodings_are_read_line_by_line(tmp_path):
    text = police.street(police.crime(place="On or near Café Row"), police.crime(number=1))
    mixed = text.encode() + police.crime(number=2, place="On or near Château Way").encode("cp1252") + b"\n"
    report = load(police.write(tmp_path, "a.csv", b"\xef\xbb\xbf" + mixed))
    assert report["reencoded"] == 1
    names = set(Crime.objects.values_list("street__name", flat=True))
    assert {"On or near Café Row", "On or near Château Way"} < names


def test_places_at_nought_and_outside_the_kingdom_have_no_place(tmp_path):
    rows = [police.crime(number=0, lon="0", lat="0.0"), police.crime(number=1, lon="12.5", lat="41.9")]
    report = load(police.write(tmp_path, "a.csv", police.street(*rows)))
    assert (report["unlocated"], report["outside"]) == (2, 1)


def test_codes_of_2021_before_june_2023_are_pointed_out(tmp_path):
    path = police.write(tmp_path, "a.csv", police.street(police.crime(month="2022-01", lsoa="E01034000")))
    assert load(path)["mixed_codes"] == [f"{police.FORCE} {months.parse('2022-01')}"]


def test_an_archive_is_read_as_the_site_gives_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "data.zip", "w") as archive:
        for month in ("2026-02", "2026-03"):
            archive.writestr(f"{month}/{month}-northshire-street.csv", police.month_of(month, 4))
        archive.writestr("readme.txt", "nothing")
    report = load(tmp_path / "data.zip")
    assert (report["rows"], report["months"]) == (8, 2)


def test_stops_have_latitude_before_longitude_and_a_force_from_their_name(tmp_path):
    row = (
        "Person search,2026-03-04T14:30:00+00:00,False,,50.75,-1.9,Male,18-24,Other,White,"
        "Misuse of Drugs Act 1971 (section 23),Controlled drugs,A no further action disposal,False,False"
    )
    path = police.write(tmp_path, "2026-03-northshire-stop-and-search.csv", f"{police.STOPS}\n{row}\n")
    load(path)
    stop = Stop.objects.get()
    assert (stop.latitude, stop.longitude, stop.is_linked) == (50750000, -1900000, False)
    assert Edition.objects.get().force == "northshire"


def test_areas_are_counted_by_the_district_in_the_name_and_what_it_lies_in(tmp_path):
    district = make.district()
    load(police.write(tmp_path, "a.csv", police.month_of("2026-03", 30)))
    load(police.write(tmp_path, "b.csv", police.month_of("2026-03", 12, kind="Robbery")))
    counted = AreaCount.objects.filter(area=district, month=MARCH)
    assert [(row.category, row.count) for row in counted] == [(Category.ROBBERY, 12)]
    assert sum(CrimeCount.objects.filter(edition__is_current=True).values_list("count", flat=True)) == 12


def test_a_load_that_dies_half_way_leaves_nothing(tmp_path, monkeypatch):
    path = police.write(tmp_path, "a.csv", police.month_of("2026-03", 10))

    def killed(*_arguments):
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr("assessments.services.counting.count_areas", killed)
        with pytest.raises(RuntimeError):
            load(path)
    assert not Crime.objects.exists()
    assert load(path)["rows_after"] == 10


def test_a_first_line_that_is_nearly_right_says_what_it_lacks(tmp_path):
    text = police.street(police.crime())
    for wrong, said in (
        (text.replace("Crime type", "Offence"), "It lacks: Crime type. It has besides: Offence."),
        (text.replace("LSOA code,LSOA name", "LSOA name,LSOA code"), "Its columns are in another order."),
    ):
        with pytest.raises(loading.LoadRefused) as refused:
            load(police.write(tmp_path, "a.csv", wrong))
        assert said in str(refused.value)


def test_a_file_without_rows_or_without_a_file_is_said(tmp_path):
    with pytest.raises(loading.LoadRefused, match="The files hold no rows"):
        load(police.write(tmp_path, "a.csv", police.street()))
    with pytest.raises(loading.LoadRefused, match=r"There is no file nothing\.csv"):
        load(tmp_path / "nothing.csv")


def test_very_many_broken_lines_are_counted_by_kind_with_the_first_of_each(tmp_path):
    """A third have too few fields, a third no month, a third a month to come: all counted, few kept."""
    rows = [
        row
        for number in range(5_000)
        for row in (f"broken {number}", police.crime(f"no{number}", 1), police.crime("2030-01", number))
    ]
    path = police.write(tmp_path, "a.csv", police.street(police.crime(), *rows))
    with pytest.raises(loading.LoadRefused) as refused:
        load(path)
    report = refused.value.report
    assert report["broken"] == 15_000
    assert report["broken_kinds"] == {
        "it has … and not 12": 5_000, "… is no month, such as 2026-03": 5_000, "… is still to come": 5_000,
    }  # fmt: skip
    assert len(report["broken_lines"]) == 15
    assert len(json.dumps(report)) < 5_000
    assert load(path, leave_out_broken=True)["rows_after"] == 1
