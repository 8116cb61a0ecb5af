"""Everything that writes problem records."""

from problems.services.analysis import write_analysis
from problems.services.moves import (
    decide,
    note_comments,
    reopen_problem,
    step,
    supervise,
    withdraw_problem,
)
from problems.services.opening import name_officer, open_problem
from problems.services.scanning import add_location_type, offer_location_type, write_scanning
from problems.services.sharing import add_partner, remove_partner

__all__ = [
    "add_location_type", "add_partner", "decide", "name_officer", "note_comments", "offer_location_type",
    "open_problem", "remove_partner", "reopen_problem", "step", "supervise", "withdraw_problem", "write_analysis",
    "write_scanning",
]  # fmt: skip
