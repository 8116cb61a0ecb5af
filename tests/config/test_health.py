"""The health page: open to everybody, and silent about everything but health."""

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_it_is_well_while_the_database_answers(client):
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"Well.\n")


@pytest.mark.django_db
def test_it_says_that_the_database_is_away(client, monkeypatch):
    def refuse():
        raise OperationalError("could not connect to host 10.0.0.7")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/health/")
    assert (response.status_code, response.content) == (503, b"The database does not answer.\n")
