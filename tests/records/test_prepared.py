import pytest

from partnership.models import Person
from records.prepared import prepared

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
