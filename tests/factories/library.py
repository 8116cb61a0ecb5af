"""Entries of the good-practice library and cases on the ladder, as people make them."""

from problems import services
from problems.lifecycle import Action
from problems.models import LadderStep, Response
from problems.services.library import draft_of
from records.writing import keep
from tests.factories import problems as make
from tests.factories.problems import DAY, decided


def recommended(county):
    """A completed record that the commander recommends as best practice, its response with a mechanism."""
    problem = decided(county, Action.COMPLETE, best_practice=True)
    response = Response.objects.get(problem=problem)
    response.mechanism, response.techniques = "Light lets people be seen.", [7]
    keep(response, by=county.partner)
    problem.kinds = ["asb"]
    return make.with_fields(problem, county.partner, {"kinds": ["asb"]})


def listed(county):
    problem = recommended(county)
    return services.list_play(
        problem, draft_of(problem), names_nobody=True, looked_at=True, by=county.partner
    )


def cased(county):
    """Case A of a record in analysis, which was sent the first letter."""
    case = services.open_case(make.analysed(county), by=county.partner, risks=["school"])
    first = LadderStep.objects.filter(partnership=county.here).first()
    services.take_step(
        case, first, state="ended", taken_on=DAY, officer=county.partner.person, by=county.partner
    )
    return case
