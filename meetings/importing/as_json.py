"""The summary that ``manage.py import_minutes --json`` prints."""

COUNTED = ("core", "attendees", "support", "apologies")


def summary(parsed):
    return {
        "items": len(parsed.items),
        "paragraphs": [len(item.paragraphs) for item in parsed.items],
        "subheadings": sum(len(item.subheadings) for item in parsed.items),
        "resolutions": [len(item.resolutions) for item in parsed.items],
        "actions": [
            {"after": action.after, "owners": list(action.owners)}
            for action in parsed.actions
            if not action.repeats
        ],
        "attendance": {category: len(parsed.attendance(category)) for category in COUNTED},
        "warnings": list(parsed.warnings),
    }
