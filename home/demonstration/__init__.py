"""An invented county to try the portal with, made as people make it: through the services.

Everybody is named by role. Nothing in it comes from a real place, person or meeting.
"""

from django.db import transaction

from home.demonstration.assessments import make_assessments
from home.demonstration.chronology import make_chronology
from home.demonstration.county import make_county
from home.demonstration.crime import make_crime
from home.demonstration.funding import make_funding
from home.demonstration.indicators import make_indicators
from home.demonstration.issues import make_issues
from home.demonstration.ledger import make_ledger
from home.demonstration.meetings import make_meetings
from home.demonstration.problems import make_problems
from home.demonstration.reviews import make_reviews
from home.demonstration.timetables import make_timetables


@transaction.atomic
def load(today):
    """The whole county, or nothing of it. ``today`` is the day its stories lead up to."""
    county = make_county(today)
    make_meetings(county, today)
    make_problems(county, today)
    make_issues(county, today)
    make_funding(county, today)
    make_crime(county, today)
    make_indicators(county, today)
    make_assessments(county, today)
    make_timetables(county, today)
    make_reviews(county, today)
    make_ledger(county, today)
    make_chronology(county, today)
    return county
