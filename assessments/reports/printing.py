"""How each kind of file is made of what is written; each tells how far it is."""

from assessments.models import Print
from design.pdf import render_pdf

Kind = Print.Kind


def _pdf(written, progress):
    progress.begin(len(written.figures) + 2)
    _draw(written, progress)
    progress.step("Setting the pages")
    return _render("assessment", written)


def _summary(written, progress):
    progress.begin(1)
    progress.step("Setting the page")
    return _render("summary", written)


def _render(name, written):
    assessment = written.assessment
    marking = "" if written.for_public else assessment.full_marking
    context = {"written": written, "record": assessment, "reference": assessment.reference}
    return render_pdf(
        f"assessments/printed/{name}.html", context, title=assessment.title, marking=marking,
        draft=written.is_draft, author=str(assessment.partnership), is_long=True,
    )  # fmt: skip


def _word(written, progress):
    from assessments.reports.word import word_file  # noqa: PLC0415 -- a web process need not hold python-docx

    progress.begin(len(written.figures) + 1)
    progress.step("Writing the text")
    return word_file(written, progress)


def _annex(written, progress):
    from assessments.reports.annex import annex_file  # noqa: PLC0415 -- nor xlsxwriter

    progress.begin(1)
    progress.step("Writing the sheets")
    return annex_file(written)


def _draw(written, progress):
    """One by one, so that the reader sees it go on; pictures are kept, and the page takes them as they are."""
    for figure in written.figures:
        progress.step(f"Drawing figure {figure.number}")
        figure.drawing()


MAKE = {Kind.PDF: _pdf, Kind.PUBLIC: _pdf, Kind.SUMMARY: _summary, Kind.WORD: _word, Kind.DATA: _annex}
