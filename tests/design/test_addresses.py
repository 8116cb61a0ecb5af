"""The templates' `url` gives what Django's `reverse` gives, and refuses what it refuses."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from design.addresses import url
from meetings.lifecycle import Action

REFERENCE = "CSP-MTG-2026-0042"


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("home:home", ()),
        ("meetings:detail", (REFERENCE,)),
        ("meetings:paragraph_change", (REFERENCE, 42)),
        ("meetings:action_change", (REFERENCE, "CSP-ACT-2026-0007")),
        ("meetings:move", (REFERENCE, Action.APPROVE)),
        ("meetings:move", (REFERENCE, "approve")),
        ("home:calendar_feed", ("a%b c",)),
    ],
)
def test_it_is_reverse(name, args):
    assert url(name, *args) == url(name, *args) == _reversed(name, args)


def _reversed(name, args):
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        pytest.fail(f"{name} has no address for {args}")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("meetings:nothing", ()),
        ("meetings:detail", ()),
        ("meetings:detail", ("of mine",)),
        ("meetings:move", (REFERENCE, "explode")),
        ("meetings:paragraph_change", (REFERENCE, "first")),
    ],
)
def test_what_has_no_address_is_refused(name, args):
    with pytest.raises(NoReverseMatch):
        url(name, *args)


def test_a_site_that_begins_elsewhere():
    set_script_prefix("/portal/")
    try:
        assert url("meetings:detail", REFERENCE) == f"/portal/meetings/{REFERENCE}/"
    finally:
        set_script_prefix("/")
