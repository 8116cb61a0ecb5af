import datetime as dt

import factory
from factory.django import DjangoModelFactory

from actions.models import Action
from records.models import Record
from tests.factories.partnership import PartnershipFactory


class RecordFactory(DjangoModelFactory):
    """The plainest kind of record there is: an action. Rows only; services write the events and numbers."""

    class Meta:
        model = Action

    reference = factory.Sequence("CSP-ACT-2020-{:04d}".format)
    kind = "actions.action"
    title = factory.Sequence("Record {}".format)
    partnership = factory.SubFactory(PartnershipFactory)
    audience = Record.Audience.PARTNERSHIP
    wording = "Something to do"
    created_at = updated_at = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
