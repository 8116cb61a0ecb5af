"""Indicators of a body that are off target: the paper that stands on its agenda (S004-23)."""

from urllib.parse import urlencode

from assessments.reports.indicators import indicators_for, rows_of
from design.addresses import url
from design.filters import plural
from design.pdf import render_pdf
from documents.standing import StandingPaper
from records.models import Record

TITLE = "Indicators off target"


def off_target(user, body):
    chosen = {"body": body, "priority": "", "course": "off", "status": "active"}
    rows = indicators_for(user, chosen).exclude(
        audience=Record.Audience.ANALYSIS
    )  # a meeting has other readers
    return rows_of(rows.filter(targets__isnull=False).distinct(), "off")


def summary_of(user, body, _since, _until):
    """How it stands today, whatever the days: figures are not kept as they stood then."""
    rows = off_target(user, body)
    return f"{plural(len(rows), 'indicator')} off target" if rows else ""


def pdf_of(user, body, _since, until):
    context = {"rows": off_target(user, body), "body": body, "title": TITLE, "until": until}
    return render_pdf(
        "assessments/printed/off_target.html", context, title=f"{TITLE}: {body}", author=str(body.partnership)
    )


def address_of(body, _since, _until):
    return f"{url('assessments:indicators')}?{urlencode({'body': body.pk, 'course': 'off'})}"


PAPER = StandingPaper("off-target", TITLE, summary_of, pdf_of, address_of)
