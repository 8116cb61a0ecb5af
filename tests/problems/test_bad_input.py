"""What is forged, absurd or sent twice: refused in a sentence or not found, and never an error of the portal."""

import pytest
from django.urls import get_resolver, reverse
from lxml import html

from problems import services
from problems.lifecycle import Action
from problems.models import Problem
from tests.factories import issues as make_issue
from tests.factories import library as make_play
from tests.factories import problems as make

pytestmark = pytest.mark.django_db
ABSURD = (
    "-1",
    "99999999999999999999",
    "NaN",
    "1e400",
    "0001-01-01",
    "9999-12-31",
    "\x00",
    "’; --",
    "ü" * 300,
    "",
)
FIELDS = (  # by which pages here are asked, whatever each page knows of them
    "q", "since", "until", "body", "after", "sort", "area", "kind", "status", "whose", "place", "by", "from", "to",
    "file", "export", "problem", "year", "agency", "section", "beat", "origin", "stage", "division", "partnership",
)  # fmt: skip


@pytest.fixture
def places(county):
    """Something behind every address of the room: (name, its arguments)."""
    play, issue = make_play.listed(county), make_issue.taken(county)
    problem = make.planned(county, title="Planned")
    case = services.open_case(problem, by=county.partner)
    response = problem.responses.get()
    partner = services.add_partner(problem, county.health, part="partner", reason="Helps", by=county.partner)
    known = {"reference": problem.reference, "response": response.pk, "pk": partner.pk, "case": case.letter,
             "number": 1, "row": 1, "slug": county.here.slug, "step": 1, "area": problem.section_id}  # fmt: skip
    of = {"issues/": issue.reference, "good-practice/<": play.reference}
    return list(_addresses(known, of))


def _addresses(known, of):
    for pattern in get_resolver("problems.urls").url_patterns:
        route = str(pattern.pattern)
        own = next(
            (reference for start, reference in of.items() if route.startswith(start)), known["reference"]
        )
        wanted = pattern.pattern.converters
        args = {name: own if name == "reference" else known.get(name) for name in wanted}
        for action in _choices(wanted.get("action")):
            yield f"problems:{pattern.name}", {**args, **({"action": action} if action else {})}


def _choices(converter):
    return converter.regex.strip("(?:)").split("|") if converter else [None]


def absurd(names, turn):
    """Each field with another value; three turns have tried all of them, on one page or another."""
    return {name: ABSURD[(place + turn * 3) % len(ABSURD)] for place, name in enumerate(names)}


def test_nothing_that_is_asked_breaks_a_page(county, sign_in, places):
    client = sign_in(county.officer)
    for turn, (name, args) in enumerate(places):
        for more in (0, 1):
            answer = client.get(reverse(name, kwargs=args), absurd(FIELDS, turn + more))
            assert answer.status_code < 500, name


def test_nothing_that_is_sent_breaks_a_page(county, sign_in, places):
    client = sign_in(county.partner)
    for turn, (name, args) in enumerate(places):
        address = reverse(name, kwargs=args)
        page = client.get(address)
        is_page = page.status_code == 200 and page["Content-Type"].startswith("text/html")
        fields = _fields_of(page.content.decode()) if is_page else []
        for more in (0, 1) if fields else (0,):
            answer = client.post(address, absurd(fields, turn + more))
            assert answer.status_code < 500, name


def _fields_of(page):
    return [field.name for form in html.fromstring(page).forms for field in form.inputs if field.name]


@pytest.mark.parametrize("key", ["99999999999999999999", "-1", "x", "\x00"])
def test_a_forged_agency_is_no_choice(county, sign_in, key):
    problem = make.planned(county)
    page = reverse("problems:measure", args=[problem.reference])
    answer = sign_in(county.partner).post(page, {"measure_of_success": "Calls", "agencies": [key]})
    assert answer.status_code == 422
    assert "Calls" in answer.content.decode()


def test_days_out_of_all_time_are_none(county, sign_in):
    for day in ("0001-01-01", "9999-12-31", "2026-02-30"):
        address = f"{reverse('problems:issues_since')}?until={day}&since={day}"
        assert sign_in(county.officer).get(address).status_code == 200


def test_what_hangs_under_another_record_is_not_found_by_its_number(county, sign_in):
    mine, other = make.planned(county), make.planned(county, title="Other")
    foreign = other.responses.get().pk
    client = sign_in(county.partner)
    for name in ("response_change", "response_choose", "response_state", "line_add"):
        assert client.post(reverse(f"problems:{name}", args=[mine.reference, foreign])).status_code == 404


def test_a_page_sent_twice_is_done_once(county, sign_in):
    problem, client = make.scanned(county), sign_in(county.partner)
    page = reverse("problems:move", args=[problem.reference, Action.ANALYSE])
    assert [client.post(page).status_code for _ in range(2)] == [302, 422]
    planned = make.planned(county, title="Planned")
    page = reverse("problems:supervise", args=[planned.reference])
    client = sign_in(county.supervisor)
    seen = services.signing.digest_of_plan(planned)
    answers = [client.post(page, {"digest_seen": seen, "confirm": "on"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert "has signed this plan already" in answers[1].content.decode()
    assert Problem.objects.get(pk=planned.pk).signoffs.count() == 1
