import datetime as dt

import pytest
from django.db.models import F
from django.test.utils import isolate_apps

from audit.clock import today
from partnership.models import Person, User
from problems.models import Problem
from records.access import grant
from records.prepared import prepared, prepared_for_each, read
from records.querysets import known_to
from tests.factories import problems as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [
        Person.objects.create(given_name=name, address=town)
        for name, town in (("A", "N"), ("B", "N"), ("C", ""))
    ]


@pytest.fixture
def named():
    """The query, and how often it was built."""
    built = []

    @prepared
    def rows(town, but):
        built.append((town, but))
        found = Person.objects.filter(address=town).order_by("given_name")
        return (found.exclude(pk=but) if but else found).values_list("given_name", "pk")

    rows.built = built
    return rows


def test_a_query_is_built_once_and_asked_with_any_values(people, named):
    a, b, c = people
    assert list(named(town="N", but=a.pk)) == [("B", b.pk)]
    assert list(named(town="N", but=b.pk)) == [("A", a.pk)]
    assert list(named(town="", but=a.pk)) == [("C", c.pk)]
    assert len(named.built) == 1


def test_a_query_without_a_value_is_another(people, named):
    assert [name for name, _ in named(town="N", but=people[0].pk)] == ["B"]
    assert [name for name, _ in named(town="N", but=None)] == ["A", "B"]
    assert [but is None for _, but in named.built] == [False, True]


def test_values_are_bound_and_never_written_into_the_query(people, named):
    assert list(named(town="' OR 1 = 1 --", but=None)) == []
    assert list(named(town="%s", but=None)) == []


def test_instances_come_with_what_they_select_as_related(county, django_assert_num_queries):
    @prepared
    def user(pk):
        return User.objects.filter(pk=pk).select_related("person")

    for wanted in (county.officer, county.chair):
        with django_assert_num_queries(1):
            (found,) = user(pk=wanted.pk)
            assert (found, found.person, found.email) == (wanted, wanted.person, wanted.email)
    assert list(user(pk=0)) == []


def test_who_may_know_of_a_row_is_asked_in_the_same_statement(county, django_assert_num_queries):
    """It is compiled anew each time, for whoever asks."""
    problem = make.opened(county)

    @prepared
    def row(pk):
        return Problem.objects.filter(pk=pk).select_related("partnership")

    def known(user, reference):
        return Problem.objects.visible_to(user).filter(reference=reference).values("pk")

    for user, expected in ((county.partner, [problem]), (county.outsider, []), (county.officer, [problem])):
        assert user.places
        with django_assert_num_queries(1):
            assert list(row(pk=known(user, problem.reference))) == expected
    assert list(row(pk=known(county.partner, "CSP-PSP-1999-0001"))) == []
    assert list(row(pk=Problem.objects.none().values("pk"))) == []
    assert list(row(pk=problem.pk)) == [problem]


@pytest.fixture
def mine():
    """Records that wait for a person, and how often the query of them was built."""
    built = []

    @prepared_for_each
    def rows(user, day):
        built.append(user)
        known = Problem.objects.visible_to(user).filter(initiated_on__lte=day)
        return (
            known.values_list("reference", "initiated_on")
            .union(known.none(), all=True)
            .order_by("reference")[:5]
        )

    rows.built = built
    return rows


def again(user):
    """As the next request has them."""
    return User.objects.get(pk=user.pk)


def test_what_waits_for_somebody_is_built_once_for_each(county, mine):
    problem = make.opened(county)
    for _ in range(2):
        assert list(mine(again(county.partner), today())) == [(problem.reference, problem.initiated_on)]
        assert list(mine(again(county.attendee), today())) == []
    assert len(mine.built) == 2
    other = make.opened(county)
    assert [reference for reference, _ in mine(again(county.partner), today())] == [
        problem.reference,
        other.reference,
    ]
    assert len(mine.built) == 2


def test_it_is_built_again_once_places_grants_or_the_day_are_others(county, mine):
    problem = make.opened(county)
    health_lead = again(county.health_lead)
    assert list(mine(health_lead, today())) == []
    grant(problem, health_lead, by=county.officer, reason="Helps", expires_on=today() + dt.timedelta(30))
    assert [reference for reference, _ in mine(again(health_lead), today())] == [problem.reference]
    assert list(mine(again(health_lead), problem.initiated_on - dt.timedelta(1))) == []
    assert len(mine.built) == 3
    partner = again(county.partner)
    assert list(mine(partner, today()))
    partner.person.roles.all().delete()
    partner.person.memberships.all().delete()
    assert len(list(mine(again(partner), today()))) == Problem.objects.visible_to(again(partner)).count()


def test_a_value_is_put_where_it_was_given_and_annotations_are_read(county, django_assert_num_queries):
    @prepared_for_each
    def of_status(user, day, status):
        known = Problem.objects.visible_to(user).filter(status=status).only("title", "kind")
        return known.annotate(opened=F("initiated_on")).order_by("pk")

    problem = make.opened(county)
    assert list(of_status(again(county.partner), today(), status="closed")) == []
    (found,) = of_status(again(county.partner), today(), status=problem.status)
    with django_assert_num_queries(0):
        assert (found, found.title, found.opened) == (problem, problem.title, problem.initiated_on)
    assert found.reference == problem.reference  # read when it is asked for


def test_somebody_with_nowhere_to_look_is_answered_without_a_query(county, django_assert_num_queries):
    @prepared_for_each
    def nothing(user, day):
        return Problem.objects.none().values_list("pk")

    county.officer.places  # noqa: B018 -- read
    known_to(county.officer)
    with django_assert_num_queries(0):
        assert list(nothing(county.officer, today())) == []


def test_rows_are_read_as_a_list_of_them_is(county, django_assert_num_queries):
    """With what they select, annotate, leave to be read later and prefetch."""
    for title in ("One", "Two"):
        make.opened(county, title=title)
    rows = (
        Problem.objects.select_related("section", "agency")
        .only("reference", "title", "agency__name", "section__name")
        .annotate(on=F("initiated_on"))
        .prefetch_related("sources")
        .order_by("title")
    )
    usual = list(rows)
    with django_assert_num_queries(2):
        found = read(rows)
        assert [row.title for row in found] == ["One", "Two"]
        assert [list(row.sources.all()) for row in found] == [[], []]
    for ours, theirs in zip(found, usual, strict=True):
        assert ours == theirs
        assert ours.get_deferred_fields() == theirs.get_deferred_fields()
        assert (ours.agency.name, ours.section, ours.on) == (theirs.agency.name, theirs.section, theirs.on)
        assert (ours._state.db, ours._state.adding) == (theirs._state.db, theirs._state.adding)
        assert ours.outline == theirs.outline  # read when it is asked for


def test_rows_that_know_whose_they_are_or_are_none_are_read_too(county):
    problem = make.opened(county)
    source = problem.sources.create(name="Calls")
    [found] = read(problem.sources.all())
    assert found == source
    assert found.problem is problem
    assert read(problem.sources.none()) == []
    assert read(problem.sources.values_list("name", flat=True)) == ["Calls"]


@isolate_apps("partnership")
def test_a_model_that_says_how_it_is_made_is_made_so(people):
    class Told(Person):
        class Meta:
            proxy = True
            app_label = "partnership"

        @classmethod
        def from_db(cls, db, names, values):
            made = super().from_db(db, names, values)
            made.address = "Told"
            return made

    assert [row.address for row in read(Told.objects.order_by("given_name"))] == ["Told"] * 3
