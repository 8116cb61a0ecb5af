"""Entries of the good-practice library and cases on the ladder, as people make them."""

from problems import services
from problems.lifecycle import Action
from problems.models import LadderStep, Problem, Response
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


def reopened(county, play):
    return services.reopen_problem(play.comes_from, by=county.commander, reason="The damage is back")


def completed_again(county, problem, **said):
    """A file that was reopened, sent and completed once more."""
    problem = make.with_fields(Problem.objects.get(pk=problem.pk), county.partner, said)
    problem = services.step(problem, Action.SEND, by=county.partner)
    return services.decide(
        problem, Action.COMPLETE, comments="Good.", best_practice=True, by=county.commander
    )


def taken_up_again(county, play, **said):
    """The file of an entry reopened and sent back to scanning; ``said`` is what its first round came to in the end."""
    problem = make.with_fields(reopened(county, play), county.partner, said)
    problem = services.step(problem, Action.SEND, by=county.partner)
    return services.decide(problem, Action.REASSESS, comments="Begin again.", by=county.commander)


def second_round(county, play, **said):
    """A second round of an entry's record, with a response of its own, completed and recommended."""
    problem = taken_up_again(county, play)
    for action in (Action.ANALYSE, Action.PREPARE):
        problem = services.step(problem, action, by=county.partner)
    problem = make.with_fields(problem, county.partner, make.PLANNED)
    response = Response(problem=problem, round=2, what="Move the shelter", choice="chosen")
    keep(response, by=county.partner)
    make.lined(problem, response, county)
    services.supervise(problem, by=county.supervisor)
    problem = services.step(problem, Action.START, by=county.partner)
    make.unlined(problem, county)
    problem = services.step(problem, Action.ASSESS, by=county.partner)
    return completed_again(county, problem, **make.ASSESSED | said)


def cased(county):
    """Case A of a record in analysis, which was sent the first letter."""
    case = services.open_case(make.analysed(county), by=county.partner, risks=["school"])
    first = LadderStep.objects.filter(partnership=county.here).first()
    services.take_step(
        case, first, state="ended", taken_on=DAY, officer=county.partner.person, by=county.partner
    )
    return case
