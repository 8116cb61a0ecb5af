"""Recommendations and the actions that follow, in the state in which a test wants them."""

import datetime as dt

from audit.clock import today
from reviews.services import lines, recommendations

DAYS = dt.timedelta


def recommended(review, by, number="1", **said):
    said = {
        "text": "Ask routinely whether somebody is safe at home.", "scope": "local", "addressed_to": "All agencies",
        "theme": "Routine enquiry", "source": "overview", "agency": None, "made_on": today() - DAYS(1), **said,
    }  # fmt: skip
    return recommendations.add_recommendation(review, by=by, number=number, **said)


def given(county, recommendation, by, **said):
    said = {
        "agency": county.police, "contact": county.partner, "wording": "Train every front-line officer.",
        "target_on": today() + DAYS(60), "senior": None, **said,
    }  # fmt: skip
    return lines.give_out(recommendation, by=by, **said)


def with_action(county, by, review, **said):
    return given(county, recommended(review, by), by, **said)
