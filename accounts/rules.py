"""Who keeps whose account: an administrator of a partnership in which the person has a place."""

import rules

from accounts.querysets import places_of
from partnership.predicates import predicate


@predicate
def administers_person(user, person):
    """Whoever has no place anywhere (a guest, or somebody who left) is kept by any administrator."""
    if person is None or not user.places.administers:
        return False
    partnerships = places_of(person).partnerships
    return not partnerships or bool(partnerships & user.places.administers)


@predicate
def is_self(user, person):
    return person is not None and user.person_id == person.pk


rules.add_perm("accounts.manage_account", administers_person)
rules.add_perm("accounts.close_leaver", administers_person & ~is_self)
