"""The questions that every service asks of a locked row, and the words of a refusal.

A room says its refusals by permission in ``refusals`` of its app config: sentences that name who may.
"""

from django.apps import apps
from django.core.exceptions import PermissionDenied

from records.lifecycle import MoveRefused, locked


def hold(record, *, by, permission):
    """The record's row, locked, if this person may do this to it now."""
    record = locked(record)
    require(by, permission, record)
    return record


def require(by, permission, record):
    if not by.has_perm(permission, record):
        raise PermissionDenied(refusal(permission))


def refusal(permission):
    return apps.get_app_config(permission.split(".")[0]).refusals[permission]


def say_why(reason, words="Say why."):
    if not reason.strip():
        raise MoveRefused(words)
