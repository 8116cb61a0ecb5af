"""The county that stands for all tests of a process is as new to each."""

import pytest
from django.db import IntegrityError, connection, transaction

from partnership.models import Agency, Role, User

ROUNDS = pytest.mark.parametrize("round_", [1, 2])


@ROUNDS
def test_what_one_test_changes_the_next_does_not_see(county, round_):
    assert county.council.name == Agency.objects.get(pk=county.council.pk).name == "Northshire Council"
    assert Role.objects.filter(person=county.officer.person).exists()
    county.council.name = "Another"
    county.council.save()
    Role.objects.all().delete()


@ROUNDS
def test_one_who_does_not_ask_for_it_finds_nobody(db, round_):
    assert not User.objects.exists()
    assert not Agency.objects.exists()


@ROUNDS
def test_it_stands_again_after_a_failure_of_the_database(county, round_):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(person=county.officer.person, email=county.officer.email)
    assert User.objects.filter(pk=county.officer.pk).exists()


@pytest.mark.django_db(transaction=True)
@ROUNDS
def test_one_that_commits_has_a_county_of_its_own(county, round_):
    assert not connection.in_atomic_block
    assert set(User.objects.all()) == set(county.personas.values())
