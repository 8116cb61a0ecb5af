"""A problem record that spans areas is known where they lie: to each partnership once, and to read alone (S002-55)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from documents.models import Document
from documents.services import add_document
from notices.models import Notice
from partnership.models import Area, AreaOverlap, Role, User
from problems import services
from problems.areas import read_ground
from problems.models import Problem, Side
from problems.reports.lists import problems_for
from problems.reports.results import results_of
from records import search
from records.access import withdraw_grant
from records.audience import set_audience
from records.lifecycle import MoveRefused
from records.models import PartnershipGrant, Record
from records.reports.access import who_can_see
from tests.factories import problems as make
from tests.factories.partnership import PartnershipFactory, RoleFactory
from tests.personas import account
from tests.problems.test_scanning import filled

pytestmark = pytest.mark.django_db
ALL = {"whose": "all", "status": "open", "kind": "", "area": None}


@pytest.fixture
def ground(county):
    """Two districts with a partnership each, under the county's group; the section lies in the first."""
    county.group = PartnershipFactory(name="Shire Group", slug="shire-group")
    county.shire = Area.objects.create(name="Shire", kind=Area.Kind.COUNTY)
    county.north, county.south = (
        Area.objects.create(name=name, kind=Area.Kind.DISTRICT, parent=county.shire)
        for name in ("Northshire", "Southshire")
    )
    division, _, _ = make.areas()
    Area.objects.filter(pk=division.pk).update(parent=county.north)
    county.moor = Area.objects.create(name="Moor", kind=Area.Kind.SECTION, parent=county.south)
    for partnership, area in (
        (county.group, county.shire),
        (county.here, county.north),
        (county.there, county.south),
    ):
        partnership.areas.add(area)
    return county


def anew(user):
    return User.objects.get(pk=user.pk)


def knows(user, problem):
    return Problem.objects.visible_to(anew(user)).filter(pk=problem.pk).exists()


def reaching(county, *areas, may_see=True, by=None, **fields):
    problem = make.analysed(county, **fields)
    return services.write_scanning(
        problem, {}, many={"areas": areas or [county.moor]}, by=by or county.partner, may_see=may_see
    )


def test_the_officers_of_the_other_partnership_see_it_as_their_own(ground):
    problem = reaching(ground)
    safety = account("safety")
    RoleFactory(person=safety.person, partnership=ground.there, kind=Role.Kind.COMMUNITY_SAFETY)
    analyst = account("analyst")
    RoleFactory(person=analyst.person, partnership=ground.there, kind=Role.Kind.ANALYST)
    for user in (ground.outsider, safety):
        assert knows(user, problem)
    assert not knows(analyst, problem)  # nor do they know those of their own partnership
    reason = PartnershipGrant.objects.get().reason
    assert reason == "It reaches Moor"
    assert Event.objects.get(subject=problem.reference, verb="grant access").changes["to"] == str(
        ground.there
    )


def test_they_see_it_once_in_each_list_search_and_count(ground):
    problem = reaching(ground, ground.moor, ground.south)
    reader = anew(ground.outsider)
    assert PartnershipGrant.objects.count() == 1
    for area in (None, ground.moor, ground.south, problem.section):
        assert list(problems_for(reader, ALL | {"area": area})) == [problem]
    assert [hit.record for hit in search.find(reader, "shelter")] == [problem.pk]
    chosen = {"partnership": None, "year": None, "by": "section"}
    assert results_of(reader, chosen, [], problem.initiated_on).total["opened"] == 1
    readers = [reader.user for group in who_can_see(problem).groups for reader in group.readers]
    assert readers.count(ground.outsider) == 1


def test_what_it_says_of_people_stays_restricted_and_writing_stays_with_its_own(ground, sign_in):
    problem = reaching(ground)
    reader = anew(ground.outsider)
    assert not Side.objects.visible_to(reader).exists()
    with pytest.raises(PermissionDenied):
        services.write_scanning(problem, {"outline": "Ours"}, by=reader)
    client = sign_in(reader)
    assert client.get(problem.get_absolute_url()).status_code == 200
    assert (
        "Passengers after dark" not in client.get(reverse("problems:analysis", args=[problem.reference])).text
    )
    assert client.get(reverse("problems:scanning_change", args=[problem.reference])).status_code == 403
    assert client.get(reverse("records:access", args=[problem.reference])).status_code == 403


def test_nobody_learns_of_it_unawares(ground):
    problem = make.scanned(ground)
    with pytest.raises(MoveRefused) as refused:
        services.write_scanning(problem, {}, many={"areas": [ground.moor]}, by=ground.partner)
    (reason,) = refused.value.reasons
    assert reason.startswith(
        "Southshire Community Safety Partnership has Moor in its area. Say that its officers may"
    )
    assert not knows(ground.outsider, problem)
    colleague = account("colleague", ground.police)  # writes in it, and shares nothing
    with pytest.raises(MoveRefused, match="Only the officer in the case"):
        services.write_scanning(problem, {}, many={"areas": [ground.moor]}, by=colleague, may_see=True)


def test_its_section_may_lie_elsewhere_too(ground):
    problem = make.scanned(ground)
    with pytest.raises(MoveRefused, match="has Moor in its area"):
        services.write_scanning(problem, {"section": ground.moor, "beat": None}, by=ground.partner)
    services.write_scanning(problem, {"section": ground.moor, "beat": None}, by=ground.partner, may_see=True)
    assert knows(ground.outsider, problem)


