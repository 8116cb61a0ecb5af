"""The board of emerging issues, and the list of those that are over."""

from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from actions.models import Action
from design.pages import Column
from problems.issue_lifecycle import IssueStatus
from problems.models import EmergingIssue, Problem
from records.models import Link

ON_THE_BOARD = (IssueStatus.LOGGED, IssueStatus.TASKED, IssueStatus.TAKEN, IssueStatus.MEASURED)
MOST = 30  # of a column; the rest is counted
OVER = (IssueStatus.CLOSED, IssueStatus.RAISED)
COLUMNS = (Column("Issue"), Column("Where"), Column("What came of it"), Column("Ended"))


@dataclass(frozen=True)
class Card:
    issue: EmergingIssue
    days: int  # in its state
    is_review_due: bool


@dataclass(frozen=True)
class BoardColumn:
    status: IssueStatus
    count: int
    cards: list

    @property
    def since(self):
        """What happened when it came into this column."""
        return {IssueStatus.MEASURED: "First measure"}.get(self.status, self.status.label)

    @property
    def more(self):
        return self.count - len(self.cards)


def board_of(user, on):
    """A column for each state that is not over, the longest waiting first, in two queries."""
    seen = EmergingIssue.objects.visible_to(user).filter(status__in=ON_THE_BOARD)
    counts = dict(seen.order_by().values_list("status").annotate(Count("pk")))
    place = Window(RowNumber(), partition_by="status", order_by=["logged_on", "pk"])
    shown = seen.annotate(place_in_column=place).filter(place_in_column__lte=MOST)
    shown = shown.select_related("partnership", "officer", "beat").order_by("logged_on", "pk")
    cards = [Card(issue, (on - issue.state_since).days, issue.is_review_due(on)) for issue in shown]
    return [
        BoardColumn(status, counts.get(status, 0), [card for card in cards if card.issue.status == status])
        for status in ON_THE_BOARD
    ]


def over_for(user):
    return EmergingIssue.objects.visible_to(user).filter(status__in=OVER).select_related("beat")


def problem_of(issue, user):
    """The problem record that it became, to those who may know of it."""
    if issue.status != IssueStatus.RAISED:
        return None
    links = issue.links_in.filter(kind=Link.Kind.ARISES_FROM).values("source")
    return Problem.objects.visible_to(user).filter(pk__in=links).first()


def measures_of(issue, user):
    """Its measures, with owners, as far as the person may know of them."""
    known = Action.objects.visible_to(user).filter(arises_from=issue.pk).prefetch_related("owners")
    return list(known.order_by(F("due_on").asc(nulls_last=True), "pk"))
