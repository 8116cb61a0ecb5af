"""Decisions of an item: a line that states one, and the list under “Resolved” (S001-62, S001-170)."""

import re

from meetings.importing.markers import split_decision
from meetings.importing.numbers import PARAGRAPH
from meetings.importing.parsed import Label, Resolution
from meetings.importing.resolutions import VERB, Series, conditions_of, list_mark, split_inline, verb_of

LEADS_ON = re.compile(r"(?:[:;–—-]|\b(?:that|to|following))\s*$", re.I)
PROPOSED = re.compile(r"^(?:that|to)\b", re.I)
REASON = re.compile(r"^(?:reason|option|alternative)", re.I)
LONGEST_UNMARKED = 600


class Decisions:
    """Adds resolutions to an item's content while a list of them is open."""

    def __init__(self, content):
        self.content = content
        self.close()

    def close(self):
        self.is_open, self.series, self.word, self.count = False, None, "", 0

    def open(self, at, text):
        self.content.add(Label(at, text, "decision"))
        self.is_open, self.series, self.word, self.count = True, None, text.lower(), 0

    def take(self, at, text, printed, following):
        """A line such as “RESOLVED that …” or “Decision: …”."""
        found = split_decision(text)
        if not found:
            return False
        label, _, body = found
        if LEADS_ON.search(body) and len(body) < 200 and following and not PARAGRAPH.match(following.text):
            self.open(at, f"{printed} {text}".strip())
        else:
            self.state(at, f"{printed} {label}".strip(), body, label)
        return True

    def state(self, at, label, text, word):
        """One decision, or those of a list printed on one line. More of them may follow."""
        self.close()
        self.is_open, self.word = True, word.lower()
        (mark, first), *others = split_inline(text)
        if others and not mark:
            if len(first.split()) >= 8 and not LEADS_ON.search(first):
                (mark, first), others = ("", text), []
            else:
                label, self.word = f"{label} {first}".strip(), f"{self.word} {first}"
                (mark, first), *others = others
        self._add(at, f"{label} {mark}".strip(), first)
        for mark, body in others:
            self._add(at, mark, body)
        self.series = Series(mark) if mark else None

    def take_listed(self, entry, text):
        """A line under an open list: its next decision, more of the last one, or no part of it."""
        found = list_mark(text)
        if not found:
            return self._take_unmarked(entry, text)
        mark = found.group("mark")
        if self.series is None and self.count and Series(mark).value > 1:
            return False
        if self.series is None or self.series.continues(mark):
            self.series = self.series or Series(mark)
            self._add(entry.at, mark, found.group("text"))
        else:
            self.content.extend(text, "\n")
        return True

    def _take_unmarked(self, entry, text):
        if not self.count:
            self._add(entry.at, "", text)
        elif isinstance(self.content.last, Resolution) and (not entry.line.gap or text[:1].islower()):
            self.content.extend(text)
        elif self._is_another(entry, text):
            self._add(entry.at, "", text)
        else:
            return False
        return True

    def _is_another(self, entry, text):
        if (
            self.series
            or entry.line.emphasised
            or text.rstrip().endswith(":")
            or len(text) > LONGEST_UNMARKED
        ):
            return False
        return bool(PROPOSED.match(text) or (VERB.search(text) and not REASON.match(text)))

    def _add(self, at, label, text):
        comma = re.match(r"[ ,;]*", text).group()
        text, label = text[len(comma) :], f"{label}{comma}".strip()
        verb, supplied = verb_of(text, self.word)
        self.count += 1
        self.content.add(Resolution(at, 0, text, label, verb, supplied, conditions_of(text)))
