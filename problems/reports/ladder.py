"""The ladder in numbers: how many contracts, orders and letters there are, by how they stand (S002-25)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from problems.models import CaseStep, LadderStep, Problem

STATES = tuple(CaseStep.State)
CASES = ("cases__steps__step", "cases__steps__officer")


@dataclass(frozen=True)
class Rung:
    step: LadderStep
    counts: tuple  # as many as `STATES`


def counts_in(problems):
    """How many cases of these problems stand at each step, by its key and how they stand."""
    found = CaseStep.objects.filter(case__problem__in=problems).order_by()
    return {(step, state): n for step, state, n in found.values_list("step", "state").annotate(Count("pk"))}


def counts_of(problem):
    """The same of a problem that holds its cases with their steps."""
    return Counter((row.step_id, row.state) for case in problem.cases.all() for row in case.steps.all())


def rungs_of(partnership, user, counts):
    """The steps with how many cases stand at each; one that ended shows while it counts some."""
    steps = LadderStep.objects.visible_to(user).filter(partnership=partnership)
    rungs = [Rung(step, tuple(counts.get((step.pk, state), 0) for state in STATES)) for step in steps]
    return [rung for rung in rungs if rung.step.ended_on is None or any(rung.counts)]


def known_problems(partnership, user):
    return Problem.objects.visible_to(user).filter(partnership=partnership).values("pk")
