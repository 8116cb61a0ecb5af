"""G16: problem records: the page of one, the list and the results, each beside a bare page of its size."""

from collections.abc import Iterator

from bench import scenes
from bench.copying import Loader
from bench.county import DAY, SENTENCE, TODAY
from bench.figures import Figure
from bench.loading import settle
from bench.pages import over_bare
from partnership.models import Agency, Area, Partnership, Person
from problems.lifecycle import Status
from problems.models import InformationSource, Location, MonthlyCount, Problem, Resource, Response

SHOWN = "CSP-PSP-2026-9001"
BEATS, SECTIONS = 8, 40
MAPPED = 5_000
ANSWERS = ("fully", "partly", "no")


def stage(count: int, first: int = 0) -> None:
    """All in the partnership whose officer asks, over forty sections of eight beats; from the ``first`` on."""
    with Loader() as load:
        place = Partnership.objects.order_by("pk").first()
        about = {
            "partnership_id": place.pk, "audience": "case", "officer_name": "Officer",
            "agency_id": Agency.objects.filter(partnerships=place).order_by("pk").first().pk,
            "officer_id": Person.objects.get(email=scenes.OFFICER).pk,
        }  # fmt: skip
        beats = list(
            Area.objects.filter(name__startswith="Beat ").order_by("pk").values_list("parent_id", "pk")
        )
        beats = beats or list(_areas(load))
        for number in range(first, count):
            _record(load, number, f"CSP-PSP-2025-{number:05d}", beats[number % len(beats)], about)
        if not first:
            _parts(load, _record(load, 0, SHOWN, beats[0], about))
    settle()


def _areas(load):
    for number in range(SECTIONS):
        if number % 10 == 0:
            division = load.add(Area, name=f"Division {number // 10}", kind="division")
        section = load.add(Area, name=f"Section {number}", kind="section", parent_id=division)
        for place in range(BEATS):
            yield section, load.add(Area, name=f"Beat {number}.{place}", kind="beat", parent_id=section)


def _record(load, number, reference, place, about):
    statuses = list(Status)
    pk = load.record(
        Problem, reference=reference, title=f"Problem {number} at a place", status=statuses[number % len(statuses)],
        section_id=place[0], beat_id=place[1], outline=SENTENCE, initiated_on=TODAY - (number % 1500) * DAY,
        kinds=["asb"] if number % 3 else ["crime", "fear"], plan_implemented=ANSWERS[number % 3],
        measure_achieved=ANSWERS[number // 3 % 3], incidents_before=number % 90, incidents_after=number % 70, **about,
    )  # fmt: skip
    load.add(Resource, problem_id=pk, level="section", hours=number % 40, cost=None, round=1)
    east, north = divmod(number * 7919 % 20_000, 100)  # over a county of some twenty kilometres
    load.add(
        Location, problem_id=pk, text=f"Place {number}", latitude=f"{54 + north / 500:.6f}",
        longitude=f"{-1 - east / 500:.6f}",
    )  # fmt: skip
    load.add(Response, problem_id=pk, what="Light it", choice="chosen", techniques=[1 + number % 25], round=1)
    return pk


def _parts(load, pk):
    for number in range(20):
        load.add(Location, problem_id=pk, text=f"Place {number}")
        load.add(InformationSource, problem_id=pk, name=f"Source {number}")
        load.add(Response, problem_id=pk, what=f"Option {number}", choice="option", techniques=[], round=1)
    for number in range(48):
        month = TODAY.replace(day=1, year=2022 + number // 12, month=number % 12 + 1)
        load.add(MonthlyCount, problem_id=pk, place="target", month_from=month, count=number)


def pages(served, count: int) -> Iterator[Figure]:
    """Each over what a bare page of as many bytes takes; and how many statements it asks."""
    officer = scenes.OFFICER
    mapped, of_map = served.page(officer, "problems:map"), f"map, of {MAPPED:,}"
    stage(MAPPED)
    yield from over_bare(served, "G16", "problems", {of_map: mapped}, queries={of_map: "map"})
    stage(count, first=MAPPED)
    asked = {
        "record page": served.page(officer, "problems:detail", SHOWN),
        "assessment page": served.page(officer, "problems:assessment", SHOWN),
        f"list, of {count:,}": served.page(officer, "problems:list"),
        f"map, of {count:,}": served.page(officer, "problems:map"),
        f"results by beat, of {count:,}": served.page(officer, "problems:results", by="beat"),
        f"results by technique, of {count:,}": served.page(officer, "problems:results", by="technique"),
    }
    counted = {
        f"map, of {count:,}": "map",
        f"results by beat, of {count:,}": "beats",
        f"results by technique, of {count:,}": "techniques",
    }
    yield from over_bare(served, "G16", "problems", asked, queries=counted)
