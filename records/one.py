"""The record that a page is about: its statement is built once, and planned once a connection."""

from functools import cache

from records.prepared import prepared
from records.querysets import KnownAs, RecordQuerySet, known_as


def one(model, user, reference, *above):
    """The record of this reference with what stands ``above`` it; None where there is none that they may know of."""
    known = known_as(user)
    if known is None:
        return model.objects.visible_to(user).filter(reference=reference).select_related(*above).first()
    return next(_rows(model, above)(reference=reference, **known), None)


@cache
def _rows(model, above):
    if type(model.objects.all()).visible_to is not RecordQuerySet.visible_to:
        raise TypeError(f"{model.__name__} says otherwise who may know of its rows.")

    @prepared
    def rows(reference, **known):
        found = model.objects.filter(KnownAs(**known), reference=reference)
        return found.select_related(*above).order_by()

    return rows
