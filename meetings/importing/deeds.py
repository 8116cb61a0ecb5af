"""Actions of an item: lines, lists and table columns that say who is to do what."""

import re
from dataclasses import replace

from meetings.importing.actions import take_apart
from meetings.importing.markers import ACTION, ACTION_STATUS
from meetings.importing.parsed import Action, Label
from meetings.importing.patterns import whole
from meetings.importing.resolutions import list_mark

BARE_LIST = whole(r"(?:new |agreed |key )?actions(?: points?)?(?: agreed| required| arising)?\s*[:–—-]*")
NO_ACTION = whole(r"(?:noted?|agreed|n/?a|none|[-–—]|info(?:rmation)?)\.?")
BULLET_ACTION = re.compile(r"^[•·▪●*–-]\s+(?=action)", re.I)
UNMARKED = re.compile(r"^(?P<label>(?:[•·▪●*–-]\s+)?action\s+)(?P<text>[A-Z].{1,300})$", re.I | re.S)
LONGEST = 5000


class Deeds:
    """Adds actions to an item's content while a list of them is open."""

    def __init__(self, content, cast, meeting_date):
        self.content, self.cast, self.meeting_date = content, cast, meeting_date
        self.close()

    def close(self):
        self.is_open, self.count = False, 0

    def take(self, at, text, printed):
        """“Action - names”, “ACTION: wording (AB)”, “[Action: AB]”, or “Actions” over a list."""
        label, body = self._label_and_body(text) if len(text) < LONGEST else ("", "")
        if not label or ACTION_STATUS.match(body):
            return False
        label = f"{printed} {label}".strip()
        self.close()
        if not body.strip("[]()"):
            self.content.add(Label(at, f"{label} {body}".strip(), "action"))
            self.is_open = True
        else:
            self.content.add(self._made(at, label, body))
            self.is_open, self.count = bool(BARE_LIST.match(label)), 1
        return True

    def _label_and_body(self, text):
        """The word “Action” with its bullet and mark, and what follows; without a mark only a known owner may."""
        bullet = BULLET_ACTION.match(text)
        start = bullet.end() if bullet else 0
        found = ACTION.match(text[start:]) if text[start : start + 1] in "AaNnKkFf[(" else None
        if found:
            return text[:start] + found.group("label").strip(), found.group("text").strip()
        unmarked = UNMARKED.match(text)
        if (
            unmarked
            and take_apart(unmarked.group("text"), self.cast)[0]
            and self._known(unmarked.group("text"), bullet)
        ):
            return unmarked.group("label").strip(), unmarked.group("text")
        return "", ""

    def _known(self, text, bullet):
        """“Action Rebecca Example” under a bullet, or “Action RT to …”; “Action Fraud” is neither."""
        first = re.split(r"[ ,/&]", text, maxsplit=1)[0]
        return bool(bullet) or first.upper() == first or self.cast.names_one(text)

    def take_listed(self, entry, text):
        """A line under “Actions”."""
        found = list_mark(text)
        mark, body = (found.group("mark"), found.group("text")) if found else ("", text)
        last = self.content.last
        if not mark and isinstance(last, Action) and not entry.line.gap and self.content.wrapped:
            self.content.last = self._made(last.at, last.label, f"{last.text} {text}")
            return True
        made = self._made(entry.at, mark, body)
        if self.count and not mark and not made.owners:
            return False
        self.count += 1
        self.content.add(made)
        return True

    def take_cell(self, at, text):
        """The action column of a table: initials, a name, or the whole of what is to be done."""
        self.close()
        last = self.content.last
        if isinstance(last, Action) and last.at == at - 1 and not last.label and self._is_more(last, text):
            self.content.last = self._made(last.at, "", f"{last.text}\n{text}")
        elif NO_ACTION.match(text):
            self.content.add(Label(at, text, "column"))
        elif not self.take(at, text, ""):
            self.content.add(self._made(at, "", text))

    def take_date(self, text):
        """The “by when” column belongs to the action beside it."""
        last = self.content.last
        if not isinstance(last, Action):
            return False
        due = take_apart(f"by {text}", self.cast, self.meeting_date)[2]
        self.content.last = replace(last, text=f"{last.text}\n{text}", due=due, due_printed=text)
        return True

    def _is_more(self, last, text):
        """Whether a further line of an action cell belongs to the action above it."""
        owners, wording, _, _ = take_apart(text, self.cast, self.meeting_date)
        if not owners:
            return bool(last.wording)
        return not wording and (not last.wording or not last.owners)

    def _made(self, at, label, text):
        owners, wording, due, printed = take_apart(text, self.cast, self.meeting_date)
        return Action(at, text, label, wording, owners, due, printed)
