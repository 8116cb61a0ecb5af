import rules

from partnership.rules import is_chair, is_drafter, is_officer


@rules.predicate
def is_owner(user, action):
    return action is not None and any(owner.person_id == user.person_id for owner in action.owners.all())


keeps_actions = is_officer | is_chair | is_drafter

rules.add_perm("actions.add_action", keeps_actions)
rules.add_perm("actions.change_action", keeps_actions)
rules.add_perm("actions.issue_action", keeps_actions)
rules.add_perm("actions.update_action", keeps_actions | is_owner)
rules.add_perm("actions.complete_action", keeps_actions | is_owner)
rules.add_perm("actions.reopen_action", keeps_actions)
rules.add_perm("actions.cancel_action", is_officer | is_chair)
