"""What stands in the way of agreeing or sending out an assessment, each a sentence that says how to mend it."""

from assessments import text
from assessments.lifecycle.assessments import Action, FormatAction, Includes
from assessments.lifecycle.evidence import StudyAction
from assessments.lifecycle.timetables import TimetableAction
from assessments.sections import is_written
from audit.clock import today
from design.filters import date, joined, plural
from records.together import holding

READ = ("sections__draws_from", "sections__comments", "recommended", "asks__agency")


def assessment_blockers(assessment, action):
    """One query for all, and none where a page has read these lists."""
    assessment = holding(assessment, *READ)
    if action == Action.CONSULT:
        yield from _nothing_written(assessment)
    if action == Action.AGREE:
        yield from missing_from(assessment)
        yield from _asks_open(assessment)
        yield from _comments_open(assessment)


def missing_from(assessment):
    """What regulation 7 and the format want and is not there; a print says the same on its first page."""
    sections = list(assessment.sections.all())
    covered = {section.includes for section in sections if section.includes and is_written(section)}
    for letter in Includes:
        if letter not in covered and not (letter == Includes.COUNTY and assessment.level == "county"):
            yield f"Write about: {letter.label.lower()} (regulation 7(1)({letter.value}))."
    for section in sections:
        if section.is_required and not section.includes and not is_written(section):
            yield f"Write the section “{section.title}”: the format wants it."
    if not assessment.summary.strip():
        yield "Write the summary: its one-page PDF and its public page consist of it, and it cannot be written later."
    if not assessment.recommended.all():
        yield "Choose the priorities that the assessment recommends, in their order."


def _nothing_written(assessment):
    if not any(is_written(section) for section in assessment.sections.all()):
        yield "Write at least one section before it goes out for comment."


def _asks_open(assessment):
    """S004-58: not agreed until every reply that was said to be needed is in."""
    waiting = [ask for ask in assessment.asks.all() if ask.is_open and ask.is_needed]
    for ask in sorted(waiting, key=lambda ask: (ask.due_on, ask.pk)):
        yield (
            f"{ask.agency} has not answered {ask.reference}, due {date(ask.due_on)}. Enter its reply, or withdraw what"
            " was asked."
        )


def still_open(assessment):
    """What whoever agrees it should know, and may agree it all the same."""
    if assessment.comments_until and assessment.comments_until >= today():
        yield f"Comments are taken until {date(assessment.comments_until)}: none can be made once it is agreed."
    unready = [f"“{row.title}”" for row in assessment.sections.all() if is_written(row) and not row.is_ready]
    numbers = {row.number for row in assessment.statements.all()}
    for row in assessment.sections.all():
        for words in text.problems(row.body, [figure.number for figure in row.figures.all()], numbers):
            yield f"{row.title}: {words}"
    if unready:
        yield f"{plural(len(unready), 'section is', 'sections are')} still “Being written”: {joined(unready)}."


def _comments_open(assessment):
    rows = assessment.sections.all()
    waiting = [row.title for row in rows if any(not comment.answer for comment in row.comments.all())]
    if waiting:
        yield f"Say what was done about the comments on {joined([f'“{title}”' for title in dict.fromkeys(waiting)])}."


def study_blockers(study, action):
    if action == StudyAction.FINISH and not study.findings.strip():
        yield "Write what it found before it is finished."


def format_blockers(found, action):
    if action == FormatAction.AGREE:
        covered = {section.includes for section in found.sections.all()}
        for letter in Includes:
            if letter not in covered:
                yield f"Add a section for: {letter.label.lower()} (regulation 7(1)({letter.value}))."


def timetable_blockers(timetable, action):
    if action == TimetableAction.CLOSE:
        for step in timetable.steps.all():
            if step.done_on is None:
                yield f"“{step.title}” is not done. Record that it is, or take it out and say why."
