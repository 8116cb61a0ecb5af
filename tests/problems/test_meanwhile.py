"""Of two people who change one part of a record, the second is shown what the first saved."""

import pytest
from django.urls import reverse
from lxml import html

from problems import services
from problems.lifecycle import Action
from tests.factories import library
from tests.factories import problems as make

pytestmark = pytest.mark.django_db


def obstacle(county):
    row = services.log_obstacle(make.opened(county), "The road is blocked", by=county.partner)

    def change():
        services.answer_obstacle(row, "The patrol walks", by=county.officer)

    return (
        row.problem,
        "obstacle_answer",
        row.pk,
        change,
        {"measure": "The patrol comes later"},
        "Measure taken",
    )


def choice(county):
    problem = services.step(make.analysed(county), Action.PREPARE, by=county.partner)
    row = services.add_response(problem, by=county.partner, what="Light the shelter")

    def change():
        services.choose_response(row, "chosen", by=county.officer)

    return problem, "response_choose", row.pk, change, {}, "Is it part of the action plan?"


def risks(county):
    case = library.cased(county)

    def change():
        services.set_risks(case, ["substances"], by=county.partner)

    return case.problem, "case_risks", case.letter, change, {}, "Risk factors"


@pytest.mark.parametrize("what", [obstacle, choice, risks])
def test_the_second_of_two_sees_what_the_first_saved(county, sign_in, what):
    problem, name, key, change, said, differs = what(county)
    address, client = reverse(f"problems:{name}", args=[problem.reference, key]), sign_in(county.partner)
    first = typed(client.get(address))
    change()
    answer = client.post(address, first | said)
    assert answer.status_code == 409
    assert html.fromstring(answer.content).xpath("//table//tbody//th/text()") == [differs]
    assert client.post(address, typed(answer)).status_code == 302


def typed(page):
    """What the page's form holds, as a browser would send it."""
    [form] = [one for one in html.fromstring(page.content).forms if "version" in one.fields]
    return dict(form.form_values())
