"""The invented county loads as a whole, and every page that leads on from it answers."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from partnership.models import User
from records.models import Record
from tests.personas import enter

SHOWN = 4  # of each kind, by age: a county has some hundreds


@pytest.fixture
def everybody(db, capsys):
    call_command("demo")
    return list(User.objects.filter(person__isnull=False).order_by("pk"))


def test_everybody_has_a_home_and_the_pages_of_what_they_know(everybody, client):
    shown = set()
    for user in everybody:
        enter(client, user)
        assert client.get(reverse("home:home"), follow=True).status_code == 200, str(user)
        known = Record.objects.visible_to(user).order_by("kind", "pk")
        for kind in known.values_list("kind", flat=True).distinct():
            for record in known.filter(kind=kind).exclude(pk__in=shown)[:SHOWN]:
                shown.add(record.pk)
                answer = client.get(record.get_absolute_url(), follow=True)
                assert answer.status_code == 200, (str(user), record.reference)
    every, seen = (
        set(rows.values_list("kind", flat=True))
        for rows in (Record.objects, Record.objects.filter(pk__in=shown))
    )
    assert every == seen
