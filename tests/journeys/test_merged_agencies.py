"""What an agency had in hand goes on under the one that it is merged into, and its interests stay its people's."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from audit.clock import today
from funding.hearing import applicants_of
from funding.models import Bid
from funding.services import assigning
from funding.views.scoring import people_who_may_score
from partnership import services as directory
from partnership.models import Agency
from records import access
from records.lifecycle import MoveRefused
from records.reports.access import who_can_see
from reviews.chasing import chase
from reviews.models import ActionLine
from reviews.services import lines
from tests.factories import funding, ledger
from tests.factories import reviews as review_factory
from tests.factories.partnership import AgencyFactory, PersonFactory
from tests.factories.reviews import coordinator, fresh

pytestmark = pytest.mark.django_db
YESTERDAY = dt.timedelta(days=-1)


def merge(county, agency, into, on=None):
    """Yesterday unless said: from today on the successor stands for it."""
    said = {"by": county.administrator, "reason": "By order", "confirmed": True}
    directory.merge_agency(agency, into, on=on or today() + YESTERDAY, **said)


def test_its_own_records_are_its_peoples_still_and_their_new_colleagues(county):
    bid = funding.bid(county)
    assert not Bid.objects.visible_to(fresh(county.health_lead)).filter(pk=bid.pk).exists()
    merge(county, county.charity, county.health)
    for user in (county.attendee, county.health_lead):
        assert Bid.objects.visible_to(fresh(user)).get(pk=bid.pk).agency == county.charity
        assert fresh(user).has_perm("funding.change_bid", bid)
    assert not Bid.objects.visible_to(fresh(county.police_lead)).filter(pk=bid.pk).exists()
    assert {county.attendee.pk, county.health_lead.pk} <= who_can_see(bid).ids


def test_until_its_last_day_is_over_nothing_changes(county):
    bid = funding.bid(county)
    merge(county, county.charity, county.health, on=today())
    assert Bid.objects.visible_to(fresh(county.attendee)).filter(pk=bid.pk).exists()
    assert not Bid.objects.visible_to(fresh(county.health_lead)).filter(pk=bid.pk).exists()


def test_of_one_that_was_merged_twice_the_last_goes_on(county):
    bid, last = funding.bid(county), AgencyFactory(name="Health and Care North")
    merge(county, county.charity, county.health, on=today() + 9 * YESTERDAY)
    merge(county, county.health, last)
    assert Agency.objects.get(pk=county.charity.pk).successor == last
    assert Bid.objects.visible_to(fresh(county.attendee)).filter(pk=bid.pk).exists()


def test_the_applicants_of_a_funded_bid_are_told_and_may_claim(county):
    bid = funding.awarded(county)
    merge(county, county.charity, county.health)
    assert set(applicants_of(bid)) == {county.attendee, county.health_lead}


def test_nobody_scores_what_their_agency_took_over(county):
    bid = funding.submitted(county)
    assert county.health_lead.person in people_who_may_score(fresh(county.officer), bid)
    merge(county, county.charity, county.health)
    assert county.health_lead.person not in people_who_may_score(fresh(county.officer), bid)
    with pytest.raises(MoveRefused, match="is of NHS Northshire, which applies"):
        assigning.assign_scorer(bid, county.health_lead.person, by=fresh(county.officer))


def test_a_member_of_a_community_group_is_no_more_than_that_by_a_merger(county):
    """Neither where their group takes over an agency, nor where another group takes over theirs."""
    member = funding.community_group(county)
    merge(county, AgencyFactory(name="Old Mill Trust", sector="other"), member.person.posts.get().agency)
    assert fresh(member).places.applies_alone
    assert not fresh(member).reads_the_directory


def test_what_was_opened_to_the_agency_by_name_is_opened_anew(county):
    """Access rests on an agreement, and the successor has not signed it."""
    bid = funding.submitted(county)
    access.give(bid, county.police, by=county.officer, reason="For the decision")
    assert Bid.objects.visible_to(fresh(county.police_lead)).filter(pk=bid.pk).exists()
    merge(county, county.police, AgencyFactory(name="Northern Police"))
    assert not Bid.objects.visible_to(fresh(county.police_lead)).filter(pk=bid.pk).exists()


def test_an_action_from_learning_stays_with_whoever_has_it(county):
    by = coordinator(county)
    line = ledger.with_action(county, by, review_factory.scoped(county, by))
    merge(county, county.police, AgencyFactory(name="Northern Police"))
    chase(today())
    assert ActionLine.objects.visible_to(fresh(county.partner)).filter(pk=line.pk).exists()
    lines.change_line(
        line, by=fresh(by), contact=county.partner, senior=county.police_lead, wording=line.wording,
        target_on=line.target_on, reason="A senior contact",
    )  # fmt: skip


def test_a_post_that_begins_later_begins_at_the_successor(county):
    later = today() + dt.timedelta(days=30)
    person = PersonFactory()
    team = directory.create_unit(county.charity, name="Advice line", by=county.administrator)
    post = directory.appoint(person, county.charity, started_on=later, unit=team, by=county.administrator)
    merge(county, county.charity, county.health)
    post.refresh_from_db()
    assert (post.agency, post.unit, post.started_on) == (county.health, None, later)


def test_nobody_opens_the_records_of_an_agency_to_themselves_by_a_merger(county):
    own = county.administrator.person.posts.get().agency
    with pytest.raises(PermissionDenied, match="Ask another administrator"):
        merge(county, county.charity, own)
    assert Agency.objects.get(pk=county.charity.pk).ended_on is None
