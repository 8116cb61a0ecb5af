"""Priorities × the issues that cut across them."""

from collections import defaultdict
from dataclasses import dataclass

from assessments.models import Priority


@dataclass(frozen=True)
class CrossLine:
    recommended: object
    crossed: tuple  # one for each issue: whether it cuts across this priority


@dataclass(frozen=True)
class Issue:
    title: str

    def __str__(self):
        return self.title


@dataclass(frozen=True)
class Crossing:
    issues: tuple
    lines: tuple

    @property
    def rows(self):
        return [(line.recommended.priority.title, line.crossed) for line in self.lines]


def crossing_of(assessment, user):
    """``assessment`` with its recommended priorities; one query, for the issues with what they cut across."""
    crossed = defaultdict(set)
    for key, title, priority in _issues(assessment, user).values_list("pk", "title", "cuts_across"):
        crossed[key, title].add(priority)
    lines = tuple(
        CrossLine(row, tuple(row.priority_id in priorities for priorities in crossed.values()))
        for row in assessment.recommended.all()
    )
    return Crossing(tuple(Issue(title) for _key, title in crossed), lines)


def issues_of(assessment, user):
    return _issues(assessment, user).prefetch_related("cuts_across")


def _issues(assessment, user):
    known = Priority.objects.visible_to(user).standing().cross_cutting()
    return known.filter(partnership=assessment.partnership_id).order_by("title", "pk")
