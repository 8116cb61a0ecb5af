import os

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs beside the ORM

from tests.personas import county  # noqa: E402, F401


@pytest.fixture(autouse=True)
def _files_in_a_temporary_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def sign_in(client):
    """``sign_in(county.officer)``: the test client, signed in as the person, past their second factor."""

    def as_person(user):
        client.force_login(user)
        return client

    return as_person
