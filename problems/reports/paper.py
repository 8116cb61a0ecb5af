"""What became of emerging issues since a body last met: the paper that stands on its agenda for information (S002-57).

Frozen: a page and a PDF are templates over one. It says of people only who does a measure.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q

from actions.models import Action
from audit.clock import local_day
from design.addresses import url
from design.filters import date as date_in_words
from design.filters import joined
from design.pdf import render_pdf
from documents.standing import StandingPaper
from problems.models import EmergingIssue


@dataclass(frozen=True)
class Line:
    reference: str
    title: str
    where: str
    text: str
    on: date
    url: str


@dataclass(frozen=True)
class Section:
    heading: str
    lines: tuple


@dataclass(frozen=True)
class IssuesPaper:
    body: str
    partnership: str
    since: date
    until: date
    sections: tuple

    @property
    def title(self):
        return f"Emerging issues, {date_in_words(self.since)} to {date_in_words(self.until)}"

    @property
    def summary(self):
        """3 logged, 2 taken, 1 closed."""
        return joined(f"{len(one.lines)} {one.heading.lower()}" for one in self.sections if one.lines)


def issues_for(user, body):
    """Of the body's partnership: those that are its own, and those that belong to no group."""
    mine = EmergingIssue.objects.visible_to(user).filter(partnership=body.partnership_id)
    return mine.filter(Q(body=body) | Q(body=None))


def paper_of(user, body, since, until):
    issues = list(
        issues_for(user, body).between(since, until).select_related("beat", "officer").order_by("pk")
    )
    return IssuesPaper(
        body=str(body), partnership=str(body.partnership), since=since, until=until,
        sections=(
            Section("Logged", _lines(issues, "logged_on", since, until, lambda issue: issue.outline)),
            Section("Taken", _lines(issues, "taken_on", since, until, lambda issue: f"By {issue.officer}")),
            Section("Measures started", tuple(_measures(user, issues, since, until))),
            Section("Closed", _lines(issues, "closed_on", since, until, lambda issue: issue.came_of_it)),
        ),
    )  # fmt: skip


def _lines(issues, day, since, until, words):
    found = [issue for issue in issues if getattr(issue, day) and since <= getattr(issue, day) <= until]
    found.sort(key=lambda issue: (getattr(issue, day), issue.pk))
    return tuple(_line(issue, words(issue), getattr(issue, day)) for issue in found)


def _line(issue, text, on):
    where = str(issue.beat or issue.place or "")
    return Line(issue.reference, issue.title, where, text, on, issue.get_absolute_url())


def _measures(user, issues, since, until):
    """Actions agreed on any issue of the time, with who does each by when."""
    by_key = {issue.pk: issue for issue in issues if issue.measured_on}
    known = (
        Action.objects.visible_to(user)
        .filter(arises_from__in=by_key)
        .prefetch_related("owners")
        .order_by("pk")
    )
    for action in known:
        agreed = local_day(action.created_at)
        if since <= agreed <= until:
            who = joined(owner.printed_name for owner in action.owners.all())
            due = f", by {date_in_words(action.due_on)}" if action.due_on else ""
            yield _line(by_key[action.arises_from_id], f"{action.title} ({who}{due})", agreed)


def summary_of(user, body, since, until):
    """One line for the agenda, in one query."""
    days = issues_for(user, body).between(since, until).order_by()
    rows = list(days.values_list("logged_on", "taken_on", "measured_on", "closed_on"))
    words = ("logged", "taken", "answered with measures", "closed")
    counts = [
        sum(day is not None and since <= day <= until for day in column) for column in zip(*rows, strict=True)
    ]
    return joined(f"{count} {word}" for count, word in zip(counts, words, strict=False) if count)


def pdf_of(user, body, since, until):
    paper = paper_of(user, body, since, until)
    return render_pdf(
        "problems/printed/issues.html", {"paper": paper}, title=paper.title, author=paper.partnership
    )


def address_of(body, since, until):
    days = {"body": body.slug, "since": since.isoformat(), "until": until.isoformat()}
    return f"{url('problems:issues_since')}?{urlencode(days)}"


PAPER = StandingPaper("emerging-issues", "Emerging issues", summary_of, pdf_of, address_of)
