import rules

from partnership.predicates import predicate


@predicate
def is_signatory(user, signoff):
    return signoff is not None and signoff.signed_by_id == user.pk


# Nobody can take back a name but the one whose it is.
rules.add_perm("signoffs.withdraw_signoff", is_signatory)
