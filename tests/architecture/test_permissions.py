from pathlib import Path

import pytest
from django.core.management import call_command

from partnership.predicates import predicate
from records.management.commands.permissions import document, said


def test_the_page_of_permissions_says_what_the_code_says(capsys):
    call_command("permissions", check=True)
    assert Path("docs/permissions.md").read_text() == document()


@predicate
def is_officer(user, record):
    return True


@predicate
def is_chair(user, record):
    return True


@predicate
def is_named(user, record):
    return True


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (is_officer, "officer"),
        (~is_named, "not named"),
        (is_officer | is_chair | is_named, "officer or chair or named"),
        ((is_officer | is_chair) & ~is_named, "(officer or chair) and not named"),
        (~(is_officer | is_chair), "not (officer or chair)"),
    ],
    ids=str,
)
def test_a_rule_is_said_in_words(rule, words):
    assert said(rule) == words
