"""What an officer should look at after an import, each in a sentence."""

from meetings.importing.dates import find_dates
from meetings.importing.numbers import number_warnings
from meetings.importing.source import shorten


def doubts(items, groups):
    if len(items) == 1 and items[0].title_supplied and items[0].number_supplied:
        yield "No agenda items were found. All the text was put under one; split it by hand."
    if not any(group.attendees for group in groups):
        yield "No attendance was found. Enter who was present."
    yield from number_warnings(items)
    yield from _about_actions([action for item in items for action in item.actions])
    for item in items:
        yield from _about_item(item)


def _about_actions(actions):
    bare = sum(not action.wording for action in actions)
    undated = sum(action.due is None for action in actions)
    ownerless = sum(not action.owners for action in actions)
    if bare:
        yield f"{_count(bare, 'action has', 'actions have')} no wording; the paragraph above was proposed."
    if ownerless:
        yield f"{_count(ownerless, 'action names', 'actions name')} no owner. Enter who is to act."
    if undated:
        yield f"{_count(undated, 'action has', 'actions have')} no due date. Enter one before the minutes are approved."
    for action in actions:
        for printed in find_dates(action.text):
            if printed.impossible:
                yield f"“{printed.text}” in an action is not a day in the calendar. Enter the right date."


def _about_item(item):
    for paragraph in item.paragraphs:
        if paragraph.promise:
            yield f"Paragraph {paragraph.number} promises work (“{paragraph.promise}”) without an action."
    supplied = sum(resolution.verb_supplied for resolution in item.resolutions)
    if supplied:
        prints = _count(supplied, "resolution prints no verb and was", "resolutions print no verb and were")
        yield f"Item {item.number}: {prints} read as agreed."
    if item.exempt:
        yield f"Item {item.number} is marked not for publication: “{shorten(item.exempt)}”. Check it."


def _count(number, one, many):
    return f"{number} {one if number == 1 else many}"
