"""The minutes as a Word file. Numbers are text, so that n.m stays n.m whatever is typed into the file; headings,
table headers and language are Word's own, for those who listen to it. Views import this module where they use it,
so that a web process need not hold python-docx.
"""

import io

from docx import Document  # noqa: TID253
from docx.oxml import OxmlElement  # noqa: TID253
from docx.oxml.ns import qn  # noqa: TID253
from docx.shared import Cm, Pt  # noqa: TID253

from design.filters import date as date_in_words
from design.filters import datetime as instant_in_words
from design.filters import joined

LANGUAGE = "en-GB"
HANGING = Cm(1.4)
VOTING = {None: "", True: " (with a vote)", False: " (without a vote)"}
DRAFT = "DRAFT: these minutes have not been approved and may change."


def word_file(printed):
    """The bytes of a .docx that our own importer reads back to the same minutes."""
    document = Document()
    _properties(document, printed)
    _running(document.sections[0], printed)
    document.add_paragraph(printed.full_title, style="Title")
    if printed.is_draft:
        document.add_paragraph(DRAFT)
    _facts(document, printed)
    _attendance(document, printed)
    for item in printed.minutes.items:
        _item(document, item)
    _closing(document, printed)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document, printed):
    about = document.core_properties
    about.title, about.author, about.language = printed.full_title, printed.partnership, LANGUAGE
    about.subject, about.comments = printed.reference, ""
    for tongue in document.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), LANGUAGE)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        font = document.styles[name].font
        font.name = "Arial"
        fonts = document.styles[name].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)


def _running(section, printed):
    """Marking and reference at the head, page x of y at the foot."""
    head = f"{printed.marking}\t\t{printed.reference}"
    section.header.paragraphs[0].text = f"DRAFT {head}" if printed.is_draft else head
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph, code):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _facts(document, printed):
    _labelled(document, "Date", date_in_words(printed.held_on) or "To be entered")
    _, _, times = printed.when.partition(", ")
    if times:
        _labelled(document, "Time", times)
    if printed.venue:
        _labelled(document, "Venue", printed.venue)


def _labelled(document, label, words):
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(words)
    return paragraph


def _attendance(document, printed):
    attendance = printed.minutes.attendance
    for table in printed.attendance:
        if table.rows:
            document.add_heading(f"{table.heading}{VOTING[table.voting]}", 2)
            _table(document, table.rows)
    words = "" if attendance.is_empty else f"Present: {attendance.present_in_words}."
    if attendance.core_agencies:
        there, owed = len(attendance.represented), len(attendance.core_agencies)
        words = f"{words} Core agencies represented: {there} of {owed}.".strip()
    if words:
        document.add_paragraph(words)


def _table(document, rows):
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, ("Name", "Agency"), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _item(document, item):
    document.add_heading(f"{item.number}. {item.title}", 1)
    for line in item.lines:
        if line.is_subheading:
            document.add_heading(line.text or "Not for publication", 2)
            continue
        _numbered(document, line.number, _text(line))
        for action in line.actions:
            _indented(document, "Action", _action(action))
    if item.is_numbered_list:
        document.add_paragraph().add_run("Resolved").bold = True
    for line in item.resolutions:
        words = f"{line.text} {line.support}".rstrip()
        if item.is_numbered_list:
            _numbered(document, f"{line.position}.", words)
        else:
            _labelled(document, "Resolved", words)
        for words in line.recommendations:
            document.add_paragraph(words, style="List Bullet")


def _text(line):
    return line.text if not line.is_hidden else "This paragraph is not for publication."


def _action(action):
    named = f" ({action.reference})" if action.reference else ""
    due = f" Due: {date_in_words(action.due_on)}." if action.due_on else ""
    owners = [name for name in (action.lead, *action.others) if name]
    return f"{action.wording.rstrip('.')}{named}.{due} Owners: {joined(owners) or 'nobody yet'}"


def _numbered(document, number, words):
    """The number hangs in the margin, with a tab between: the first line of a paragraph, and only there."""
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = HANGING, -HANGING
    layout.tab_stops.add_tab_stop(HANGING)
    paragraph.add_run(f"{number}\t{words}")
    return paragraph


def _indented(document, label, words):
    paragraph = _labelled(document, label, words)
    paragraph.paragraph_format.left_indent = HANGING


def _closing(document, printed):
    document.add_heading("Future meeting dates", 1)
    for day in printed.future_dates:
        document.add_paragraph(day)
    _conditions(document, printed)
    if printed.signature:
        _approval(document, printed.signature)


def _conditions(document, printed):
    """At the end, where an importer takes them for no paragraph: the resolution itself says what it is subject to."""
    found = [(item, line, each) for item, line in printed.minutes.resolutions for each in line.conditions]
    if found:
        document.add_heading("Conditions", 1)
    for item, line, condition in found:
        owner = f" Owner: {condition.owner}." if condition.owner else ""
        due = f" Due: {date_in_words(condition.due_on)}." if condition.due_on else ""
        met = f" Met: {date_in_words(condition.discharged_on)}." if condition.discharged_on else ""
        words = f"Item {item.number} resolution {line.position}: {condition.text.rstrip('.')}."
        document.add_paragraph(f"{words}{owner}{due}{met}")


def _approval(document, signature):
    document.add_heading("Approval", 1)
    if not signature.stands:
        document.add_paragraph().add_run(signature.state_in_words).bold = True
    document.add_paragraph(f"“{signature.statement}”")
    who = ", ".join(part for part in (signature.name, signature.role, signature.agency) if part)
    document.add_paragraph(
        f"Signed by {who}, {instant_in_words(signature.signed_at)}, edition {signature.edition}"
    )
    document.add_paragraph(f"SHA-256 {signature.digest}")
