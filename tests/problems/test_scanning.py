"""Scanning: what is written and what is refused; the week clock, the points; two people at once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from lxml import html

from audit.models import Event
from partnership.models import Agency, Area
from problems import places, services
from problems.models import InformationSource, Location, LocationType, Postcode, Problem
from problems.reports.clock import Block, WeekClock, days_in_words, hours_in_words
from problems.reports.points import map_of
from records.lifecycle import MoveRefused
from records.search import find
from records.services import version_of
from tests.factories import problems as make

pytestmark = pytest.mark.django_db


def address(name, problem, *more):
    return reverse(f"problems:{name}", args=[problem.reference, *more])


def filled(problem, **changes):
    """The form as a browser sends it: nothing but the title, and what is given."""
    rows = {}
    for prefix in ("locations", "sources"):
        rows |= {f"{prefix}-TOTAL_FORMS": "3", f"{prefix}-INITIAL_FORMS": "0"}
    said = {
        "title": problem.title,
        "level": "operational",
        "origin": "proactive",
        "version": version_of(problem),
    }
    return said | rows | changes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("nr13ju", "NR1 3JU"), ("SW1A 1AA", "SW1A 1AA"), (" m1-1ae ", "M1 1AE"), ("gir 0aa", "GIR 0AA")],
)
def test_postcodes_are_written_as_the_royal_mail_does(typed, kept):
    """S002-124"""
    assert places.postcode(typed) == kept


@pytest.mark.parametrize("typed", ["NR1", "QQ1 1AA", "NR1 3J", "12345", "NR1 3CU", ""])
def test_what_is_no_postcode(typed):
    with pytest.raises(ValueError, match="not a full UK postcode"):
        places.postcode(typed)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("52.6", "latitude and longitude"),
        ("north, 1", "latitude and longitude"),
        ("NaN, 1", "not in Great Britain"),
        ("1.2974, 52.6309", "latitude first: 52.6309, 1.2974"),
        ("48.85, 2.35", "not in Great Britain"),
        ("1e999999, 2", "latitude and longitude"),
    ],
)
def test_points_outside_great_britain(typed, words):
    with pytest.raises(ValueError, match=words):
        places.point(typed)


def test_a_point_in_great_britain():
    assert [str(number) for number in places.point("52.6309,1.29741234")] == ["52.630900", "1.297412"]


def test_times_past_midnight_run_into_the_next_day():
    """S002-126; B1, R2"""
    clock = WeekClock((4, 6), dt.time(22), dt.time(2))
    assert clock.summary == "Friday and Sunday, 10pm to 2am (four hours)"
    assert clock.blocks() == [
        Block(4, 22, 24, runs_over=True), Block(5, 0, 2), Block(6, 22, 24, runs_over=True), Block(0, 0, 2)
    ]  # fmt: skip
    assert dict(clock.rows())["Monday"] == "midnight to 2am"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), "Any day"),
        (range(7), "Every day"),
        ((4, 5), "Friday and Saturday"),
        ((0, 1, 2, 3, 6), "Monday to Thursday and Sunday"),
        ((0, 2), "Monday and Wednesday"),
    ],
)
def test_days_in_words(days, words):
    assert days_in_words(days) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (dt.time(22), dt.time(0), "10pm to midnight (two hours)"),
        (dt.time(9, 30), dt.time(10), "9:30am to 10am (30 minutes)"),
        (dt.time(9, 30), dt.time(11), "9:30am to 11am (1 hour 30 minutes)"),
        (dt.time(6), dt.time(22), "6am to 10pm (16 hours)"),
        (None, None, "at any time"),
    ],
)
def test_hours_in_words(start, end, words):
    assert hours_in_words(start, end) == words


def test_an_end_at_midnight_does_not_run_over():
    assert WeekClock((0,), dt.time(22), dt.time(0)).blocks() == [Block(0, 22, 24)]


def test_points_are_drawn_to_scale_and_numbered_as_listed():
    rows = [Location(text="A"), Location(text="B", latitude=52.63, longitude=1.29),
            Location(text="C", latitude=52.64, longitude=1.29)]  # fmt: skip
    figure = map_of(rows)
    assert [place.number for place in figure.places] == [2, 3]
    assert figure.summary.startswith("2 points, numbered as in the list, at most 1.1 km apart")
    dots = [mark.at for mark in figure.drawing().marks if mark.shape == "circle"]
    assert dots[0][1] > dots[1][1]  # the northern one stands higher
    assert map_of(rows[:1]) is None


def test_what_is_written_leaves_one_version_and_one_event(county):
    problem = make.opened(county)
    kind = LocationType.objects.create(name="Car park")
    versions, events = problem.history.count(), Event.objects.filter(subject=problem.reference).count()
    services.write_scanning(
        problem, {"days": [4, 5], "outline": "Damage at night."}, by=county.partner, many={"location_types": [kind]},
        parts={"locations": [Location(text="Quay")], "postcodes": [Postcode(code="NR1 3JU")]},
    )  # fmt: skip
    problem.refresh_from_db()
    assert (problem.days, problem.locations.get().text) == ([4, 5], "Quay")
    assert problem.history.count() == versions + 1
    assert [row.locationtype for row in problem.history.latest().location_types.all()] == [kind]
    event = Event.objects.filter(subject=problem.reference).latest("pk")
    assert Event.objects.filter(subject=problem.reference).count() == events + 1
    assert event.changes["locations"] == ["", "Quay"]
    assert find(county.partner, "quay")


def test_a_reworded_location_keeps_its_row(county):
    problem = make.scanned(county)
    row = problem.locations.get()
    new = Location(text="The shelter by the quay")
    services.write_scanning(problem, {}, parts={"locations": [new]}, by=county.partner)
    assert problem.locations.get().pk == row.pk
    assert [version.text for version in row.history.all()] == [
        "The shelter by the quay",
        "The shelter at the quay",
    ]


def test_writing_the_same_again_writes_nothing(county):
    problem = make.scanned(county)
    services.write_scanning(problem, {"kinds": ["crime", "asb"]}, by=county.partner)
    before = (problem.history.count(), Event.objects.count())
    services.write_scanning(problem, {"kinds": ["asb", "crime"]}, by=county.partner)
    same = {"locations": [Location(text="The shelter at the quay")]}
    services.write_scanning(problem, {"outline": problem.outline}, parts=same, by=county.partner)
    assert (problem.history.count(), Event.objects.count()) == before


def overarching(county, **fields):
    return make.opened(county, title="Night-time economy", level="overarching", **fields)


def test_all_that_cannot_be_is_refused_at_once(county):
    problem, plan = make.opened(county), overarching(county)
    _, section, _ = make.areas()
    far = Area.objects.create(
        name="Moor", kind="beat", parent=Area.objects.create(name="Hills", kind="section")
    )
    with pytest.raises(MoveRefused) as refusal:
        services.write_scanning(
            problem,
            {
                "time_from": dt.time(22), "section": section, "beat": far, "level": "overarching", "part_of": plan,
                "previous_police_involvement": False, "police_references": ["A1"],
            },
            by=county.partner,
        )  # fmt: skip
    starts = [reason.split()[:2] for reason in refusal.value.reasons]
    assert starts == [["Enter", "both"], ["Moor", "is"], ["The", "police"], ["An", "overarching"]]


def test_a_plan_with_records_under_it_stays_overarching(county):
    """S001-68"""
    plan = overarching(county)
    make.opened(county, part_of=plan)
    with pytest.raises(MoveRefused, match="Take them out"):
        services.write_scanning(plan, {"level": "operational"}, by=county.partner)


@pytest.mark.parametrize("persona", ["chair", "health_lead", "outsider", "guest"])
def test_who_may_not_write(county, persona):
    with pytest.raises(PermissionDenied):
        services.write_scanning(make.opened(county), {"outline": "No"}, by=getattr(county, persona))


def test_nothing_but_the_title_is_needed(county, sign_in):
    """S002-76, S002-119"""
    problem = make.scanned(county)
    client = sign_in(county.partner)
    answer = client.post(address("scanning_change", problem), filled(problem))
    assert (answer.status_code, answer["Location"]) == (302, address("scanning", problem))
    assert not problem.locations.exists()
    problem.refresh_from_db()
    answer = client.post(address("scanning_change", problem), filled(problem, title=" "))
    assert answer.status_code == 422


def test_the_form_writes_every_field(county, sign_in):
    problem = make.opened(county)
    _, section, beat = make.areas()
    kind = LocationType.objects.create(name="Car park")
    answer = sign_in(county.partner).post(
        address("scanning_change", problem),
        filled(
            problem, beat=beat.pk, area_code="H2", location_types=[kind.pk], postcodes="nr13ju\nNR1 3JU\nM1 1AE",
            days=["5", "4"], time_from="10pm", time_until="2am", outline="Damage.", kinds=["asb"],
            raised_by="Residents", previous_police_involvement="yes",
            police_references="A1\nB2", relevant_to=["policing"],
            scanning_notes="Calls.", cheers_harmful="Glass.", **{
                "locations-0-text": "Quay", "locations-0-point": "52.63, 1.29", "sources-1-name": "Calls",
                "sources-1-agency": county.police.pk, "sources-1-dated_on": "1 June 2026",
            },
        ),
    )  # fmt: skip
    assert answer.status_code == 302
    problem.refresh_from_db()
    assert (problem.section, problem.beat, problem.days) == (section, beat, [4, 5])
    assert [row.code for row in problem.postcodes.all()] == ["M1 1AE", "NR1 3JU"]
    assert (problem.police_references, problem.cheers) == (["A1", "B2"], {"harmful": "Glass."})
    assert (problem.time_from, problem.time_until < problem.time_from) == (dt.time(22), True)  # B1, R2
    assert str(problem.locations.get().latitude) == "52.630000"
    source = problem.sources.get()
    assert (source.is_police, source.dated_on) == (True, dt.date(2026, 6, 1))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"postcodes": "NR1 3JU\nnowhere"}, "“nowhere” is not a full UK postcode"),
        ({"time_from": "10pm"}, "Enter both times or neither"),
        ({"time_from": "10pm", "time_until": "10pm"}, "The two times are the same"),
        ({"police_references": "A1", "previous_police_involvement": "no"}, "there is no reference"),
        ({"locations-0-text": "Quay", "locations-0-point": "1.29, 52.63"}, "Write the latitude first"),
        ({"locations-0-point": "52.63, 1.29"}, "Say in words where this point is"),
        ({"sources-0-is_police": "on"}, "Name the source, or empty the whole row"),
        ({"sources-0-name": "Log", "sources-0-dated_on": "1 June 2999"}, "must be between"),
        ({"locations-TOTAL_FORMS": "many"}, "There is a problem"),
        ({"section": "999999"}, "Select the section from the list"),
        ({"police_references": "9" * 50}, "is too long"),
    ],
)
def test_impossible_input_is_refused_in_a_sentence_and_kept(county, sign_in, said, words):
    problem = make.opened(county)
    answer = sign_in(county.partner).post(
        address("scanning_change", problem), filled(problem, outline="Kept", **said)
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert ">Kept</textarea>" in page


def test_a_time_that_cannot_be_read_is_not_said_to_be_missing(county, sign_in):
    problem = make.opened(county)
    answer = sign_in(county.partner).post(
        address("scanning_change", problem), filled(problem, time_from="9", time_until="3pm")
    )
    page = answer.content.decode()
    assert "Between must be a time, like 9:30am or 2pm" in page
    assert "Enter both times or neither" not in page


@pytest.mark.django_db(transaction=True)
def test_a_kind_of_place_is_retired_and_offered_again_from_its_page(county, sign_in):
    """With nothing but the service's own transaction about it: PostgreSQL locks no row outside one."""
    client, row = sign_in(county.administrator), LocationType.objects.create(name="Car park")
    address = reverse("problems:location_type_offer", args=[row.pk])
    for is_active in (False, True):
        [form] = [one for one in html.fromstring(client.get(address).content).forms if "reason" in one.fields]
        said = dict(form.form_values()) | {"reason": "As agreed"}
        for _press in range(2):
            answer = client.post(address, said)
            row.refresh_from_db()
            assert (answer.status_code, row.is_active) == (302, is_active)


