"""The pages of problem records: a happy path, a 404 and a 403 each; lists at one row and at three."""

import pytest
from django.urls import reverse

from problems.models import Problem
from tests.factories import problems as make

pytestmark = pytest.mark.django_db


def address(name, problem, *more):
    return reverse(f"problems:{name}", args=[problem.reference, *more])


def test_a_title_opens_a_record(county, sign_in):
    client = sign_in(county.partner)
    answer = client.post(reverse("problems:open"), {"title": "Damage at the quay", "partnership": county.here.pk,
                                                    "origin": "proactive"})  # fmt: skip
    problem = Problem.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == problem.get_absolute_url()
    assert problem.title == "Damage at the quay"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_at_any_length(county, sign_in, rows, django_assert_num_queries):
    for number in range(rows):
        make.scanned(county, title=f"Problem {number}")
    client = sign_in(county.officer)
    client.get(reverse("problems:list"))
    with django_assert_num_queries(4):
        page = client.get(reverse("problems:list")).content.decode()
    assert page.count("CSP-PSP-") >= rows


def test_the_list_is_filtered_by_area_and_kind(county, sign_in):
    division, section, beat = make.areas()
    make.scanned(county, title="At the quay", kinds=["asb"])
    make.opened(county, title="Elsewhere", kinds=["crime"])
    client = sign_in(county.officer)
    for query in (f"area={division.pk}", f"area={section.pk}", f"area={beat.pk}", "kind=asb"):
        page = client.get(f"{reverse('problems:list')}?{query}").content.decode()
        assert "At the quay" in page
        assert "Elsewhere" not in page


def test_the_download_says_nothing_of_people(county, sign_in):
    """S002-140"""
    make.analysed(county)
    answer = sign_in(county.officer).get(reverse("problems:list") + "?export=csv")
    text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
    assert "Damage at the bus shelter" in text
    assert "Passengers" not in text


@pytest.mark.parametrize(
    ("persona", "status"),
    [("partner", 200), ("officer", 200), ("chair", 200), ("commander", 200), ("health_lead", 404),
     ("attendee", 404), ("administrator", 404), ("outsider", 404), ("guest", 404)],
)  # fmt: skip
def test_who_may_know_of_a_record(county, sign_in, persona, status):
    problem = make.analysed(county)
    answer = sign_in(getattr(county, persona)).get(address("detail", problem))
    assert answer.status_code == status


def test_a_move_names_what_is_missing_before_it_is_pressed(county, sign_in):
    problem = make.opened(county)
    client = sign_in(county.partner)
    page = client.get(address("move", problem, "analyse")).content.decode()
    assert "Choose the section." in page
    answer = client.post(address("move", problem, "analyse"))
    assert answer.status_code == 422
    assert "Name at least one location" in answer.content.decode()


def test_a_move_is_the_officers_own(county, sign_in):
    problem = make.scanned(county)
    assert sign_in(county.officer).post(address("move", problem, "analyse")).status_code == 403
    assert sign_in(county.partner).post(address("move", problem, "analyse")).status_code == 302
    problem.refresh_from_db()
    assert problem.status == "analysis"


def test_naming_the_officer_in_the_case(county, sign_in):
    problem = make.opened(county)
    sign_in(county.officer).post(address("officer", problem), {"person": county.health_lead.person.email or
                                                               str(county.health_lead.person)})  # fmt: skip
    problem.refresh_from_db()
    assert problem.officer == county.health_lead.person


def test_what_happens_next_comes_first_on_the_first_page_alone(county, sign_in):
    """On the others a phone shows the content first, under a link to it; the order on the page is the keyboard's."""
    problem, client = make.opened(county), sign_in(county.partner)
    first = client.get(address("detail", problem)).text
    assert "record__jump" not in first
    assert first.index('id="next"') < first.index("record__content")
    other = client.get(address("ladder", problem)).text  # from which it is not moved
    assert "record__jump" not in other
    other = client.get(address("scanning", problem)).text
    assert other.index("record__jump") < other.index("record__content") < other.index('id="next"')
    assert "go on to analysis (not yet)" in " ".join(other.split()).lower()
