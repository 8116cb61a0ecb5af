"""A partner's file of figures, as it comes in, and taken as somebody takes it."""

import io

from assessments.importing import COLUMNS, read_file
from assessments.services import importing
from documents.tables import guess


def file(text, name="counts.csv"):
    found = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    found.name = name
    return found


def sheet_of(text):
    return read_file(file(text))


def take(indicator, text, by, columns=None, **said):
    sheet = sheet_of(text)
    columns = columns or guess(sheet.headings, COLUMNS)
    return importing.import_figures(indicator, sheet, columns, by=by, file="counts.csv", **said)
