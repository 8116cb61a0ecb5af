"""How the order of the recommended priorities follows from the scores, and which of them a person put elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.reports.scores import tables_of

FOLLOWS = (
    "The order follows the scores: a priority has the highest score of the issues that belong to it, and those without"
    " one stand last. {formula}"
)
BY_HAND = "The order was set by hand: no issue that belongs to one of them has a score."
UNLIKE = (
    "The order was set by hand: issues were scored with different matrices, and those scores do not compare."
)


@dataclass(frozen=True)
class Order:
    words: str  # how the order came to be
    said: Mapping[
        int, str
    ]  # key of a recommendation → its score, and why it stands where its score would not put it
    unexplained: Sequence[str] = ()  # sentences about those that stand where it would not, without a why


def order_of(assessment):
    """``assessment`` with what it recommends, and its issues with their points, priority, matrix and criteria."""
    rows, tables = list(assessment.recommended.all()), tables_of(assessment)
    unsaid = dict.fromkeys((row.pk for row in rows), "")
    if len(tables) > 1:
        return Order(UNLIKE, unsaid)
    scores = [_highest(tables, row.priority) for row in rows]
    if not any(score is not None for score in scores):
        return Order(BY_HAND if rows else "", unsaid)
    said = {row.pk: _said(at, rows, scores) for at, row in enumerate(rows)}
    unexplained = [
        f"“{row}” stands above “{passed}”, whose score is higher, and it does not say why: write it with the priority."
        for at, row in enumerate(rows)
        if (passed := _passed(at, rows, scores))
    ]
    return Order(FOLLOWS.format(formula=tables[0].formula), said, unexplained)


def _highest(tables, priority):
    """An issue belongs to the priority that it names, or whose name it has."""
    lines = [line for table in tables for line in table.lines if _belongs(line.issue, priority)]
    return max((line.scored.total for line in lines if line.scored.is_whole), default=None)


def _belongs(issue, priority):
    if issue.priority_id is None:
        return issue.title.casefold() == priority.title.casefold()
    return issue.priority_id == priority.pk


def _said(at, rows, scores):
    row, score = rows[at], scores[at]
    words = "It has no score." if score is None else f"Score {score:,}."
    if row.moved_because:
        place = 1 + sum(_above(other, score) for other in scores)
        return (
            f"{words} Its score puts it at place {place}; it was moved to place {at + 1}: {row.moved_because}"
        )
    if passed := _passed(at, rows, scores):
        return f"{words} It stands above {passed}, whose score is higher; why is not said yet."
    return words


def _passed(at, rows, scores):
    """What it stands above though its score is lower, and nobody said why."""
    passed = (
        rows[later] for later in range(at + 1, len(rows))
        if not rows[at].moved_because and _above(scores[later], scores[at]) and not rows[later].moved_because
    )  # fmt: skip
    return next(passed, None)


def _above(one, other):
    return one is not None and (other is None or one > other)
