from design.changes import LONGEST, marked_changes

HIDDEN = '<span class="govuk-visually-hidden">{}</span>'
REMOVED = f"<del>{HIDDEN.format('[removed: ')}{{}}{HIDDEN.format(']')}</del>"
ADDED = f"<ins>{HIDDEN.format('[added: ')}{{}}{HIDDEN.format(']')}</ins>"


def test_what_went_and_what_came_are_marked_for_eye_and_ear():
    before, after = marked_changes("Room 2, council offices", "Room 3, council offices")
    assert before == f"Room {REMOVED.format('2')}, council offices"
    assert after == f"Room {ADDED.format('3')}, council offices"


def test_nothing_is_marked_where_nothing_changed():
    assert marked_changes("Same", "Same") == ("Same", "Same")


def test_nothing_before_or_after():
    assert marked_changes(None, "New") == ("", ADDED.format("New"))
    assert marked_changes("Old", None) == (REMOVED.format("Old"), "")


def test_text_is_escaped():
    before, after = marked_changes("<b>", "<i>")
    assert "<b>" not in before
    assert "&lt;" in before
    assert "<i>" not in after


def test_long_texts_are_compared_by_lines():
    lines = [f"line {n}\n" for n in range(LONGEST)]
    before, after = marked_changes("".join(lines), "".join(["first\n", *lines]))
    assert "<del>" not in before
    assert ADDED.format("first<br>") in after
