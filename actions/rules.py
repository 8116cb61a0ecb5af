import rules

from partnership.predicates import predicate
from partnership.rules import is_chair, is_drafter, is_officer
from records.lifecycle import kind_of


@predicate
def is_owner(user, action):
    return action is not None and any(owner.person_id == user.person_id for owner in action.owners.all())


@predicate
def keeps_source(user, action):
    """Whoever keeps the record that it arises from, where that kind of record asks so (`Record.ACTIONS_BY`)."""
    if action is None or action.arises_from_id is None:
        return False
    kind = kind_of(action.arises_from)
    asked = kind.ACTIONS_BY
    return bool(asked) and user.has_perm(asked, kind.objects.get(pk=action.arises_from_id))


keeps_actions = is_officer | is_chair | is_drafter | keeps_source

rules.add_perm("actions.add_action", keeps_actions)
rules.add_perm("actions.change_action", keeps_actions)
rules.add_perm("actions.issue_action", keeps_actions)
rules.add_perm("actions.update_action", keeps_actions | is_owner)
rules.add_perm("actions.complete_action", keeps_actions | is_owner)
rules.add_perm("actions.reopen_action", keeps_actions)
rules.add_perm("actions.cancel_action", is_officer | is_chair | keeps_source)
