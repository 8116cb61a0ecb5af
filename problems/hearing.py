"""Who hears of what happens to a problem record. `notices` asks again whether each of them may open it."""

from audit.clock import today
from partnership.models import Role, User
from problems.lifecycle import Action

LINES = {
    Action.SEND: "A problem record waits for your comments and decision.",
    Action.RETURN: "The commander has returned the record with comments. Read them and note them.",
    Action.REASSESS: "The commander asks for the problem to be assessed again from the start.",
    Action.HOLD: "The commander will see the record again after a time.",
    Action.COMPLETE: "The commander has completed the file.",
    Action.REOPEN: "The commander has reopened the file at assessment.",
}


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
    from problems.rules import areas_of  # noqa: PLC0415 -- rules know the models, which know this

    roles = Role.objects.on(today()).filter(partnership=problem.partnership_id, kind=kind)
    roles = roles.filter(area=None) | roles.filter(area__in=[key for key in areas_of(problem) if key])
    return User.objects.filter(is_active=True, person__in=roles.values("person"))
