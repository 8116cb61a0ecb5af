"""The parts of an item as they are gathered."""

from dataclasses import replace

from meetings.importing.parsed import Label, Paragraph, Resolution
from meetings.importing.resolutions import SUBJECT_TO, conditions_of

LONG_LINE = 45


class Content:
    """Parts in printed order. ``wrapped`` says that lines end where the page ends, as in a text file."""

    def __init__(self, wrapped):
        self.wrapped = wrapped
        self.parts = []

    def add(self, part):
        self.parts.append(part)

    @property
    def last(self):
        return self.parts[-1] if self.parts else None

    @last.setter
    def last(self, part):
        self.parts[-1] = part

    def has(self, *kinds):
        return any(isinstance(part, kinds) for part in self.parts)

    @property
    def leads_on(self):
        """Whether the last paragraph opened with a line that ends in a colon, so that short lines belong to it."""
        last = self.last
        return isinstance(last, Paragraph) and last.text.split("\n")[0].rstrip().endswith((":", ":-"))

    def extend(self, text, joint=None):
        """More text for the last part. A text file wraps its lines; elsewhere a line break is meant."""
        last = self.last
        if joint is None:
            joint = " " if self.wrapped and len(last.text.rsplit("\n", 1)[-1]) > LONG_LINE else "\n"
        grown = f"{last.text}{joint}{text}"
        if isinstance(last, Resolution) and SUBJECT_TO.search(text):
            self.last = replace(last, text=grown, conditions=conditions_of(grown))
        else:
            self.last = replace(last, text=grown)

    def make_agenda_notes(self):
        """Unnumbered text so far was copied from the agenda and is no minute."""
        self.parts = [
            Label(part.at, part.text, "agenda note")
            if isinstance(part, Paragraph) and not part.printed_number
            else part
            for part in self.parts
        ]

    def mark_exempt(self, reason):
        if not isinstance(self.last, Paragraph):
            return False
        self.last = replace(self.last, exempt=reason)
        return True
