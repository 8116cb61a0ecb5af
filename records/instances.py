"""Instances of rows that were read, as ``Model.from_db`` makes them, at a third of the time: a page has hundreds."""

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init


class Quietly:
    """A model's ``from_db`` without `Model.__init__`, which asks of every field whether it was given, and tells two
    signals that nobody hears. Columns that were not read are deferred, as ever.
    """

    def __init__(self, model):
        self.model = model

    def from_db(self, db, names, values):
        row = self.model.__new__(self.model)
        row._state = state = ModelState()
        state.db, state.adding = db, False
        row.__dict__.update(zip(names, values, strict=True))
        return row


def maker_of(model):
    """What has the model's ``from_db``: the model itself where it says how it is made, or somebody waits to hear."""
    says = model.__init__ is not Model.__init__ or model.from_db.__func__ is not Model.from_db.__func__
    heard = pre_init.has_listeners(model) or post_init.has_listeners(model)
    return model if says or heard else Quietly(model)
