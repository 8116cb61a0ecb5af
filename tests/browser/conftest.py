"""Real Chromium, real pages: `page` at desk width, `phone` at 375 pixels, and axe at the end of every journey."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.personas import enter

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"page": 1280, "phone": 375}


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def _is_complaint(message):
    """A form that was refused answers 422, which Chromium notes as an error; that is as it should be."""
    return message.type in ("error", "warning") and "422 (Unprocessable" not in message.text


@pytest.fixture
def open_page(chromium):
    """`open_page(width=1280)`: a page in a fresh context; what it writes to the console fails the test."""
    contexts, complaints = [], []

    def opened(width=1280, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, has_touch=width < 500, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: _is_complaint(message) and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page):
    return open_page(WIDTHS["page"])


@pytest.fixture
def phone(open_page):
    return open_page(WIDTHS["phone"])


@pytest.fixture
def sign_in_browser(live_server, settings):
    """`sign_in_browser(page, county.chair)`: the browser holds the person's session, past their second factor."""
    from django.test import Client

    def signed_in(page, user):
        client = enter(Client(), user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return signed_in


@pytest.fixture
def desk(page, live_server, sign_in_browser):
    """`desk(user, address)`: the person opens a page at a desk."""

    def at(user, name, *args):
        from django.urls import reverse

        sign_in_browser(page, user)
        page.goto(live_server.url + reverse(name, args=args))
        return page

    return at
