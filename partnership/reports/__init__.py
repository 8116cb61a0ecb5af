"""What pages and prints say of people and places, as frozen facts read from live rows."""

from partnership.reports.beside import beside
from partnership.reports.history import Version, differences, versions
from partnership.reports.members import Member, Members, members_of
from partnership.reports.register import Cover, Register, register_of
from partnership.reports.structure import structure_of

__all__ = [
    "Cover",
    "Member",
    "Members",
    "Register",
    "Version",
    "beside",
    "differences",
    "members_of",
    "register_of",
    "structure_of",
    "versions",
]
