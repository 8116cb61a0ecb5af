"""Priorities by tier, how they are going, and what cuts across them."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.models import Priority, Progress
from assessments.reports.priorities import by_tier, matrix_of, page_of, priorities_for
from assessments.services import priorities as services
from audit.clock import today
from records.lifecycle import MoveRefused
from records.services import link_records
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
LIST = "/assessments/priorities/"
SHOWN = {"tier": "", "show": "open"}
NOTE = {"rating": "good", "comment": "Fewer calls.", "rated_on": today()}


def add(county, title, by=None, **said):
    said = {"body": county.strategic, "is_strategic": True} | said
    return services.add_priority(county.here, by=by or county.officer, title=title, **said)


def rate(priority, by, **said):
    return services.rate_priority(priority, by=by, **(NOTE | said))


def test_local_and_strategic_are_listed_apart(county):
    """S001-63: one may be both."""
    add(county, "Stalking")
    add(county, "Rural crime", is_strategic=False, is_local=True)
    add(county, "Violent crime", is_local=True)
    tiers = dict(by_tier(priorities_for(county.officer, SHOWN), county.officer))
    assert [row.title for row in tiers["Strategic"]] == ["Stalking", "Violent crime"]
    assert [row.title for row in tiers["Local"]] == ["Rural crime", "Violent crime"]
    local = priorities_for(county.officer, SHOWN | {"tier": "local"})
    assert list(dict(by_tier(local, county.officer, "local"))) == ["Local"]


def test_a_priority_is_of_some_tier_and_does_not_end_before_it_begins(county):
    with pytest.raises(MoveRefused) as refused:
        add(county, "None", is_strategic=False, starts_on=today(), ends_on=today() - dt.timedelta(1))
    assert len(refused.value.reasons) == 2


def test_progress_is_rated_and_the_latest_shows(county, client):
    """S001-67, S001-93"""
    one = add(county, "Stalking")
    rate(one, county.officer, rating="some", rated_on=today() - dt.timedelta(90))
    rate(one, county.chair, comment="Arrests are up.")
    [(_, [row])] = by_tier(priorities_for(county.officer, SHOWN), county.officer)
    assert (row.rating_words, row.rated_on) == ("Good progress", today())
    client.force_login(county.police_lead)
    page = client.get(one.get_absolute_url()).content.decode()
    assert page.index("Arrests are up.") < page.index("Fewer calls.")
    assert Progress.objects.count() == 2


@pytest.mark.parametrize("persona", ["police_lead", "partner", "outsider", "guest"])
def test_others_do_not_rate(county, persona):
    one = add(county, "Stalking")
    with pytest.raises(PermissionDenied):
        rate(one, getattr(county, persona))


def test_refused_ratings(county):
    one = add(county, "Stalking")
    with pytest.raises(MoveRefused, match="still to come"):
        rate(one, county.officer, rated_on=today() + dt.timedelta(1))
    with pytest.raises(MoveRefused, match="what the rating rests on"):
        rate(one, county.officer, comment=" ")
    services.move_priority(one, "close", by=county.officer, reason="Met")
    with pytest.raises(MoveRefused, match="Reopen it"):
        rate(one, county.officer)


def test_it_is_adopted_closed_and_reopened(county):
    one = services.move_priority(add(county, "Stalking"), "adopt", by=county.chair)
    assert (one.status, one.starts_on) == ("current", today())
    with pytest.raises(MoveRefused, match="Say why"):
        services.move_priority(one, "close", by=county.chair)
    one = services.move_priority(one, "close", by=county.chair, reason="Met", on=today())
    assert (one.status, one.ends_on, one.closed_on) == ("closed", today(), today())
    one = services.move_priority(one, "reopen", by=county.officer, reason="It rose again")
    assert (one.status, one.ends_on, one.closed_on) == ("current", None, None)
    with pytest.raises(PermissionDenied):
        services.move_priority(one, "close", by=county.police_lead, reason="x")


def test_an_issue_cuts_across_several(county):
    """S001-83, S001-119"""
    one, two = add(county, "Stalking"), add(county, "Violent crime")
    health = add(county, "Mental health", is_strategic=False, is_cross_cutting=True, cuts_across=[one, two])
    add(county, "Substance misuse", is_strategic=False, is_cross_cutting=True, cuts_across=[two])
    found = matrix_of(county.officer)
    assert [issue.title for issue in found.issues] == ["Mental health", "Substance misuse"]
    assert [(row.title, marks) for row, marks in found.rows] == [
        ("Stalking", [True, False]), ("Violent crime", [True, True])
    ]  # fmt: skip
    assert page_of(health, county.officer).across == [one, two]
    assert page_of(one, county.officer).across == [health]
    services.change_priority(health, {}, by=county.officer, cuts_across=[health, two])
    assert page_of(health, county.officer).across == [two]


def test_its_indicators_studies_and_links(county, client):
    one = add(county, "Stalking")
    indicator, study = make.indicator(county), make.study(county)
    indicator.priorities.add(one)
    study.priorities.add(one)
    hidden = make.study(county, title="Closed work")
    Priority.objects.filter(pk=one.pk)
    hidden.priorities.add(one)
    type(hidden).objects.filter(pk=hidden.pk).update(audience="analysis")
    link_records(one, make.assessment(county), "serves", by=county.officer)
    found = page_of(one, county.police_lead)
    assert (found.indicators, found.studies, found.links) == ([indicator], [study], [])
    assert len(page_of(one, county.officer).links) == 1
    assert len(page_of(one, county.officer).studies) == 2


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_cost_the_same_at_any_length(county, client, rows, django_assert_max_num_queries):
    for number in range(rows):
        one = add(county, f"Priority {number}")
        rate(one, county.officer)
    add(county, "Mental health", is_strategic=False, is_cross_cutting=True, cuts_across=[one])
    client.force_login(county.officer)
    client.get(LIST)
    for address, most in ((LIST, 6), (f"{LIST}matrix/", 6), (one.get_absolute_url(), 8)):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_who_sees_and_keeps_them(county, client):
    one = add(county, "Stalking")
    pages = [reverse(f"assessments:priority_{name}", args=[one.reference]) for name in ("change", "rate")]
    pages.append(reverse("assessments:priority_move", args=[one.reference, "close"]))
    for persona, code in (("officer", 200), ("police_lead", 403), ("outsider", 404)):
        client.force_login(getattr(county, persona))
        assert [client.get(page).status_code for page in pages] == [code] * 3
    assert client.get(LIST).status_code == 200
    assert "Stalking" not in client.get(LIST, {"export": "csv"}).content.decode()
    client.force_login(county.police_lead)
    assert client.get(reverse("assessments:priority_add")).status_code == 403


def test_forms(county, client):
    client.force_login(county.officer)
    said = {
        "partnership": county.here.pk,
        "title": "Fraud",
        "is_local": "on",
        "starts_on": "1 April 2026",
        "ends_on": "31 March 2025",
    }
    bad = client.post(reverse("assessments:priority_add"), said)
    assert bad.status_code == 422
    assert b"It cannot end before it begins." in bad.content
    said["ends_on"] = "31 March 2027"
    assert client.post(reverse("assessments:priority_add"), said).status_code == 302
    one = Priority.objects.get(title="Fraud")
    rating = reverse("assessments:priority_rate", args=[one.reference])
    assert client.post(rating, {"rating": "best", "comment": ""}).status_code == 422
    assert (
        client.post(rating, {"rating": "worse", "comment": "It rose.", "rated_on": "today"}).status_code
        == 422
    )
    assert (
        client.post(rating, {"rating": "worse", "comment": "It rose.", "rated_on": "2 May 2026"}).status_code
        == 302
    )
    change = reverse("assessments:priority_change", args=[one.reference])
    stale = client.post(change, {"title": "Online fraud", "is_local": "on", "version": "2020-01-01"})
    assert stale.status_code == 409
    assert b"Online fraud" in stale.content
    for query in ("tier=x", "show=x"):
        assert client.get(f"{LIST}?{query}").status_code == 200
