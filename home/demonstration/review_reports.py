"""The draft, the consultation and the check for names of an invented report."""

from reviews.services import checking, filing, printing, reports, sealed

TEXT = {
    "Introduction": (
        "This review is about the death of {name}, and about what the agencies that knew her did and did not do. The"
        " panel gives its condolences to her family.\n\n## Who she was\n\n{name} sang in a choir and grew tomatoes on a"
        " windowsill. Her sister says that she was the one who rang on birthdays."
    ),
    "Timescales": "The review began within a month of the decision. It waited for the trial, and for nothing else.",
    "Confidentiality": "The family chose the pseudonyms. Dates are given as months, and no place is named.",
    "Terms of reference": "What each agency knew of control and fear, who asked, and what was done with the answer.",
    "Methodology": "Agencies sent chronologies and reviewed their own practice. The panel met five times.",
    "Involvement of family, friends, work colleagues, neighbours and wider community": (
        "The sister met the chair three times, with her advocate, and read the terms of reference. Two friends were"
        " written to, and did not wish to take part."
    ),
    "Contributors to the review": "Five agencies. No author had managed anybody who worked with {name}.",
    "Review panel members": "The independent chair, the agencies, and a service for people who are abused at home.",
    "Author of the overview report": "The chair is the author. The statement of independence stands at the front.",
    "Parallel reviews": "A criminal trial, and an inquest that was adjourned for it.",
    "Equality and diversity": "Sex, age, disability and pregnancy bore on what was seen, and on who was believed.",
    "Dissemination": "The family, the panel, the local policing body and the Domestic Abuse Commissioner.",
    "Background information (the facts)": "{name} lived with the person accused for three years, in a rented home.",
    "Chronology": "The combined chronology is the source. What stands out in it is told here in order.",
    "Overview": "Control was known to the sister from the first year, and to no agency before the third.",
    "Analysis": (
        "Five agencies saw harm and each saw one part of it.\n\n- Police saw incidents.\n- Health saw bruises, low mood"
        " and missed appointments.\n- The council had the sister's calls.\n- Housing mended a door twice.\n- The"
        " advocates met her once.\n\nNobody asked {name}, alone, whether she was safe at home."
    ),
    "Conclusions": "What each agency knew would have been enough, had it been in one place.",
    "Lessons to be learned": (
        "Ask everybody who is seen twice, alone, whether they are safe.\n\nSay which agency keeps the record of a visit"
        " that two of them made."
    ),
    "Recommendations": "They stand in the ledger, each with the agency that acts on it and its day.",
}  # fmt: skip
SUMMARY = {
    "The review process": "The partnership held this review after the death of {name}.",
    "Key issues arising from the review": "Nobody asked {name} alone. Records of shared visits were held by nobody.",
    "Contributors to the review": "Five agencies, and the family.",
    "Terms of reference for the review": "What was known of control and fear, and what was done with it.",
    "Conclusions": "What each agency knew would have been enough, had it been in one place.",
}  # fmt: skip


def write_report(county, review, name, kind="overview", finished_on=None):
    """As the author has it, with a version kept. Nobody but the key knows who the pseudonym is."""
    by = county.user("reviews")
    if not review.key.exists():
        sealed.add_entry(review, by=by, pseudonym=name, identity="Firstname Field", also="9 Nowhere Row")
    report = reports.begin_report(
        review, by=by, kind=kind, subject=name, died_in=f"{review.known_on:%B %Y}", author=county.user("independent"),
        author_words="An invented independent author", finished_on=finished_on,
        independence="I have worked for none of these agencies. Invented for the demonstration.",
    )  # fmt: skip
    text = TEXT if kind == "overview" else SUMMARY
    for section in report.sections.filter(title__in=text):
        reports.write_section(section, by=by, body=text[section.title].format(name=name), edits=0)
    reports.keep_version(report, by=by, note="First draft, to the panel")
    return report


def consult(county, report):
    """The panel comments, and the family through its advocate."""
    by, section = county.user("reviews"), report.sections.get
    analysis = section(title="Analysis")
    asked = reports.comment(analysis, by=county.user("refuge"), text="Say when housing knew of the bail.")
    reports.answer_comment(asked, by=by, answer="accepted", answer_text="")
    reports.comment(analysis, by=county.user("independent"), text="Name the good practice as well: the card.")
    for title, text, answer in (
        ("Introduction", "Please keep the tomatoes.", "They stay."),
        ("Lessons to be learned", "Say that she asked for help too, and was not heard.", ""),
    ):
        said = reports.comment(section(title=title), by=by, text=text, of_family=True, said_by="A sister")
        if answer:
            reports.answer_comment(said, by=by, answer="noted", answer_text=answer)


def file_report(review, by):
    """Composed of the text that was checked, and kept as a document."""
    row = printing.ask_print(review.reports.get(kind="overview"), "final", by=by)
    printing.make_print(row.pk)
    row.refresh_from_db()
    return filing.file_final(row, by=by)


def check(county, review, report, *, with_finds=False):
    """Nothing leaves before it. A find is let stand, and another waits."""
    by = county.user("reviews")
    if with_finds:
        for title, more in (
            ("Timescales", "\n\nThe inquest into the death at 9 Nowhere Row was adjourned."),
            ("Conclusions", "\n\nWorkers in the field knew the form, and not the reason for it."),
        ):
            section = report.sections.get(title=title)
            reports.write_section(section, by=by, body=section.body + more, edits=section.edits)
    row = checking.ask_check(review, by=by, report=report, reason="Before the draft goes to the family")
    checking.run_check(row.pk)
    if with_finds and (find := row.finds.filter(place__contains="Conclusions").first()):
        checking.clear(review, find, by=by, reason="The everyday word, and nobody's name.")
