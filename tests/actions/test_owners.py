"""What owning an action opens, and what ends with it."""

import pytest

from actions import services
from actions.models import Action
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db


def sees(user, action):
    return Action.objects.visible_to(user).filter(pk=action.pk).exists()


def test_a_former_owner_keeps_nothing_by_it(county):
    """What was opened to an owner as such is closed again when another takes the work."""
    meeting, officer = make.scheduled(county, held_on=None), county.officer
    first = [(county.outsider.person, None, "")]
    action = services.propose_action(meeting, wording="Call the family", owners=first, by=officer)
    action = services.issue_action(action, by=officer, audience="officers")
    assert sees(county.outsider, action)
    second = [(county.partner.person, None, "")]
    action = services.change_action(action, wording=action.wording, due_on=None, owners=second, by=officer)
    assert (sees(county.outsider, action), sees(county.partner, action)) == (False, True)
    third = county.health_lead.person
    services.reassign_owner(action, county.partner.person, third, by=officer, reason="Moved on")
    assert (sees(county.partner, action), sees(county.health_lead, action)) == (False, True)
