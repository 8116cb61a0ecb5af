"""Everything that writes problem records."""

from problems.services.analysis import write_analysis
from problems.services.assessing import set_counts, write_assessment
from problems.services.moves import decide, note_comments, reopen_problem, step, withdraw_problem
from problems.services.opening import name_officer, open_problem
from problems.services.planning import (
    add_line,
    add_response,
    agree_measure,
    change_response,
    choose_response,
    set_state,
    summarise_response,
)
from problems.services.scanning import add_location_type, offer_location_type, write_scanning
from problems.services.sharing import add_partner, remove_partner
from problems.services.signing import ask_supervisor, supervise

__all__ = ["add_line", "add_location_type", "add_partner", "add_response", "agree_measure", "ask_supervisor", "change_response", "choose_response", "decide", "name_officer", "note_comments", "offer_location_type", "open_problem", "remove_partner", "reopen_problem", "set_counts", "set_state", "step", "summarise_response", "supervise", "withdraw_problem", "write_analysis", "write_assessment", "write_scanning"]  # fmt: skip
