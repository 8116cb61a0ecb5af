"""Paragraph numbers: those printed are kept as printed, those missing are supplied in order."""

import re
from dataclasses import replace
from itertools import pairwise

from meetings.importing.parsed import Paragraph

PARAGRAPH = re.compile(
    r"^(?:No\.?\s+)?(?P<number>(?:\d{1,4}/)?\d{1,4}\.\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)(?!\d|[/%])(?:\s?[.):]|\s+[–—-](?=\s))?(?:\s+|$|(?=[A-Z“‘\"'(]))(?P<text>.*)$",
    re.S,
)
RUNNING = re.compile(r"^(?P<number>\d{1,3})[.)]?\s+(?P<text>[A-Z“‘\"'(].*)$", re.S)


class Numbers:
    """Decides whether a leading number is a paragraph number; ``running`` means 1, 2, 3 through all items."""

    def __init__(self, running):
        self.running = running
        self.last = 0
        self.major = ""

    def accept(self, number, heading):
        if "." not in number:
            value = int(number)
            if value in (self.last + 1, self.last + 2) or (value == 1 and not self.last):
                self.last = value
                return True
            return False
        major = number.split(".")[0]
        own = major == heading.number.lstrip("0") or number.startswith(f"{heading.number}.")
        if own or heading.number_supplied or number.count(".") > 1:
            return True
        return major == re.sub(r"\D", "", heading.number.split("/")[0]) or number.endswith((".1", ".01"))


def own_number(heading, content):
    """A heading without a number takes that of its paragraphs, when they agree."""
    if not heading.number_supplied:
        return heading.number
    printed = {
        part.number.split(".")[0]
        for part in content
        if isinstance(part, Paragraph) and "." in part.number and not part.number_supplied
    }
    return printed.pop() if len(printed) == 1 else heading.number


def supply_numbers(content, item_number):
    """A number for each paragraph that has none: the next free one of its item, so that order is kept."""
    taken = {part.number for part in content if isinstance(part, Paragraph) and part.number}
    last, result = 0, []
    for part in content:
        if not isinstance(part, Paragraph):
            result.append(part)
        elif part.number:
            tail = re.search(r"\.(\d+)", part.number)
            last = int(tail.group(1)) if tail else last
            result.append(part)
        else:
            number, last = _free_number(item_number, last, taken)
            taken.add(number)
            result.append(replace(part, number=number, number_supplied=True))
    return result


def _free_number(item_number, last, taken):
    following = f"{item_number}.{last + 1}"
    if following not in taken:
        return following, last + 1
    for letter in ("", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        number = f"{item_number}.{last}{letter}"
        if number not in taken:
            return number, last
    count = 1
    while f"{item_number}.{last}Z{count}" in taken:
        count += 1
    return f"{item_number}.{last}Z{count}", last


def number_warnings(items):
    """Gaps and repeats in the printed numbers; they are kept as printed."""
    yield from _repeats([item.number for item in items if not item.number_supplied], "Item")
    for item in items:
        printed = [part.number for part in item.paragraphs if not part.number_supplied]
        yield from _repeats(printed, "Paragraph")
        yield from _gaps(printed)
        supplied = sum(part.number_supplied for part in item.paragraphs)
        if supplied and printed:
            yield f"Item {item.number}: {supplied} paragraphs have no printed number and were given one."
    numbers = [int(item.number) for item in items if item.number.isdigit() and not item.number_supplied]
    for before, after in pairwise(numbers):
        if after > before + 1:
            yield f"The items go from {before} to {after}. Check that none is missing."


def _repeats(numbers, what):
    for number in dict.fromkeys(numbers):
        if numbers.count(number) > 1:
            yield f"{what} {number} is printed {numbers.count(number)} times. The numbers were kept as printed."


def _gaps(printed):
    pairs = [number.split(".") for number in printed if number.count(".") == 1]
    for before, after in pairwise(pairs):
        if (
            before[0] == after[0]
            and after[1].isdigit()
            and before[1].isdigit()
            and int(after[1]) > int(before[1]) + 1
        ):
            yield f"The paragraphs go from {'.'.join(before)} to {'.'.join(after)}. Check that none is missing."
