"""No page of a problem record asks the database more than eight times, whoever reads it at whatever stage."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from problems import services
from problems.models import Response
from records.models import Record
from tests.factories import problems as make

pytestmark = pytest.mark.django_db
MOST = 8
PAGES = (
    "problems:detail", "problems:scanning", "problems:analysis", "problems:response", "problems:assessment",
    "problems:rounds", "problems:similar", "problems:ladder", "problems:pdf", "problems:supervise",
    "problems:decide", "problems:scanning_change", "problems:analysis_change", "problems:measure", "problems:counts",
    "problems:response_summary", "problems:response_add", "problems:officer", "records:history", "records:thread",
)  # fmt: skip


def signed(county, **fields):
    problem = make.planned(county, **fields)
    services.supervise(problem, by=county.supervisor)
    return problem


def held(county, **fields):
    said = {"comments": "Good work.", "review_in": 6, "review_unit": "weeks"}
    return services.decide(make.sent(county, **fields), "hold", by=county.commander, **said)


@pytest.mark.parametrize("stage", [make.scanned, make.planned, signed, make.started, held])
def test_no_page_costs_more_than_eight_statements(county, sign_in, stage):
    """Restricted, so that each reading leaves an event; part of a plan, and with more responses than one."""
    plan = make.opened(county, title="Night-time economy", level="overarching")
    problem = stage(county, part_of=plan)
    for number in range(2):
        row = Response(problem=problem, what=f"{number}", choice="rejected", rejected_because="Dear")
        make.keep(row, by=county.partner)
    Record.objects.filter(pk=problem.pk).update(marking=Record.Marking.SENSITIVE)
    dear = []
    for persona in (county.partner, county.officer, county.supervisor, county.commander):
        client = sign_in(persona)
        for page in PAGES:
            with CaptureQueriesContext(connection) as asked:
                status = client.get(reverse(page, args=[problem.reference])).status_code
            assert status in (200, 302, 403), page
            if len(asked) > MOST:
                dear.append((str(persona), page, len(asked)))
    assert not dear
