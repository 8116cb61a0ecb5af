"""Who makes a version, why and when: said of a row just before it is saved or deleted (django-simple-history)."""

from audit.clock import now


def attribute(row, *, by, reason=""):
    """Say it anew before each save: what was said sticks to the instance."""
    row._history_user, row._change_reason, row._history_date = by, reason, now()
    return row
