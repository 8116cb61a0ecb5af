"""Two administrators at once: a body has one chair, and a partnership keeps somebody who can name the next."""

import pytest
from django.core.exceptions import ValidationError

from partnership import services
from partnership.models import Membership, Role
from tests.factories import partnership as make
from tests.records.test_races import THREADS, eight

pytestmark = pytest.mark.django_db(transaction=True)


def refused(do):
    try:
        do()
    except ValidationError:
        return True
    return False


def test_of_eight_who_seat_a_chair_in_eight_seats_one_does(county):
    seats = [make.SeatFactory(body=county.delivery) for _ in range(THREADS)]
    people = [make.PersonFactory() for _ in range(THREADS)]
    said = {"office": "chair", "by": county.administrator}

    answers = eight(lambda n: refused(lambda: services.seat_person(seats[n], people[n], **said)))

    assert answers.count(False) == 1
    assert Membership.objects.filter(seat__in=seats, office="chair").count() == 1


def test_of_eight_who_give_the_same_role_one_does(county):
    person, kind = make.PersonFactory(), Role.Kind.ANALYST
    said = {"by": county.administrator}

    answers = eight(lambda _: refused(lambda: services.give_role(person, county.here, kind, **said)))

    assert answers.count(False) == 1
    assert person.roles.count() == 1
