"""Who hears of what happens to a problem record. `notices` asks again whether each of them may open it."""

from audit.clock import today
from partnership.models import Role, User
from problems.areas import areas_of
from problems.issue_lifecycle import IssueAction
from problems.lifecycle import Action

LINES = {
    Action.SEND: "A problem record waits for your comments and decision.",
    Action.RETURN: "The commander has returned the record with comments. Read them and note them.",
    Action.REASSESS: "The commander asks for the problem to be assessed again from the start.",
    Action.HOLD: "The commander will see the record again after a time.",
    Action.COMPLETE: "The commander has completed the file.",
    Action.REOPEN: "The commander has reopened the file at assessment.",
}

ISSUE_LINES = {
    IssueAction.TASK: "Your partnership is tasked with an emerging issue. Take it today if you can.",
    IssueAction.TAKE: "An emerging issue that you logged has been taken.",
    IssueAction.RAISE: "An emerging issue that you logged is now a problem record.",
    IssueAction.CLOSE: "An emerging issue that you logged is closed.",
    IssueAction.REOPEN: "An emerging issue that you logged is open again.",
}


RECOMMENDED = (
    "The commander recommends it as best practice: put it in the library, for other partners to use."
)


def line_of_move(problem, action):
    line = LINES.get(action, "")
    last = problem.reviews.order_by("-pk").first() if action == Action.COMPLETE else None
    return f"{line} {RECOMMENDED}" if last and last.best_practice else line


def audience_of_move(problem, action):
    if action == Action.SEND:
        return commanders_of(problem)
    if action in LINES:
        return User.objects.filter(is_active=True, person=problem.officer_id)
    return User.objects.none()


def commanders_of(problem):
    """Commanders whose area covers the record; `rules.is_commander` from the other end."""
    return _holders(problem, Role.Kind.COMMANDER)


def supervisors_of(problem):
    return _holders(problem, Role.Kind.SUPERVISOR).exclude(
        person__in=[key for key in (problem.officer_id, problem.initiated_by_id) if key]
    )


def _holders(problem, kind):
    roles = Role.objects.on(today()).filter(partnership=problem.partnership_id, kind=kind)
    roles = roles.filter(area=None) | roles.filter(area__in=[key for key in areas_of(problem) if key])
    return User.objects.filter(is_active=True, person__in=roles.values("person"))


def audience_of_issue(issue, action):
    """Who can take it hears that it waits; whoever logged it hears of the rest."""
    if action == IssueAction.TASK:
        return takers_of(issue)
    if action in ISSUE_LINES:
        return User.objects.filter(is_active=True, pk=issue.created_by_id)
    return User.objects.none()


def takers_of(issue):
    return officers_of(issue.partnership_id)


def officers_of(partnership):
    """The community safety officers of a partnership (S002-58); its officers, where it has none."""
    roles = Role.objects.on(today()).filter(partnership=partnership)
    taking = roles.filter(kind=Role.Kind.COMMUNITY_SAFETY)
    if not taking.exists():
        taking = roles.filter(kind=Role.Kind.OFFICER)
    return User.objects.filter(is_active=True, person__in=taking.values("person"))
