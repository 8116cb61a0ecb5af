"""The templates' `url` gives what Django's `reverse` gives, and refuses what it refuses."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from design.addresses import _pattern, url, url_of_each, url_or_none
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
        ("signoffs:detail", (42,)),  # whose number stands there as another
        ("reviews:entry_change", (REFERENCE, 42)),
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
        ("signoffs:detail", (2**40,)),  # a number that no row has
    ],
)
def test_what_has_no_address_is_refused(name, args):
    with pytest.raises(NoReverseMatch):
        url(name, *args)


def test_a_site_that_begins_elsewhere():
    _pattern.cache_clear()  # a process begins with none
    set_script_prefix("/portal/")
    try:
        assert url("meetings:detail", REFERENCE) == f"/portal/meetings/{REFERENCE}/"
    finally:
        set_script_prefix("/")
        _pattern.cache_clear()


def test_the_links_of_a_list_are_found_once():
    change = url_of_each("meetings:paragraph_change", REFERENCE)
    assert change % 42 == reverse("meetings:paragraph_change", args=[REFERENCE, 42])
    page = url_of_each("actions:detail", last="word")
    assert page % "CSP-ACT-2026-0007" == reverse("actions:detail", args=["CSP-ACT-2026-0007"])


@pytest.mark.parametrize(
    ("name", "args", "last"),
    [
        ("meetings:paragraph_change", (REFERENCE,), "word"),
        ("meetings:paragraph_change", ("of %s mine",), "number"),
        ("meetings:detail", (REFERENCE,), "number"),
    ],
)
def test_a_list_has_no_links_to_what_has_no_address(name, args, last):
    with pytest.raises(NoReverseMatch):
        url_of_each(name, *args, last=last)


def test_a_page_that_this_installation_lacks_has_no_address():
    assert url_or_none("meetings:nothing") is None
    assert url_or_none("home:home") == "/"


def test_a_list_has_no_links_to_fill_where_numbers_stand_as_others():
    with pytest.raises(NoReverseMatch):
        url_of_each("reviews:entry_change", REFERENCE)
