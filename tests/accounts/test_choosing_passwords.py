"""Which passwords are taken."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError

from accounts import passwords
from config import env
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def taken(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return True


def test_twelve_characters_are_the_least():
    assert "too short" in taken("vjx 83k llq")
    assert taken("vjx 83k llqz") is True


@pytest.mark.parametrize(
    "password",
    [
        "nothing but small letters",
        "NOTHING BUT CAPITALS",
        "83920174650293",
        "????;;;;####!!!!,,,,",
        "пять слов без смысла",
        "🦊 🐢 🦉 🐝 🐙 🦀 🦆",
    ],
)
def test_no_kind_of_character_is_asked_for_or_refused(password):
    assert taken(password) is True


@pytest.mark.parametrize("length", [64, 128, 500])
def test_a_long_password_is_taken_whole(length, officer, enter, client):
    long = ("seven pale harbour lanterns " * 20)[: length - 1] + "."
    enter(officer.email)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": long})
    client.post("/accounts/logout/")

    enter(officer.email, long[:-1])
    assert "_auth_user_id" not in client.session, "a character less is another password"
    enter(officer.email, long)
    assert client.session["_auth_user_id"] == str(officer.pk)


@pytest.mark.parametrize("entered", [" seven Pale harbours ", "seven Pale harbours", " seven pale harbours "])
def test_a_password_is_checked_as_it_was_typed(entered, officer, enter, client):
    officer.set_password(" seven Pale harbours ")
    officer.save()

    enter(officer.email, entered)

    assert ("_auth_user_id" in client.session) == (entered == " seven Pale harbours ")


def test_the_commonest_passwords_are_refused():
    """Of the 20,000 of the list, those that are long enough to be chosen here."""
    long_enough = [word for word in CommonPasswordValidator().passwords if len(word) >= 12]

    assert len(CommonPasswordValidator().passwords) > 19000
    assert all("too common" in taken(word) for word in long_enough)


def test_stolen_passwords_of_a_file_are_refused(tmp_path, settings):
    stolen = tmp_path / "stolen.txt"
    stolen.write_text("ordinary lantern\nharbour of yesterday\n")
    name = "django.contrib.auth.password_validation.CommonPasswordValidator"
    settings.AUTH_PASSWORD_VALIDATORS = [{"NAME": name, "OPTIONS": {"password_list_path": str(stolen)}}]

    assert "too common" in taken("Harbour of yesterday")
    assert taken("harbour of tomorrow") is True


def test_a_file_that_is_not_there_stops_the_start(monkeypatch, tmp_path):
    monkeypatch.setenv("STOLEN_PASSWORDS", str(tmp_path / "nowhere.txt"))
    with pytest.raises(ImproperlyConfigured, match="there is no such file"):
        env.file("STOLEN_PASSWORDS")


@pytest.mark.parametrize(
    "password",
    [
        "Northshire-Police-2026",
        "partnershipportal",
        "Welcome.Council.1",
        "SaferNorthshire99!",
        "PolicePolicePolice",
    ],
)
def test_words_of_the_work_alone_are_refused(password, county):
    assert "who knows where you work" in taken(password)


def test_words_of_the_work_beside_others_are_taken(county):
    assert taken("police in a pale harbour") is True


def test_one_s_own_mail_domain_is_a_word_of_the_work(county):
    county.officer.email = "officer@greywater.example"
    assert "who knows where you work" in taken("Greywater-1234567", county.officer)
    assert taken("Greywater-1234567x") is True


def test_the_words_are_on_the_administrators_page():
    page = (ROOT / "docs/administrators/accounts.md").read_text()
    [listed] = re.findall(r"mail domain, and: ([\w,\s]+)\.", page)
    assert sorted(word.strip() for word in listed.split(",")) == sorted(passwords.WORDS)


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/change/"])
def test_a_password_is_masked_and_may_be_pasted(path, officer, enter, client):
    if "change" in path:
        enter(officer.email)
    page = client.get(path).content.decode()

    fields = re.findall(r"<input[^>]*name=\"(?:old)?password1?\"[^>]*>", page)
    assert fields
    assert all('type="password"' in field and 'autocomplete="' in field for field in fields)
    assert "maxlength" not in "".join(fields)
    assert "onpaste" not in page
