"""What the programs say of themselves."""

import json
import logging

import pytest
from celery.signals import setup_logging
from django.conf import settings as portal
from django.test import Client

from config.celery import log_as_the_web_does
from config.logs import JSONFormatter

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    """``said()``: the entries so far, each as it is written, and read again."""
    lines = []

    class Kept(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Kept()
    handler.setFormatter(JSONFormatter())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in lines if "\n" not in line]
    logging.getLogger().removeHandler(handler)


def test_a_refusal_says_who_asked_for_what_from_where_and_when(county, sign_in, said):
    sign_in(county.officer).get(f"/accounts/people/{county.chair.person.pk}/", REMOTE_ADDR="192.0.2.7")

    [entry] = [entry for entry in said() if entry.get("status") == 403]
    assert (entry["who"], entry["address"]) == (f"user:{county.officer.pk}", "192.0.2.7")
    assert (entry["method"], entry["path"]) == ("GET", f"/accounts/people/{county.chair.person.pk}/")
    assert entry["at"].endswith("+00:00")
    assert (entry["level"], entry["logger"]) == ("WARNING", "django.request")


def test_an_address_of_something_that_one_may_not_know_of_leaves_a_line_too(county, sign_in, said):
    sign_in(county.outsider).get("/meetings/CSP-MTG-2026-0001/")

    [entry] = [entry for entry in said() if entry.get("status") == 404]
    assert entry["who"] == f"user:{county.outsider.pk}"


def test_a_form_from_another_site_leaves_a_line(county, said):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(county.officer)
    browser.post("/accounts/sessions/end-others/")

    assert any("CSRF" in entry["message"] and entry["status"] == 403 for entry in said())


@pytest.mark.parametrize("words", ["one\ntwo", 'one\r\n{"level": "INFO"}', "one\u2028two", "\x1b[31mred"])
def test_what_somebody_typed_makes_no_entry_of_its_own(words, said):
    logging.getLogger("portal").warning("Typed: %s", words)

    [entry] = [entry for entry in said() if entry["logger"] == "portal"]
    assert entry["message"] == f"Typed: {words}"


@pytest.mark.parametrize(
    "path",
    ["/accounts/invitation/abc:def/", "/accounts/password/reset/key/4-abc123/", "/calendar/s3cretkey.ics"],
)
def test_an_address_that_opens_something_is_cut_short(path, said):
    Client().get(f"{path}?q=typed")

    lines = json.dumps(said())
    for secret in ("abc", "s3cretkey", "typed"):
        assert secret not in lines


def test_a_fault_leaves_its_trace_in_the_same_entry(said):
    try:
        raise ValueError("of a test")
    except ValueError:
        logging.getLogger("portal").exception("It failed")

    [entry] = [entry for entry in said() if entry["logger"] == "portal"]
    assert "Traceback" in entry["trace"]
    assert entry["at"] < "9999"


def test_web_and_worker_write_to_the_console_alone_and_alike():
    assert portal.LOGGING["root"]["handlers"] == ["console"]
    assert portal.LOGGING["handlers"]["console"] == {"class": "logging.StreamHandler", "formatter": "lines"}
    assert log_as_the_web_does in [receiver() for _, receiver in setup_logging.receivers]
