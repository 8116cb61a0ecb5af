"""Priorities × the issues that cut across them."""

from dataclasses import dataclass

from assessments.models import Priority


@dataclass(frozen=True)
class CrossLine:
    recommended: object
    crossed: tuple  # one for each issue: whether it cuts across this priority


@dataclass(frozen=True)
class Crossing:
    issues: tuple
    lines: tuple

    @property
    def rows(self):
        return [(line.recommended.priority.title, line.crossed) for line in self.lines]


def crossing_of(assessment, user):
    """``assessment`` with its recommended priorities."""
    issues = tuple(issues_of(assessment, user))
    crossed = {issue.pk: {priority.pk for priority in issue.cuts_across.all()} for issue in issues}
    lines = tuple(
        CrossLine(row, tuple(row.priority_id in crossed[issue.pk] for issue in issues))
        for row in assessment.recommended.all()
    )
    return Crossing(issues, lines)


def issues_of(assessment, user):
    known = Priority.objects.visible_to(user).standing().cross_cutting()
    return (
        known.filter(partnership=assessment.partnership_id).prefetch_related("cuts_across").order_by("title")
    )