def test_what_is_no_longer_offered_stays_on_the_record(county, sign_in):
    problem = make.scanned(county)
    services.offer_location_type(LocationType.objects.create(name="Car park"), False, by=county.administrator)
    services.write_scanning(
        problem, {}, many={"location_types": LocationType.objects.all()}, by=county.partner
    )
    Agency.objects.filter(pk=county.council.pk).update(ended_on=dt.date(2020, 1, 1))
    page = sign_in(county.partner).get(address("scanning_change", problem)).content.decode()
    assert "Car park" in page
    assert f'<option value="{county.council.pk}" selected' in page


def test_two_people_write_at_once_and_the_second_sees_both(county, sign_in):
    problem = make.scanned(county)
    places = {"locations-0-text": "My place", "locations-0-point": "50.7, -2.4"}
    form = filled(problem, outline="Mine", **places)
    services.write_scanning(problem, {"outline": "Theirs"}, by=county.officer)
    answer = sign_in(county.partner).post(address("scanning_change", problem), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Theirs", "Mine", "My place", "quay", "Officer Northshire"):
        assert words in page
    row = html.fromstring(page).xpath("//tr[th='Locations']/td[2]")[0]
    assert "[added: place,] [added: 50.7,] [added: -2.4]" in row.text_content()
    problem.refresh_from_db()
    assert problem.outline == "Theirs"
    form["version"] = version_of(problem)
    assert sign_in(county.partner).post(address("scanning_change", problem), form).status_code == 302


def test_a_location_outside_the_partnership_is_taken_with_a_warning(county, sign_in):
    """S002-44"""
    division, section, _ = make.areas()
    problem = make.opened(county)
    county.here.areas.add(Area.objects.create(name="West division", kind="division"))
    client = sign_in(county.partner)
    page = client.post(address("scanning_change", problem), filled(problem, section=section.pk), follow=True)
    assert "not in this partnership" in page.content.decode()
    county.here.areas.add(division)
    problem.refresh_from_db()
    page = client.post(address("scanning_change", problem), filled(problem, section=section.pk), follow=True)
    assert "not in this partnership" not in page.content.decode()


def test_a_parent_that_the_writer_may_not_open_is_kept_and_not_named(county, sign_in):
    plan = overarching(county, agency=county.health)
    Problem.objects.filter(pk=plan.pk).update(body=None, audience="agency")
    problem = make.opened(county, part_of=plan)
    client = sign_in(county.partner)
    for name in ("detail", "scanning", "scanning_change"):
        assert "Night-time economy" not in client.get(address(name, problem)).content.decode()
    client.post(address("scanning_change", problem), filled(problem))
    problem.refresh_from_db()
    assert problem.part_of == plan


def test_the_overarching_plan_lists_its_records(county, sign_in):
    """S001-68"""
    plan = overarching(county)
    make.opened(county, title="At the quay", part_of=plan)
    page = sign_in(county.partner).get(address("detail", plan)).content.decode()
    assert "At the quay" in page


@pytest.mark.parametrize("rows", [1, 4])
def test_the_page_of_scanning_costs_the_same_at_any_length(county, sign_in, rows, django_assert_num_queries):
    problem = make.scanned(county, days=[4], time_from=dt.time(22), time_until=dt.time(2))
    for number in range(rows):
        make.keep(
            Location(problem=problem, text=f"Place {number}", latitude=52, longitude=1), by=county.partner
        )
        make.keep(Postcode(problem=problem, code=f"NR1 {number}JU"), by=county.partner)
        make.keep(
            InformationSource(problem=problem, name=f"S{number}", agency=county.council), by=county.partner
        )
    client = sign_in(county.partner)
    client.get(address("scanning", problem))
    with django_assert_num_queries(5):
        page = client.get(address("scanning", problem)).content.decode()
    assert "Friday, 10pm to 2am (four hours)" in page


@pytest.mark.parametrize(
    ("persona", "name", "status"),
    [
        ("officer", "scanning", 200), ("chair", "scanning", 200), ("health_lead", "scanning", 404),
        ("officer", "scanning_change", 200), ("chair", "scanning_change", 403), ("attendee", "analysis_change", 404),
        ("health_lead", "scanning_change", 404), ("outsider", "analysis_change", 404), ("guest", "analysis", 404),
    ],
)  # fmt: skip
def test_who_opens_the_stages(county, sign_in, persona, name, status):
    problem = make.scanned(county)
    assert sign_in(getattr(county, persona)).get(address(name, problem)).status_code == status


def test_a_closed_record_says_that_it_is_read_only(county, sign_in):
    problem = make.sent(county)
    page = sign_in(county.partner).get(address("scanning_change", problem))
    assert page.status_code == 403
    assert "with the commander" in page.content.decode()


def test_an_administrator_keeps_the_location_types(county, sign_in):
    """S002-123"""
    client = sign_in(county.administrator)
    assert client.post(reverse("problems:location_type_add"), {"name": " Car  park "}).status_code == 302
    row = LocationType.objects.get(name="Car park")
    again = client.post(reverse("problems:location_type_add"), {"name": "Car park"})
    assert again.status_code == 422
    said = {"reason": "Too broad", "is_active": "no"}
    client.post(reverse("problems:location_type_offer", args=[row.pk]), said)
    row.refresh_from_db()
    assert not row.is_active
    assert "Retired" in client.get(reverse("problems:location_types")).content.decode()
    problem = make.opened(county)
    assert "Car park" not in sign_in(county.partner).get(address("scanning_change", problem)).content.decode()


@pytest.mark.parametrize(("persona", "status"), [("officer", 403), ("guest", 404)])
def test_others_do_not_keep_them(county, sign_in, persona, status):
    row = LocationType.objects.create(name="Car park")
    client = sign_in(getattr(county, persona))
    for address_ in (
        reverse("problems:location_type_add"),
        reverse("problems:location_type_offer", args=[row.pk]),
    ):
        assert client.get(address_).status_code == status


def differing(answer):
    assert answer.status_code == 409
    page = html.fromstring(answer.content)
    return page.findtext(".//h1"), page.xpath("//table[contains(@class, 'compare')]//tbody//th/text()")


def test_what_is_asked_and_not_kept_is_no_difference(county, sign_in):
    problem = make.analysed(county)
    Area.objects.create(name="Moor", kind=Area.Kind.DISTRICT)
    county.there.areas.add(Area.objects.get(name="Moor"))
    client, seen = sign_in(county.partner), {"version": "2026-01-01T00:00:00+00:00"}
    assert 'name="may_see"' in client.get(address("scanning_change", problem)).text
    _, rows = differing(client.post(address("scanning_change", problem), filled(problem, **seen)))
    assert "Officers of the partnerships whose areas I add may see this record" not in rows


def test_a_side_that_nobody_wrote_is_no_difference(county, sign_in):
    problem = make.scanned(county)
    answer = sign_in(county.partner).post(
        address("analysis_change", problem), {"version": "2026-01-01T00:00:00+00:00"}
    )
    assert differing(answer) == ("Analysis was changed while you were writing", [])
