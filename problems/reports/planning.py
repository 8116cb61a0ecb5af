"""The plan as its page and the printed record show it: the measure, the responses with their lines, earlier rounds."""

from dataclasses import dataclass
from datetime import date

from actions.models import Action
from problems.models import Response
from problems.techniques import Technique

ON_PAGE = ("responses__lines__action__owners", "responses__partners__agency", "measure_agencies")
FIRST = {"chosen": 0, "option": 1, "rejected": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the action plan. ``url`` is empty for those who may not open the action itself."""

    reference: str
    wording: str
    owners: str
    due_on: date | None
    status: str
    status_label: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownResponse:
    pk: int
    round: int
    what: str
    kind: str
    horizon: str
    techniques: tuple[Technique, ...]
    mechanism: str
    aimed_at: str
    partners: tuple[tuple[str, str], ...]
    choice: str
    choice_label: str
    rejected_because: str
    state: str
    state_label: str
    lines: tuple[Line, ...]

    @property
    def is_chosen(self):
        return self.choice == Response.Choice.CHOSEN


@dataclass(frozen=True, slots=True)
class Plan:
    """``responses`` of the round under way, what is chosen first; ``earlier`` by round, the latest first."""

    responses: tuple[ShownResponse, ...]
    earlier: tuple[tuple[int, tuple[ShownResponse, ...]], ...]
    agencies: tuple[str, ...]
    is_agreed: bool
    is_locked: bool

    @property
    def chosen(self):
        return tuple(row for row in self.responses if row.is_chosen)


def openable(problem, user):
    """The actions of the record that the person may open."""
    mine = Action.objects.visible_to(user).filter(arises_from=problem.pk)
    return frozenset(mine.values_list("pk", flat=True))


def plan_shown(problem, openable=frozenset()):
    """The lists of `ON_PAGE` are gathered; on paper no action is opened."""
    rows = [_response(row, openable) for row in problem.responses.all()]
    rows.sort(key=lambda row: (FIRST[row.choice], row.pk))
    rounds = sorted({row.round for row in rows} - {problem.round}, reverse=True)
    agreed = (problem.measure_of_success.strip(), problem.measure_change.strip(), problem.measure_until)
    return Plan(
        responses=_of(rows, problem.round),
        earlier=tuple((number, _of(rows, number)) for number in rounds),
        agencies=tuple(sorted(str(agency) for agency in problem.measure_agencies.all())),
        is_agreed=all((*agreed, problem.measure_agreed_on)),
        is_locked=not problem.is_plannable,
    )


def _of(rows, number):
    return tuple(row for row in rows if row.round == number)


def _response(row, openable):
    return ShownResponse(
        pk=row.pk, round=row.round, what=row.what, kind=row.get_kind_display(), horizon=row.get_horizon_display(),
        techniques=tuple(row.techniques_named), mechanism=row.mechanism, aimed_at=row.aimed_at,
        partners=tuple((str(partner.agency), partner.expertise) for partner in row.partners.all()),
        choice=row.choice, choice_label=row.get_choice_display(), rejected_because=row.rejected_because,
        state=row.state, state_label=row.get_state_display(),
        lines=tuple(_line(line.action, openable) for line in row.lines.all()),
    )  # fmt: skip


def _line(action, openable):
    return Line(
        reference=action.reference,
        wording=action.wording,
        owners=", ".join(owner.printed_name for owner in action.owners.all()),
        due_on=action.due_on,
        status=action.status,
        status_label=action.get_status_display(),
        url=action.get_absolute_url() if action.pk in openable else "",
    )
