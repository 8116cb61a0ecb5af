"""An indicator beside its most-similar group, harm by one set of weights, and targets that are taken away."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.drawing import draw
from assessments.models import (
    Benchmark,
    Edition,
    Load,
    Offence,
    PeerGroup,
    Population,
    RecordedCrime,
    WeightSet,
)
from assessments.reports.indicator import page_of
from assessments.reports.peers import NOT_COUNTED, SAME, peers_of
from assessments.services import indicators as services
from audit.clock import now
from evidence import months
from records.lifecycle import MoveRefused
from tests.factories import assessing
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
APRIL = make.APRIL


def group(county, *members, name="Most similar"):
    return PeerGroup.objects.create(
        partnership=county.here,
        name=name,
        as_of_on=dt.date(2026, 1, 1),
        source="Entered",
        members=list(members),
    )


def counted(county, names, before, after, people=100_000):
    """Shoplifting of areas, by month in the year before and in the year."""
    rows = assessing.areas(*names)
    for area, old, new in zip(rows, before, after, strict=True):
        assessing.counted(
            area, first=APRIL - 12, count=lambda month, old=old, new=new: new if month >= APRIL else old
        )
        if people:
            assessing.people(area, people)
    indicator = make.indicator(county, made_from="police", categories=[11], base="people")
    indicator.areas.add(rows[0])
    return indicator


def test_what_went_as_the_group_did_is_no_different_from_it(county):
    one = counted(county, ["Here", "There", "Yonder"], (50, 50, 50), (60, 61, 59))
    group(county, "There", "Yonder", "Here", "Nowhere")
    found = peers_of(one)
    assert found.change_words.startswith(
        "Here it went from 600 to 720 (+20.0%); in the group from 1,200 to 1,440"
    )
    assert SAME in found.change_words
    assert f"Here: a rate of 7.2, {SAME}" in found.rate_words
    assert found.missing == ("Nowhere",)
    assert [row.name for row in found.rows] == ["Here", "There", "Yonder"]


def test_what_is_beyond_chance_is_said_with_its_interval(county):
    """(360/600) ÷ (1200/1200) = 0.6; its logarithm ± 1.96 √(1/360 + 1/600 + 2/1200) is 0.515 to 0.699."""
    one = counted(county, ["Here", "There", "Yonder"], (50, 50, 50), (30, 50, 50))
    group(county, "There", "Yonder")
    found = peers_of(one)
    assert "fewer than if it had gone as the group did, beyond chance" in found.change_words
    assert "(95% interval −48.5% to −30.1%)" in found.change_words
    assert "below the 99.8% limit" in found.rate_words


def test_without_people_there_is_no_rate_and_a_break_leaves_nothing_to_compare(county):
    one = counted(county, ["Here", "There"], (50, 50), (60, 60), people=None)
    group(county, "There")
    assert "no rate is compared" in peers_of(one).rate_words
    one.breaks = [[APRIL + 2, "new system"]]
    assert "do not compare with earlier ones: new system" in peers_of(one).why_not


def test_only_what_is_counted_is_laid_beside_a_group(county):
    group(county, "There", "Yonder")
    assert peers_of(make.indicator(county)).why_not == NOT_COUNTED


def test_areas_that_are_only_names_in_the_table_are_counted(county):
    load = Load.objects.create(started_at=now())
    offence = Offence.objects.create(code="46", title="Shoplifting", group="Theft")
    for month in range(APRIL - 12, APRIL + 12, 3):
        edition = Edition.objects.create(
            load=load, kind="recorded-crime", force="F", month=month, file="f", rows=2, loaded_at=now()
        )
        for name, count in (("Northshire", 30), ("Wiltshire_Kennet", 40)):
            RecordedCrime.objects.create(edition=edition, partnership_name=name, offence=offence, count=count)
    one = make.indicator(county, made_from="recorded", offences=["46"], step="quarter")
    one.areas.add(make.district())
    group(county, "Wiltshire_Kennet", "Other")
    assert [(row.name, row.after) for row in peers_of(one).rows] == [
        ("Northshire", 120),
        ("Wiltshire_Kennet", 160),
    ]


def test_the_page(county, client, django_assert_max_num_queries):
    one = counted(county, ["Here", "There", "Yonder"], (50, 50, 50), (60, 61, 59))
    address = reverse("assessments:indicator_peers", args=[one.reference])
    client.force_login(county.partner)
    assert "No peer group is entered" in client.get(address).text
    first = group(county, "There", "Yonder")
    group(county, "There", "Nowhere", name="Another")
    client.get(address)
    with django_assert_max_num_queries(9):
        page = client.get(address, {"group": first.pk}).text
    assert "no different from the group" in page
    assert client.get(address, {"group": "x' OR 1=1"}).status_code == 200
    client.force_login(county.outsider)
    assert client.get(address).status_code == 404


def test_a_rate_beside_a_benchmark_is_different_only_beyond_chance(county):
    one = counted(county, ["Here"], (50,), (60,))
    said = {"indicator": one, "first": APRIL, "last": APRIL + 11, "source": "-"}
    for name, rate in (("Near", "7.3"), ("Far", "3.1")):
        Benchmark.objects.create(name=name, rate=rate, **said)
    words = {row.name: row.words for row in page_of(one).benchmarks}
    assert words == {"Near": "no different: chance alone could bring as much", "Far": "higher, beyond chance"}


def test_a_control_chart_in_the_text_begins_anew_at_a_break(county):
    section = make.assessment(county).sections.first()
    [area] = assessing.areas("Breakshire")
    assessing.counted(area, count=lambda month: 90 if month >= APRIL else 40)
    one = make.indicator(
        county, made_from="police", categories=[11], breaks=[[APRIL, "new recording system"]]
    )
    one.areas.add(area)
    draws = {"categories": [], "indicators": [one.pk], "area": area.pk}
    drawn = draw(assessing.figure(county, section, "control", first=assessing.FIRST, **draws))
    assert "Limits begin anew in April 2025: new recording system." in drawn.notes
    assert [row[2] for row in (drawn.rows[0], drawn.rows[-1])] == [40, 90]
    trend = draw(assessing.figure(county, section, "trend", **draws))
    assert "do not compare with earlier ones: new recording system" in trend.summary
    compared = draw(assessing.figure(county, section, "compared", **draws))
    assert "rose" not in compared.summary


def test_the_harm_page_names_one_set_and_offers_the_others(county, client):
    [area] = assessing.areas()
    assessing.counted(area)
    Edition.objects.bulk_create(
        Edition(load=Load.objects.create(started_at=now()), kind="street", force="F", month=month, file="f", rows=40,
                loaded_at=now())
        for month in range(assessing.FIRST, assessing.LAST + 1)
    )  # fmt: skip
    client.force_login(county.officer)
    address = reverse("assessments:harm")
    assert "No weights are entered" in client.get(address).text
    for kind, weights in (("ons", {"11": "4"}), ("own", {"Shoplifting": "9"}), ("cambridge", {"8N": "3"})):
        WeightSet.objects.create(
            partnership=county.here, kind=kind, vintage="2025", source="File", weights=weights
        )
    page = client.get(address).text
    whole = sum(40 + month % 7 for month in range(make.APRIL, make.MARCH + 1))
    assert "Counts by the weights of <strong>ONS Crime Severity Score, 2025" in page
    assert f"{whole * 4:,}" in page
    own = WeightSet.objects.get(kind="own")
    page = client.get(address, {"weights": own.pk}).text
    assert f"{whole * 9:,}" in page
    assert f"{whole * 4:,}" not in page
    assert f'<input type="hidden" name="weights" value="{own.pk}">' in page  # other months, by the same set
    assert 'name="category"' not in page
    client.force_login(county.outsider)
    assert "ONS Crime Severity" not in client.get(address).text


def test_harm_by_offence_is_of_the_home_offices_table_by_its_codes(county, client):
    """The latest four quarters that are over; a code that the set does not know is named and left out."""
    area = make.district()
    assessing.counted(area)
    load = Load.objects.create(started_at=now())
    for month in range(assessing.FIRST, assessing.LAST + 1):
        Edition.objects.create(
            load=load, kind="street", force="F", month=month, file="f", rows=40, loaded_at=now()
        )
    offences = [
        Offence.objects.create(code=code, title=code.title(), group="G") for code in ("8N", "1", "49A")
    ]
    for first in range(make.APRIL - 12, make.MARCH, 3):
        quarter = Edition.objects.create(
            load=load, kind="recorded-crime", force="F", month=first, file="f", rows=3, loaded_at=now()
        )
        for offence, count in zip(offences, (10 if first < make.APRIL else 30, 1, 5), strict=True):
            RecordedCrime.objects.create(
                edition=quarter, partnership_name="Northshire", offence=offence, count=count
            )
    weights = WeightSet.objects.create(
        partnership=county.here,
        kind="ons",
        vintage="2025",
        source="File",
        weights={"8N": "184.5", "1": "7000"},
    )
    client.force_login(county.officer)
    page = client.get(reverse("assessments:harm"), {"weights": weights.pk}).text
    assert "8N (8N)" in page
    assert f"{round(120 * 184.5):,}" in page
    assert f"{4 * 7000:,}" in page  # a number alone is an offence's code beside other codes
    assert "49A (49A) (20)" in page  # no weight
    assert "no change beyond what chance would bring" in page  # four of the gravest could be five
    section = make.assessment(county).sections.first()
    drawn = draw(assessing.figure(county, section, "harm", area=area.pk, weights=weights.pk))
    assert [row[:4] for row in drawn.rows] == [["1 (1)", 4, 7000, 28000], ["8N (8N)", 120, 184.5, 22140]]
    assert "Home Office" in drawn.source


def test_harm_by_offence_without_the_table_says_how_to_mend_it(county, client):
    [area] = assessing.areas()
    assessing.counted(area)
    Edition.objects.create(
        load=Load.objects.create(started_at=now()), kind="street", force="F", month=assessing.LAST, file="f", rows=40,
        loaded_at=now(),
    )  # fmt: skip
    WeightSet.objects.create(
        partnership=county.here, kind="ons", vintage="2025", source="F", weights={"8N": "3"}
    )
    client.force_login(county.officer)
    page = client.get(reverse("assessments:harm")).text
    assert "No quarter of Northshire" in page


@pytest.mark.parametrize("what", ["target", "benchmark"])
def test_a_target_or_benchmark_is_taken_away_for_a_reason_and_stays_in_versions(county, client, what):
    one = make.indicator(county)
    said = {"first": APRIL, "last": APRIL + 11}
    if what == "target":
        row = services.set_target(one, said | {"value": 9, "tolerance": 0}, by=county.officer)
    else:
        row = services.set_benchmark(one, said | {"name": "England", "change": 2}, by=county.officer)
    with pytest.raises(PermissionDenied):
        services.remove_part(row, by=county.police_lead, reason="No")
    with pytest.raises(MoveRefused, match="Say why"):
        services.remove_part(row, by=county.officer, reason=" ")
    client.force_login(county.officer)
    address = reverse(f"assessments:{what}_remove", args=[one.reference, row.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "Set for another year"}).status_code == 302
    version = type(row).history.latest()
    assert (version.history_type, version.history_change_reason) == ("-", "Set for another year")
    assert client.get(address).status_code == 404
    other = make.indicator(county, "Another")
    assert (
        client.get(reverse(f"assessments:{what}_remove", args=[other.reference, row.pk])).status_code == 404
    )


def test_the_people_of_the_group_are_read_once(county):
    one = counted(county, ["Here", "There"], (50, 50), (60, 60))
    Population.objects.update(year=2020)
    one.base_year = months.words(APRIL) and 2021
    group(county, "There")
    assert "a rate of 7.2" in peers_of(one).rate_words