def test_own_areas_and_what_is_nobodys_ask_nothing(ground):
    problem = make.scanned(ground)
    nobodys = Area.objects.create(name="Sea", kind=Area.Kind.DISTRICT)
    services.write_scanning(problem, {}, many={"areas": [ground.north, nobodys]}, by=ground.partner)
    assert not PartnershipGrant.objects.exists()


def test_whose_an_area_is(ground):
    """The nearest above it; a division over two districts is of both."""
    problem, found = make.opened(ground), read_ground()
    assert found.others(problem, ground.moor) == [ground.there]
    assert found.others(problem, ground.shire) == [ground.group]
    assert found.others(problem, ground.north) == []
    division = Area.objects.create(name="Coast", kind=Area.Kind.DIVISION)
    for district in (ground.north, ground.south):
        AreaOverlap.objects.create(area=division, other=district)
    assert read_ground().others(problem, division) == [ground.there]


def test_they_are_told_once_and_lose_it_with_the_area(ground):
    problem = reaching(ground)
    assert Notice.objects.get(trigger="reached").recipient == ground.outsider
    services.write_scanning(problem, {}, many={"areas": []}, by=ground.partner)
    assert not knows(ground.outsider, problem)
    withdrawn = Event.objects.get(subject=problem.reference, verb="withdraw access")
    assert withdrawn.reason == "It does not reach them any more"


def test_papers_of_it_open_and_close_with_it(ground):
    problem = make.analysed(ground)

    def attach(name):
        file = SimpleUploadedFile(f"{name}.txt", f"A full report, {name}.".encode())
        return add_document(problem, title=name, file=file, part="scanning", by=ground.partner)

    before = attach("Before")
    services.write_scanning(problem, {}, many={"areas": [ground.moor]}, by=ground.partner, may_see=True)
    after = attach("After")
    papers = Document.objects.filter(pk__in=[before.pk, after.pk])
    assert papers.visible_to(anew(ground.outsider)).count() == 2
    services.write_scanning(problem, {}, many={"areas": []}, by=ground.partner)
    assert not papers.visible_to(anew(ground.outsider)).exists()


def test_what_its_own_partnership_does_not_know_no_other_knows(ground):
    problem = reaching(ground)
    set_audience(problem, Record.Audience.AGENCY, by=ground.officer, reason="A prosecution")
    assert not knows(ground.outsider, problem)
    problem = Problem.objects.get(pk=problem.pk)
    services.write_scanning(problem, {}, many={"areas": []}, by=ground.partner)
    services.write_scanning(problem, {}, many={"areas": [ground.moor]}, by=ground.partner)
    assert not knows(ground.outsider, problem)


def test_access_that_was_withdrawn_by_hand_stays_withdrawn(ground, sign_in):
    problem, client = reaching(ground), sign_in(ground.officer)
    page = client.get(reverse("records:access", args=[problem.reference])).text
    assert f"{ground.there}, given access as a partnership" in page
    withdraw = reverse("records:withdraw", args=[problem.reference, "partnership", ground.there.pk])
    assert withdraw in page
    assert client.post(withdraw, {"reason": "It was the other Moor"}).status_code == 302
    assert not knows(ground.outsider, problem)
    services.write_scanning(problem, {"outline": "Anew"}, many={"areas": [ground.moor]}, by=ground.partner)
    assert not knows(ground.outsider, problem)
    assert client.get(withdraw).status_code == 404


def test_many_records_are_asked_of_the_database(ground, monkeypatch):
    """Beyond a number, what was opened is not read along with a person's places."""
    monkeypatch.setattr("partnership.places.MOST_OPENED", 0)
    problem = reaching(ground)
    reader = anew(ground.outsider)
    assert knows(reader, problem)
    assert [hit.record for hit in search.find(anew(reader), "shelter")] == [problem.pk]
    withdraw_grant(problem, ground.there, by=ground.officer, reason="No more")
    assert not knows(reader, problem)


def test_the_page_says_who_will_see_it(ground, sign_in):
    problem, client = make.scanned(ground), sign_in(ground.partner)
    page = reverse("problems:scanning_change", args=[problem.reference])
    shown = client.get(page).text
    assert "Moor (Southshire Community Safety Partnership)" in shown
    typed = filled(problem, section=problem.section_id, beat=problem.beat_id, areas=[ground.moor.pk])
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert "has Moor in its area. Say that its officers may see this record" in refused.text
    assert not knows(ground.outsider, problem)
    done = client.post(page, typed | {"may_see": "on"}, follow=True).text
    assert "Officers of Southshire Community Safety Partnership can see it from now on." in done
    assert "Seen by officers of" in done
    assert knows(ground.outsider, problem)
    problem.refresh_from_db()
    gone = client.post(
        page, filled(problem, section=problem.section_id, beat=problem.beat_id), follow=True
    ).text
    assert "Officers of Southshire Community Safety Partnership see it no more." in gone


@pytest.mark.parametrize("page", ["detail", "analysis", "ladder", "similar", "assessment"])
def test_each_page_says_where_else_it_is_seen(ground, sign_in, page):
    near, far = make.analysed(ground), reaching(ground)
    for user in (ground.partner, anew(ground.outsider)):
        said = " ".join(sign_in(user).get(reverse(f"problems:{page}", args=[far.reference])).text.split())
        assert "those who work on cases, also in Southshire Community Safety Partnership." in said
    assert (
        "also in" not in sign_in(ground.partner).get(reverse(f"problems:{page}", args=[near.reference])).text
    )
