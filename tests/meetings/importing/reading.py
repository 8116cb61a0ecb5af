"""Helpers of the import tests: parse a sample or a few typed lines, with the promise checked each time."""

from pathlib import Path

from meetings.importing.coverage import coverage
from meetings.importing.files import read_lines
from meetings.importing.parse import parse

SAMPLES = Path(__file__).parent / "samples"


def parsed(name, data, **options):
    source = read_lines(name, data)
    result = parse(source, **options)
    found = coverage(source, result)
    assert found.complete, (found.expected, found.found)
    return result


def sample(name, **options):
    return parsed(name, (SAMPLES / name).read_bytes(), **options)


def typed(text, **options):
    return parsed("typed.txt", text.encode(), **options)


def word(file, **options):
    return parsed("minutes.docx", file.data(), **options)


def page(html, **options):
    return parsed("minutes.html", html.encode(), **options)


def item_with(lines, **options):
    """The second of three items, holding the given lines."""
    top = "Present: Avery Larkfield (Northshire Council), Robin Thackley (Northshire Police)\n\n"
    text = f"{top}1. Welcome\n\nAll were greeted.\n\n2. Rural crime\n\n{lines}\n\n3. Any other business\n\nNone.\n"
    return typed(text, **options).items[1]
