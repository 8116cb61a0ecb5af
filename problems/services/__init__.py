"""Everything that writes problem records."""

from problems.services.analysis import write_analysis
from problems.services.area_orders import add_order, change_order
from problems.services.assessing import set_counts, write_assessment
from problems.services.clearing import clear_summary, unclear_summary
from problems.services.issues import (
    change_issue,
    close_issue,
    hand_over_issue,
    log_issue,
    raise_problem,
    reopen_issue,
    review_issue,
    start_measure,
    take_issue,
    task_issue,
)
from problems.services.ladder import add_step, end_step, open_case, set_case_state, set_risks, take_step
from problems.services.library import (
    adopt_in_new_record,
    adopt_play,
    list_play,
    restore_play,
    revise_play,
    withdraw_play,
)
from problems.services.moves import (
    decide,
    early_for_review,
    note_comments,
    reopen_problem,
    step,
    withdraw_problem,
)
from problems.services.obstacles import answer_obstacle, log_obstacle
from problems.services.opening import hand_over_problem, name_officer, open_problem
from problems.services.orders import copy_order
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

__all__ = [
    "add_line",
    "add_location_type",
    "add_order",
    "add_partner",
    "add_response",
    "add_step",
    "adopt_in_new_record",
    "adopt_play",
    "agree_measure",
    "answer_obstacle",
    "ask_supervisor",
    "change_issue",
    "change_order",
    "change_response",
    "choose_response",
    "clear_summary",
    "close_issue",
    "copy_order",
    "decide",
    "early_for_review",
    "end_step",
    "hand_over_issue",
    "hand_over_problem",
    "list_play",
    "log_issue",
    "log_obstacle",
    "name_officer",
    "note_comments",
    "offer_location_type",
    "open_case",
    "open_problem",
    "raise_problem",
    "remove_partner",
    "reopen_issue",
    "reopen_problem",
    "restore_play",
    "review_issue",
    "revise_play",
    "set_case_state",
    "set_counts",
    "set_risks",
    "set_state",
    "start_measure",
    "step",
    "summarise_response",
    "supervise",
    "take_issue",
    "take_step",
    "task_issue",
    "unclear_summary",
    "withdraw_play",
    "withdraw_problem",
    "write_analysis",
    "write_assessment",
    "write_scanning",
]  # fmt: skip
