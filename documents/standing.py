"""Papers that write themselves: one room offers them, a meeting's agenda shows them and takes them as documents.

Rooms of subjects do not know one another (docs/decisions/0025). The room that has something to report registers a
paper in its ``AppConfig.ready``; the meetings room asks for what is offered to a body since it last met.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class StandingPaper:
    """What each of the three takes: the user, the body, and the first and the last day reported on."""

    name: str  # in addresses
    title: str
    summary: Callable  # one line for the agenda; empty where there is nothing to report
    pdf: Callable  # the paper as this user may read it, as bytes
    address: Callable  # the page on which to read it first; takes no user


_PAPERS: dict[str, StandingPaper] = {}


def offer(paper: StandingPaper):
    _PAPERS[paper.name] = paper


def paper_named(name: str) -> StandingPaper | None:
    return _PAPERS.get(name)


def offered(user, body, since, until):
    """(paper, its line, its page) of each that has something to report."""
    lines = ((paper, paper.summary(user, body, since, until)) for paper in _PAPERS.values())
    return [(paper, line, paper.address(body, since, until)) for paper, line in lines if line]
