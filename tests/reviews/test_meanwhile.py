"""Of two who change one part of a review at once, the second is shown what the first saved."""

import pytest
from django.urls import reverse

from audit.clock import today
from reviews.services import (
    chronology,
    deciding,
    keeping,
    lessons,
    lines,
    people,
    recommendations,
    reports,
)
from tests.factories import ledger
from tests.factories import reviews as make
from tests.meanwhile import second_of_two
from tests.reviews.test_steps_and_rules import SAID

pytestmark = pytest.mark.django_db


def appointment(county, keeper):
    review = make.scoped(county, keeper)
    row = people.appoint(review, by=keeper, part="chair", **make.appointing())

    def change():
        people.change_appointment(review, row.pk, by=keeper, **make.appointing(post="Judge"))

    return "appointment_change", [review.reference, row.pk], change, {}, ["Job title"]


def recommendation(county, keeper):
    review = make.scoped(county, keeper)
    row = ledger.recommended(review, keeper)

    def change():
        recommendations.change_recommendation(review, row.pk, {"text": "Ask everybody."}, by=keeper)

    return "recommendation_change", [review.reference, row.pk], change, {}, ["What is recommended"]


def line(county, keeper):
    review = make.scoped(county, keeper)
    row = ledger.given(
        county, ledger.recommended(review, keeper), keeper, agency=county.health, contact=county.health_lead
    )

    def change():
        said = {"contact": row.contact, "senior": row.senior, "target_on": row.target_on}
        lines.change_line(row, by=make.fresh(keeper), wording="Train all", reason="Agreed", **said)

    return "line_change", [review.reference, row.pk], change, {"reason": "Agreed"}, ["Action to take"]


def report(county, keeper):
    review = make.begun(county, keeper, user=make.guest(county))
    row = make.report(review, keeper)

    def change():
        reports.change_report(row, by=make.fresh(keeper), **make.about(died_in="May 2025"))

    return "report_change", [review.reference, row.pk], change, {}, ["Month and year of the death"]


def gap(county, keeper):
    """Chosen for the first time."""
    review = make.scoped(county, keeper)

    def change():
        chronology.set_gap(review, by=keeper, gap_days=40)

    return (
        "gap",
        [review.reference],
        change,
        {"gap_days": "50"},
        ["Days without an entry that count as a gap"],
    )


def outline(county, keeper):
    def change():
        reports.set_outline(county.here, by=make.fresh(keeper), kind="overview", sections=[["Only this", ""]])

    return "outline_change", ["overview"], change, {"sections": "Only that"}, ["Sections"]


def rule(county, keeper):
    def change():
        keeping.set_ledger(county.here, by=make.fresh(keeper), reason="Strategic group", **SAID)

    mine = {name: str(days) for name, days in SAID.items()}
    differs = "Fewest reviews of which a number is said in learning for training"
    return "ledger_rule", [], change, mine | {"fewest_reviews": "5", "reason": "Agreed"}, [differs]


def lesson(county, keeper):
    """Published for the first time."""
    review = make.scoped(county, keeper)
    point = deciding.add_learning(review, by=keeper, text="Ask routinely.", theme="Enquiry")
    deciding.advance_learning(review, point.pk, by=keeper, on=today())

    def change():
        lessons.publish(review, point.pk, by=keeper, theme="Enquiry", text="Ask everybody.")

    return "lesson_publish", [review.reference, point.pk], change, {}, ["What was learnt"]


WAYS = [appointment, recommendation, line, report, gap, outline, rule, lesson]


@pytest.mark.parametrize("what", WAYS)
def test_the_second_of_two_sees_what_the_first_saved(county, coordinator, sign_in, what):
    name, key, change, said, differs = what(county, coordinator)
    found = second_of_two(sign_in(coordinator), reverse(f"reviews:{name}", args=key), change, said)
    assert found == differs
