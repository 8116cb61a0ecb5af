"""Of two people who change one part of a record, the second is shown what the first saved."""

import pytest
from django.urls import reverse

from problems import services
from problems.lifecycle import Action
from records.lifecycle import MoveRefused
from tests.factories import library
from tests.factories import problems as make
from tests.meanwhile import second_of_two

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


def state(county):
    row = make.planned(county).responses.get()

    def change():
        services.set_state(row, "running", by=county.partner)

    return row.problem, "response_state", row.pk, change, {"state": "ended"}, "How it stands"


def partner(county):
    problem = make.scanned(county)
    said = {"part": "partner", "reason": "Helps"}
    row = services.add_partner(problem, county.council, by=county.partner, **said)

    def change():
        services.add_partner(problem, county.council, by=county.officer, row=row, part="lead", reason="Helps")

    return problem, "partner_change", row.pk, change, {"reason": "Helps"}, "Its part"


@pytest.mark.parametrize("what", [obstacle, choice, risks, state, partner])
def test_the_second_of_two_sees_what_the_first_saved(county, sign_in, what):
    problem, name, key, change, said, differs = what(county)
    address, client = reverse(f"problems:{name}", args=[problem.reference, key]), sign_in(county.partner)
    assert second_of_two(client, address, change, said) == [differs]


def test_an_agency_is_given_a_part_once(county):
    problem = make.scanned(county)
    services.add_partner(problem, county.council, part="lead", reason="Leads", by=county.officer)
    with pytest.raises(MoveRefused, match="has a part in this already"):
        services.add_partner(problem, county.council, part="partner", reason="Helps", by=county.officer)


def test_the_second_of_two_sees_how_the_first_said_a_case_stands(county, sign_in):
    case = library.cased(county)
    row = case.steps.first()
    address = reverse("problems:case_state", args=[case.problem.reference, case.letter, row.pk])

    def change():
        services.set_case_state(row, "ended", by=county.partner)

    said = {"state": "planned"}
    assert second_of_two(sign_in(county.partner), address, change, said) == ["How it stands"]
