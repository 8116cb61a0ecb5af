"""What somebody is told who knows of a review and may not do this to it. Others are told nothing."""

KEEP = "Only a review co-ordinator to whom this review is open {}."
ASKED = "Only the person who was asked, while they work for the agency, {}."
REFUSALS = {
    "reviews.add_review": "Only review co-ordinators record a referral.",
    "reviews.keep_kinds": "Only review co-ordinators keep the names of reviews.",
    "reviews.change_review": KEEP.format("changes it"),
    "reviews.read_log": "Only the co-ordinator who keeps this review sees who has read it.",
    "reviews.open_key": "Only the co-ordinator who keeps this review opens the key.",
    "reviews.answer_return": ASKED.format("answers this"),
    "reviews.share_return": ASKED.format("shares the answer"),
    "reviews.reopen_return": KEEP.format("asks again"),
    "reviews.withdraw_return": KEEP.format("withdraws what was asked"),
}
REFUSALS |= {
    f"reviews.{move}_review": KEEP.format("moves it on")
    for move in "scope pass decide recruit conclude begin gather draft finish redraft agree submit close".split()
}

LINE = "Only a review co-ordinator to whom a review that it serves is open {}."
REFUSALS |= {
    "reviews.keep_actionline": LINE.format("changes this action"),
    "reviews.report_actionline": "Only its owner, while they work for the agency and it is under way, reports on it.",
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
