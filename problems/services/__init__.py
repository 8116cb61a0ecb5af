"""Everything that writes problem records."""

from problems.services.moves import (
    decide,
    note_comments,
    reopen_problem,
    step,
    supervise,
    withdraw_problem,
)
from problems.services.opening import name_officer, open_problem

__all__ = [
    "decide", "name_officer", "note_comments", "open_problem", "reopen_problem", "step", "supervise",
    "withdraw_problem",
]  # fmt: skip
