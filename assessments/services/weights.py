"""Weights of harm and peer groups, entered with their source and day (the official ones are not bundled)."""

from django.db import transaction

from assessments.models import PeerGroup, WeightSet
from audit.services import log
from records.asking import require
from records.lifecycle import MoveRefused
from records.writing import keep

KEEP = "assessments.keep_weights"


@transaction.atomic
def add_peer_group(partnership, *, by, **said):
    group = PeerGroup(partnership=partnership, **said)
    require(by, KEEP, group)
    keep(group, by=by)
    log(group, "create", by=by, changes={"name": group.name, "source": group.source})
    return group


@transaction.atomic
def add_weight_set(partnership, *, by, **said):
    """Sets stay beside one another: two are never mixed in one figure."""
    found = WeightSet(partnership=partnership, **said)
    require(by, KEEP, found)
    if WeightSet.objects.filter(partnership=partnership, kind=found.kind, vintage=found.vintage).exists():
        raise MoveRefused(f"{found} is kept already. Give this one another name of its edition.")
    keep(found, by=by)
    log(found, "create", by=by, changes={"set": str(found), "source": found.source})
    return found
