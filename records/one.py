"""The record that a page is about, and those that hang on it: statements built once, and planned once a connection."""

from functools import cache, wraps

from records.prepared import prepared
from records.querysets import KNOWS, KnownAs, RecordQuerySet, known_as


def one(model, user, reference, *above):
    """The record of this reference with what stands ``above`` it; None where there is none that they may know of."""
    known = None if says_otherwise(model) else known_as(user)
    if known is None:
        return model.objects.visible_to(user).filter(reference=reference).select_related(*above).first()
    return next(_rows(model, above)(reference=reference, **known), None)


def prepared_as_known(model):
    """`prepared` for a function of the records of the model that somebody may know of, and of values by name: then it
    is asked of a person and these. For a handful of records, such as those that hang on another (`KnownAs`).
    """

    def decorate(build):
        @prepared
        def rows(**given):
            known = KnownAs(**{name: given.pop(name) for name in KNOWS})
            return build(model.objects.filter(known), **given)

        @wraps(build)
        def asked(user, **values):
            known = None if says_otherwise(model) else known_as(user)
            if known is None:
                return iter(build(model.objects.visible_to(user), **values))
            return rows(**known, **values)

        return asked

    return decorate


@cache
def says_otherwise(model):
    """Its own queryset asks more of who may know of its rows, such as that they work for the agency still."""
    return type(model.objects.all()).visible_to is not RecordQuerySet.visible_to


@cache
def _rows(model, above):
    @prepared
    def rows(reference, **known):
        found = model.objects.filter(KnownAs(**known), reference=reference)
        return found.select_related(*above).order_by()

    return rows
