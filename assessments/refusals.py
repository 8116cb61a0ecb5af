"""What somebody is told who knows of a record and may not do this to it."""

KEEP = "Only officers and analysts of the partnership {}."
REFUSALS = {
    "assessments.load_data": "Only officers and analysts load data.",
    "assessments.add_indicator": KEEP.format("keep its indicators"),
    "assessments.change_indicator": KEEP.format("keep its indicators"),
    "assessments.observe_indicator": (
        "Only those who supply this indicator's figures, and officers and analysts, enter them."
    ),
    "assessments.keep_weights": KEEP.format("keep weights and peer groups"),
    "assessments.add_priority": KEEP.format("keep its priorities"),
    "assessments.change_priority": KEEP.format("keep its priorities"),
    "assessments.rate_priority": "Only officers, analysts and the chair of the body that owns it rate its progress.",
    "assessments.add_study": KEEP.format("keep its studies"),
    "assessments.change_study": KEEP.format("keep its studies"),
    "assessments.add_ask": KEEP.format("ask agencies for something"),
    "assessments.change_ask": KEEP.format("change what was asked"),
    "assessments.answer_ask": "Only the agency that was asked, and officers and analysts, answer this.",
    "assessments.add_format": KEEP.format("keep the format of its assessments"),
    "assessments.change_format": (
        "Only officers and analysts of the partnership change its format, and only while it is a draft. Make a new"
        " version to change one that is agreed."
    ),
    "assessments.agree_format": "Only officers, analysts and the chair record that the format is agreed.",
    "assessments.retire_format": KEEP.format("retire a format"),
    "assessments.consult_assessment": KEEP.format("send an assessment out for comment"),
    "assessments.add_assessment": KEEP.format("begin an assessment"),
    "assessments.change_assessment": (
        "Only officers and analysts of the partnership write the assessment, and only until it is agreed."
    ),
    "assessments.follow_assessment": "Only the partnership's own people see what stands behind the assessment.",
    "assessments.send_assessment": KEEP.format("record to whom it was sent"),
    "assessments.comment_assessment": (
        "Comments are taken while the assessment is out for comment, from the partnership's own people."
    ),
    "assessments.agree_assessment": (
        "The chair agrees the assessment, or an officer or analyst records the meeting that agreed it."
    ),
    "assessments.publish_assessment": "Only officers, analysts and the chair publish the assessment.",
    "assessments.print_assessment": "Only the partnership's own people make files of the assessment.",
    "assessments.keep_matrix": KEEP.format("keep how issues are scored"),
}
_MOVES = {  # permission of a kind: its moves that the same people make
    "assessments.change_indicator": "retire resume",
    "assessments.change_study": "start report finish stop",
    "assessments.change_ask": "return withdraw",
}
REFUSALS |= {
    permission.replace(".change_", f".{move}_"): REFUSALS[permission]
    for permission, moves in _MOVES.items()
    for move in moves.split()
}
REFUSALS |= {
    f"assessments.{move}_priority": (
        "Only officers, analysts and the chair of the body that owns it adopt, close and reopen a priority."
    )
    for move in ("adopt", "close", "reopen")
}
KEEP_TIMETABLE = "Only officers of the partnership {}."
REFUSALS |= {
    "assessments.add_timetable": KEEP_TIMETABLE.format("begin its timetable"),
    "assessments.change_timetable": (
        "Only officers of the partnership change its timetable, and only until it is closed. Open it again to change"
        " it."
    ),
    "assessments.close_timetable": KEEP_TIMETABLE.format("close its timetable"),
    "assessments.reopen_timetable": KEEP_TIMETABLE.format("open its timetable again"),
    "assessments.finish_step": (
        "Who answers for the step, or an officer of the partnership, records that it is done, until the timetable is"
        " closed."
    ),
}
