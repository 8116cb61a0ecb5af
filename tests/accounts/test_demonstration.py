"""On a demonstration instance its accounts are listed, each with a button; on no other."""

import pytest

from partnership.models import User
from tests.personas import account

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(county, settings):
    settings.DEMONSTRATION = True
    officer = account("demo_officer", county.council)
    User.objects.filter(pk=officer.pk).update(email="officer@demo.example")
    chair = account("demo_chair", county.council)
    User.objects.filter(pk=chair.pk).update(email="chair@demo.example")
    return officer


def test_the_page_lists_them_and_what_to_try(demo, client):
    page = client.get("/accounts/login/").content.decode()

    assert page.index("officer@demo.example") < page.index("chair@demo.example")
    assert "Import real minutes" in page
    assert "northshire-demonstration" in page


def test_one_press_signs_in(demo, client):
    response = client.post("/accounts/demonstration/", {"user": demo.pk})

    assert response.headers["Location"] == "/"
    assert client.get("/accounts/").status_code == 200


def test_one_press_goes_on_to_the_page_that_was_asked_for(demo, client):
    page = client.get("/accounts/login/?next=/meetings/").content.decode()
    assert page.count('name="next"') >= 3
    elsewhere = client.post(
        "/accounts/demonstration/", {"user": demo.pk, "next": "https://elsewhere.example/"}
    )
    assert elsewhere.headers["Location"] == "/"
    response = client.post("/accounts/demonstration/", {"user": demo.pk, "next": "/meetings/"})
    assert response.headers["Location"] == "/meetings/"


def test_only_the_demonstrations_own_accounts_are_open(demo, county, client):
    assert client.post("/accounts/demonstration/", {"user": county.officer.pk}).status_code == 404
    assert client.post("/accounts/demonstration/", {"user": "x"}).status_code == 404


def test_elsewhere_there_is_no_such_thing(demo, client, settings):
    settings.DEMONSTRATION = False

    assert client.post("/accounts/demonstration/", {"user": demo.pk}).status_code == 404
    assert "demo.example" not in client.get("/accounts/login/").content.decode()
