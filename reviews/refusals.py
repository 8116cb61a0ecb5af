"""What somebody is told who knows of a review and may not do this to it. Others are told nothing."""

KEEP = "Only a review co-ordinator to whom this review is open {}."
WORK = "Only a review co-ordinator and the independent chair, to whom this review is open, {}."
ASKED = "Only the person who was asked, while they work for the agency, {}."
REFUSALS = {
    "reviews.add_review": "Only review co-ordinators record a referral.",
    "reviews.keep_kinds": "Only review co-ordinators keep the names of reviews.",
    "reviews.change_review": KEEP.format("changes it"),
    "reviews.work_on_review": WORK.format("work on this"),
    "reviews.attach_to_review": "Only its co-ordinators, independent chair and author add documents.",
    "reviews.sign_independence": "Only somebody who is appointed to this review signs their own statement.",
    "reviews.read_log": "Only the co-ordinator who keeps this review sees who has read it.",
    "reviews.open_key": "Only the co-ordinator who keeps this review opens the key.",
    "reviews.answer_return": ASKED.format("answers this"),
    "reviews.share_return": ASKED.format("shares the answer"),
    "reviews.answer_managementreview": ASKED.format("writes it, until it is signed"),
    "reviews.sign_managementreview": "Only the senior officer whom its author named signs it, and never the author.",
    "reviews.query_managementreview": WORK.format("query it"),
    "reviews.accept_managementreview": WORK.format("accept it"),
    "reviews.withdraw_managementreview": WORK.format("withdraw what was asked"),
    "reviews.read_management": "Only its co-ordinators, independent chair and author read what agencies sent.",
    "reviews.read_family": "Only the independent chair and those named for it read what the family said.",
    "reviews.name_reader": "Only the co-ordinator who keeps this review says who reads what the family said.",
    "reviews.reopen_return": KEEP.format("asks again"),
    "reviews.withdraw_return": KEEP.format("withdraws what was asked"),
}
REFUSALS |= {
    f"reviews.{move}_review": KEEP.format("moves it on")
    for move in "scope pass decide recruit conclude begin submit close".split()
}
REFUSALS |= {f"reviews.{move}_review": WORK.format("move it on") for move in ("gather", "draft", "finish")}
REFUSALS["reviews.redraft_review"] = (
    "Only a review co-ordinator and the independent chair take it back to draft, and nobody once it is settled whether"
    " it is published."
)
REFUSALS |= {
    "reviews.enter_chronologypart": ASKED.format("enters what their agency did, before it is shared"),
    "reviews.share_chronologypart": ASKED.format("shares it"),
    "reviews.reword_chronologypart": ASKED.format("puts pseudonyms in what their agency wrote"),
    "reviews.reopen_chronologypart": KEEP.format("asks again"),
    "reviews.withdraw_chronologypart": KEEP.format("withdraws what was asked"),
}
REFUSALS |= {
    "reviews.write_report": "Only a review co-ordinator to whom this review is open, and its author, write the report.",
    "reviews.comment_report": "Only those to whom this review is open comment on its report.",
    "reviews.keep_outlines": "Only review co-ordinators keep the sections of reports.",
    "reviews.check_review": "Only the co-ordinator who keeps this review, and may open its key, does this.",
}
REFUSALS["reviews.agree_review"] = (
    "Only the chair of the partnership, to whom this review is open, signs that it is submitted."
)
REFUSALS["reviews.write_pressstatement"] = (
    "Only its owner and its co-ordinators write it, while it is in draft."
)
REFUSALS["reviews.release_pressstatement"] = (
    "Only its owner and its co-ordinators record that it was released."
)
REFUSALS |= {
    f"reviews.{move}_pressstatement": KEEP.format("does this") for move in ("clear", "reopen", "drop")
}

LINE = "Only a review co-ordinator to whom a review that it serves is open {}."
REFUSALS |= {
    "reviews.keep_actionline": LINE.format("changes this action"),
    "reviews.report_actionline": "Only its owner, while they work for the agency and it is under way, reports on it.",
    "reviews.start_actionline": "Only its owner, while they work for the agency and it is under way, reports on it.",
    "reviews.complete_actionline": "Only its owner or a review co-ordinator says that it is complete.",
    "reviews.silence_actionline": LINE.format("records that there is no response"),
    "reviews.reopen_actionline": LINE.format("opens it again"),
    "reviews.withdraw_actionline": LINE.format("withdraws it"),
}
REFUSALS |= {
    "reviews.release_paper": "Only review co-ordinators of the partnership release papers on reviews.",
    "reviews.release_pack": KEEP.format("puts it to the partnership"),
}
REFUSALS |= {
    "reviews.keep_rules": "Only review co-ordinators record how long things are kept.",
    "reviews.propose_destruction": KEEP.format("proposes that papers are destroyed"),
    "reviews.confirm_destruction": "Only somebody of a partner agency to whom this review is open confirms it.",
    "reviews.export_review": "Only the co-ordinator who keeps this review takes an export of it.",
    "reviews.hand_review": "Only the co-ordinator who keeps this review hands it to another.",
}
REFUSALS["reviews.report_death"] = "Only people of an agency of the partnership tell it of a death."
