"""Every figure's numbers as a workbook: one sheet each, and one of sources. Nothing in it is run as a formula."""

import io
import re

import xlsxwriter  # noqa: TID253

from assessments.reports.scores import TITLE
from assessments.scoring import plain
from design.filters import date
from records.export import CELL, NO_XML

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NAME = re.compile(r"[\[\]:*?/\\']")
LONGEST = 31  # characters of a sheet's name, of Excel


def annex_file(written):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **SAFE}) as book:
        book.set_properties(
            {"title": f"Data of {written.assessment.title}", "subject": written.assessment.reference}
        )
        names = _names(written.figures)
        rows = [
            [name, figure.name, figure.source] for name, figure in zip(names, written.figures, strict=True)
        ]
        scores = list(_named(written.scores))
        rows += [[name, f"{TITLE}, {table.matrix}", table.note] for name, table in scores]
        _sheet(book, "Contents", ["Sheet", "Figure", "Source"], rows, above=_above(written))
        for name, figure in zip(names, written.figures, strict=True):
            notes = [
                figure.title,
                figure.summary,
                *figure.notes,
                f"Source: {figure.source}" if figure.source else "",
            ]
            _sheet(
                book, name, figure.columns, _ranked(figure.drawn.rows), above=[note for note in notes if note]
            )
        for name, table in scores:
            _sheet(book, name, *_scores(table), above=[TITLE, str(table.matrix), table.note, table.formula])
        _sheet(
            book, "Sources", ["Number", "What the evidence says", "Source", "Date", "Confidence", "Caveat"],
            [[row.number, row.text, row.source, date(row.dated_on) if row.dated_on else "",
              row.get_confidence_display(), row.caveat] for row in written.assessment.statements.all()],
        )  # fmt: skip
    return file.getvalue()


def _named(tables):
    for number, table in enumerate(tables, start=1):
        yield f"Scores {number}" if len(tables) > 1 else "Scores", table


def _scores(table):
    """The points of each issue beneath what follows of them, as numbers."""
    criteria = [
        f"{one.title} ({one.get_part_display()}, weight {plain(one.weight)})" for one in table.criteria
    ]
    rows = [
        [line.rank or "", line.issue.title, *(_share(line, part) for part in table.parts),
         float(line.scored.total) if line.scored.is_whole else "Not all points are given",
         line.issue.get_confidence_display(), *("" if one is None else one for one in line.points)]
        for line in table.lines
    ]  # fmt: skip
    return [*table.headings, *criteria], rows


def _ranked(rows):
    """Ranks are numbers, to be sorted by; names of months and places stay words."""
    if all(isinstance(row[0], str) and row[0].isdecimal() for row in rows):
        return [[int(row[0]), *row[1:]] for row in rows]
    return rows


def _share(line, part):
    found = line.scored.parts.get(part)
    return line.scored.words(part) if found is None else round(float(found), 2)


def _above(written):
    assessment = written.assessment
    return [assessment.title, *(f"{label}: {words}" for label, words in written.facts), assessment.full_marking,
            *([written.warning] if written.warning else [])]  # fmt: skip


def _names(figures):
    """Each once, whatever the figures are called."""
    return [
        NAME.sub(" ", f"{n}. Figure {figure.number}")[:LONGEST] for n, figure in enumerate(figures, start=1)
    ]


def _sheet(book, name, headings, rows, above=()):
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(name)
    for number, words in enumerate(above):
        sheet.write_string(number, 0, _cell(words), bold if not number else None)
    top = len(above) + (1 if above else 0)
    sheet.write_row(top, 0, [_cell(words) for words in headings], bold)
    for number, row in enumerate(rows, start=top + 1):
        sheet.write_row(number, 0, ["Not collected" if cell is None else _cell(cell) for cell in row])
    sheet.freeze_panes(top + 1, 0)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(headings), 18)


def _cell(value):
    return NO_XML.sub("", value)[:CELL] if isinstance(value, str) else value
