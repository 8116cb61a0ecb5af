"""What a section says, wherever its text stands."""


def text_of(section):
    """Its text, or while it has none the text that it draws from a district's (S003-63)."""
    return section.draws_from.body if section.draws_from and not section.body.strip() else section.body


def is_written(section):
    return bool(text_of(section).strip())
