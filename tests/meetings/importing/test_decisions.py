"""Decisions and their conditions (S001-62, S001-79, S001-140, S001-141, X-19)."""

import pytest

from meetings.importing.resolutions import conditions_of, verb_of
from tests.meetings.importing.reading import item_with


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("Resolved\n\nThe recommendations in the report were agreed.", 1),
        ("RESOLVED:\n\n(1) That the report be noted;\n\n(2) That the plan be approved.", 2),
        (
            "RESOLVED –\n\n(a) That it be noted;\n\n(i) in part; and\n\n(ii) in whole;\n\n(b) That it be approved.",
            2,
        ),
        ("RESOLVED that the report be noted.", 1),
        ("It was resolved that the report be noted.", 1),
        ("It was AGREED:\n\nThat the report be noted.", 1),
        ("Agreed: the report goes forward.", 1),
        ("Decision(s):\n\nThe report was noted.", 1),
        ("Decisions:\n\n- The report was noted\n- The plan was approved", 2),
        ("Recommended:\n\na) that the council adopt the plan", 1),
        ("The Board RESOLVED to note the report.", 1),
        ("RESOLVED: (a) That the report be noted; (b) That the plan be agreed.", 2),
        ("2.1 RESOLVED: That the report be noted.", 1),
        ("2.1 The board spoke of it. RESOLVED that the report be noted.", 1),
        ("2.1 It was agreed that the report should go forward.", 0),
        ("It was resolved that:\n\n1. the report be noted\n2. the plan be approved\n3. the chair write", 3),
    ],
)
def test_ways_of_printing_decisions(lines, count):
    assert len(item_with(lines).resolutions) == count


@pytest.mark.parametrize(
    ("text", "word", "verb", "supplied"),
    [
        ("Members noted the position", "resolved", "noted", False),
        ("That the report be noted", "resolved", "noted", False),
        ("to approve the plan", "resolved", "approved", False),
        ("The Partnership agreed the plan", "resolved", "agreed", False),
        ("The approach was supported", "resolved", "supported", False),
        ("That Cabinet be recommended to pay", "resolved", "recommended", False),
        ("That the item be deferred", "resolved", "deferred", False),
        ("The training was endorsed", "decisions", "endorsed", False),
        ("That the report be received", "resolved", "received", False),
        ("The bid was not agreed", "resolved", "not agreed", False),
        ("Costs are split in half", "resolved", "agreed", True),
        ("Costs are split in half", "agreed", "agreed", False),
        ("Work on victim support goes on", "resolved", "agreed", True),
        ("Split costs subject to changes approved by the council", "resolved", "agreed", True),
    ],
)
def test_verbs(text, word, verb, supplied):
    assert verb_of(text, word) == (verb, supplied)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("agreed the plan", []),
        ("agreed it subject to any changes the assessment asks for", [("any changes the assessment asks for", "")]),
        (
            ("agreed subject to any changes proposed by the Eastshire, Westmoor and Vale Community Safety Partnership "
             "and as a result of the equality assessment"),
            [
                ("any changes proposed by the Eastshire, Westmoor and Vale Community Safety Partnership",
                 "Eastshire, Westmoor and Vale Community Safety Partnership"),
                ("as a result of the equality assessment", ""),
            ],
        ),
        (
            ("be extended, subject to confirmation of money from the Office of the Commissioner "
             "and subject to a review by the Health Board; and"),
            [("confirmation of money from the Office of the Commissioner", "Office of the Commissioner"),
             ("a review by the Health Board", "Health Board")],
        ),
    ],
)  # fmt: skip
def test_conditions(text, conditions):
    assert [(one.text, one.body) for one in conditions_of(text)] == conditions


def test_decisions_are_numbered_through_the_item():
    item = item_with(
        "Resolved\n\n1. The report was noted\n\n2. The plan was agreed\n\n"
        "2.1 Talk went on.\n\nResolved\n\n1. The chair writes"
    )
    assert [one.number for one in item.resolutions] == [1, 2, 3]


def test_a_decision_inside_a_paragraph_is_flagged_not_cut_out():
    item = item_with(
        "2.1 Robin spoke. This approach was supported by members of the group.\n\n2.2 Robin noted the weather."
    )
    assert [one.decision for one in item.paragraphs] == ["supported", ""]
    assert item.resolutions == ()
