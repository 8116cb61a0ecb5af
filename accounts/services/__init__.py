"""What is written about signing in: invitations, sessions, kept forms, closed accounts and their events."""

from accounts.services.closing import close_account, reset_second_factor, set_access_end
from accounts.services.directories import recognise
from accounts.services.factors import encrypt_anew
from accounts.services.invitations import accept_invitation, find_invitation, invite_again, invite_person
from accounts.services.kept import discard_form, keep_form, keep_typed, settle
from accounts.services.leavers import close_leaver
from accounts.services.passwords import ask_password_reset
from accounts.services.registering import register_group

__all__ = [
    "accept_invitation",
    "ask_password_reset",
    "close_account",
    "close_leaver",
    "discard_form",
    "encrypt_anew",
    "find_invitation",
    "invite_again",
    "invite_person",
    "keep_form",
    "keep_typed",
    "recognise",
    "register_group",
    "reset_second_factor",
    "set_access_end",
    "settle",
]
