"""The assessment as a Word file: Word's own headings, lists and table headers; figures as pictures and tables."""

import io

from docx import Document  # noqa: TID253
from docx.oxml import OxmlElement  # noqa: TID253
from docx.oxml.ns import qn  # noqa: TID253
from docx.shared import Cm, Pt  # noqa: TID253

from assessments.models.assessments import Kind
from assessments.scoring import NOT_OFFICIAL
from design import prose
from design.filters import date
from design.png import figure_png
from records.export import NO_XML

LANGUAGE, WIDE = "en-GB", Cm(15.5)


def word_file(written, progress):
    document = Document()
    _properties(document, written)
    assessment = written.assessment
    document.add_paragraph(_safe(assessment.title), style="Title")
    if written.warning:
        document.add_paragraph().add_run(_safe(written.warning)).bold = True
    _table(document, ["About", ""], written.facts)
    for heading, blocks in (("Summary", written.summary), ("How it was made", written.method)):
        if blocks:
            document.add_heading(heading, 1)
            _blocks(document, blocks, {}, progress)
    for part in written.parts:
        _part(document, written, part, progress)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document, written):
    about = document.core_properties
    about.title, about.author = _safe(written.assessment.title), _safe(str(written.assessment.partnership))
    about.subject, about.comments, about.language = written.assessment.reference, "", LANGUAGE
    for tongue in document.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), LANGUAGE)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(11)
    head = f"{written.assessment.full_marking}\t\t{written.assessment.reference}"
    document.sections[0].header.paragraphs[0].text = f"DRAFT {head}" if written.is_draft else head
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run("Page ")
    for code, words in (("PAGE", " of "), ("NUMPAGES", "")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        foot._p.append(field)
        foot.add_run(words)


def _part(document, written, part, progress):
    document.add_heading(_safe(f"{part.number}. {part.title}"), 1)
    if part.source:
        document.add_paragraph(_safe(part.source))
    if part.is_missing:
        document.add_paragraph("This section is missing.")
    if part.nothing:
        document.add_paragraph(part.nothing)
    _blocks(document, part.blocks, part.figures, progress)
    for figure in part.loose:
        _figure(document, figure, progress)
    if part.kind in BESIDES:
        BESIDES[part.kind](document, written, progress)


def _blocks(document, blocks, figures, progress):
    for block in blocks:
        if isinstance(block, prose.Subhead):
            document.add_heading(_safe(block.text), 2)
        elif isinstance(block, prose.Bullets):
            for item in block.items:
                document.add_paragraph(_words(item), style="List Bullet")
        elif isinstance(block, prose.Paragraph):
            document.add_paragraph(_words(block.spans))
        elif block.number in figures:
            _figure(document, figures[block.number], progress)


def _words(spans):
    return _safe("".join(span.text for span in spans))


def _figure(document, figure, progress):
    progress.step(f"Drawing figure {figure.number}")
    document.add_heading(_safe(figure.title), 3)
    _picture(document, figure)
    said = [figure.summary, *figure.notes, f"Source: {figure.source}." if figure.source else ""]
    document.add_paragraph(_safe(" ".join(filter(None, said))))
    if not figure.is_empty:
        _table(document, figure.columns, [[words, *cells] for words, cells in figure.rows])


def _picture(document, figure):
    if picture := figure_png(figure):
        run = document.add_paragraph().add_run()
        shape = run.add_picture(io.BytesIO(picture), width=WIDE)
        shape._inline.docPr.set("descr", _safe(figure.summary or figure.title))


def _table(document, headings, rows):
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(_safe(words)).bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = _safe(str(words))
    document.add_paragraph()


def _priorities(document, written, progress):
    if written.order.words:
        document.add_paragraph(_safe(written.order.words))
    for number, line in enumerate(written.crossing.lines, start=1):
        document.add_heading(_safe(f"Priority {number}: {line.recommended.priority.title}"), 2)
        document.add_paragraph(_safe(line.recommended.why))
        if said := written.order.said.get(line.recommended.pk):
            document.add_paragraph(_safe(said))
    if written.crossing.issues:
        headings = ["Priority", *(issue.title for issue in written.crossing.issues)]
        rows = [
            [title, *("Yes" if yes else "–" for yes in crossed)] for title, crossed in written.crossing.rows
        ]
        _table(document, headings, rows)


def _public(document, written, progress):
    rows = [[row.source, date(row.dated_on) if row.dated_on else "", row.said, row.wants]
            for row in written.assessment.public_views.all()]  # fmt: skip
    if rows:
        _table(document, ["Source", "Date", "What they said", "What they want put first"], rows)


def _scores(document, written, progress):
    for table in written.scores:
        document.add_paragraph(_safe(f"{NOT_OFFICIAL} {table.formula}"))
        if table.picture:
            progress.step(f"Drawing {table.picture.title.lower()}")
            _picture(document, table.picture)
            document.add_paragraph(_safe(table.picture.summary))
        _table(document, table.headings, table.rows)
        _table(document, ["Part", "Criterion", "Weight", "What the points mean"], table.weights)


def _gaps(document, written, progress):
    rows = [[row.text, row.matters, row.fills, str(row.owner or ""), date(row.due_on) if row.due_on else ""]
            for row in written.assessment.gaps.all()]  # fmt: skip
    if rows:
        _table(document, ["Not known", "Why it matters", "How it is found out", "Who", "By"], rows)


def _changed(document, written, progress):
    if written.changed and written.changed.rows:
        _table(document, ["Priority", "Now", "Place before", "Place"], written.changed.rows)


def _sources(document, written, progress):
    for row in written.assessment.statements.all():
        day = f", {date(row.dated_on)}" if row.dated_on else ""
        caveat = f" Caveat: {row.caveat}" if row.caveat else ""
        sure = f"Confidence: {row.get_confidence_display().lower()}."
        document.add_paragraph(_safe(f"[{row.number}] {row.text} {row.source}{day}. {sure}{caveat}"))


BESIDES = {
    Kind.PRIORITIES: _priorities, Kind.PUBLIC: _public, Kind.SCORES: _scores, Kind.GAPS: _gaps,
    Kind.CHANGE: _changed, Kind.EVIDENCE: _sources,
}  # fmt: skip


def _safe(words):
    return NO_XML.sub("", words)
