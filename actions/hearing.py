"""Who hears of what happens to an action: its owners. `notices` asks again whether each may open it."""

from actions.lifecycle import Action as Act
from partnership.models import User

OWNER = "Owner of the action"
SUBJECTS = {Act.ISSUE: "an action for you", Act.REOPEN: "open again"}  # “open” alone says little to its owner
LINES = {
    Act.ISSUE: "You are an owner of this action.",
    Act.COMPLETE: "An action of yours is marked as done.",
    Act.REOPEN: "An action of yours is open again.",
    Act.CANCEL: "An action of yours is no longer to be done.",
}


def owners_of(action):
    """Accounts of the people who own it; an owner known by name alone has none."""
    return User.objects.filter(is_active=True, person__owned_actions__action=action)
