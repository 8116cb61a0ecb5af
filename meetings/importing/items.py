"""One agenda item, line by line: paragraphs, decisions, actions and subheadings in printed order."""

import re

from meetings.importing.action_tables import action_of, columns_of, is_done
from meetings.importing.content import Content
from meetings.importing.decisions import Decisions
from meetings.importing.deeds import Deeds
from meetings.importing.flags import complete, heads_citation
from meetings.importing.layout import TAKEN
from meetings.importing.markers import SECTION, exempt_reason, is_bare_marker
from meetings.importing.numbers import PARAGRAPH, RUNNING, own_number, supply_numbers
from meetings.importing.parsed import Item, Label, Paragraph, Resolution, Subheading
from meetings.importing.resolutions import list_mark, split_at_decision
from meetings.importing.source import squash
from meetings.importing.titles import squash_lines

SECTION_TEXT = re.compile(
    r"^(?P<label>(?:Minutes|Discussion|Background|Summary)\s*:)\s+(?P<text>\S.*)$", re.S
)
EXEMPT_FIRST = re.compile(
    r"(?:exempt|not for publication|confidential|restricted|part (?:2|two|ii|b)|by virtue)\b", re.I
)
SHORT = 14


class ItemReader:
    """Reads the entries of one item. ``read`` takes the next line, ``finish`` gives the item."""

    def __init__(self, heading, cast, numbers, *, wrapped, meeting_date):
        self.heading, self.cast, self.numbers, self.meeting_date = heading, cast, numbers, meeting_date
        self.content = Content(wrapped)
        self.decisions = Decisions(self.content)
        self.deeds = Deeds(self.content, cast, meeting_date)
        self.pending = None
        self.columns = {}
        self.exempt = ""
        self.banner = ""

    def read(self, entry, following):
        text = squash_lines(entry.text)
        if entry.cells or entry.role in ("action", "date") or entry.kind == TAKEN:
            self._flush_pending()
        if entry.kind == TAKEN:
            self._note_attendance(entry.at)
        elif entry.cells:
            self._close()
            if not (entry.kind == "actions" and self._action_row(entry)):
                self._row(entry)
        elif entry.role == "action":
            self._close()
            self.deeds.take_cell(entry.at, text)
        elif not (entry.role == "date" and self.deeds.take_date(text)) and not self._numbered(
            entry, text, following
        ):
            self._line(entry, text, following)

    def _note_attendance(self, at):
        """Where an attendance list stood inside the item; its lines are in the attendance."""
        self._close()
        if not (isinstance(self.content.last, Label) and self.content.last.kind == "attendance"):
            self.content.add(Label(at, "", "attendance"))

    def _close(self):
        self.decisions.close()
        self.deeds.close()

    def _numbered(self, entry, text, following):
        """A line that opens a numbered paragraph (S001-27)."""
        running = self.numbers.running and not self.decisions.is_open and not self.deeds.is_open
        found = PARAGRAPH.match(text) or (RUNNING.match(text) if running else None)
        if not found or not self.numbers.accept(found.group("number"), self.heading):
            return False
        printed, body = text[: found.start("text")].strip(), found.group("text").strip()
        self._close()
        self._flush_pending()
        if body:
            self._statement(entry.at, body, following, printed, found.group("number"))
        else:
            self.pending = (entry.at, printed, found.group("number"))
        return True

    def _statement(self, at, text, following, printed, number):
        """The text of a numbered paragraph, which may itself be a decision or an action."""
        if is_bare_marker(text):
            self.decisions.open(at, f"{printed} {text}")
        elif not (self.decisions.take(at, text, printed, following) or self.deeds.take(at, text, printed)):
            self._paragraph(at, text, printed, number)

    def _line(self, entry, text, following):
        if self.pending:
            (at, printed, number), self.pending = self.pending, None
            self._statement(at, text, following, printed, number)
        elif is_bare_marker(text):
            self._close()
            self.decisions.open(entry.at, text)
        elif self.decisions.take(entry.at, text, "", following):
            self.deeds.close()
        elif self.deeds.take(entry.at, text, ""):
            self.decisions.close()
        elif not (self._section(entry.at, text) or self._listed(entry, text)):
            self._plain(entry, text, following)

    def _listed(self, entry, text):
        """A line under an open list of decisions or actions."""
        if self.deeds.is_open:
            return self.deeds.take_listed(entry, text)
        return self.decisions.is_open and self.decisions.take_listed(entry, text)

    def _plain(self, entry, text, following):
        if self._exempt_line(entry, text):
            return
        self._close()
        if self._heads(entry, text, following):
            self.content.add(Subheading(entry.at, text))
        else:
            self._free_text(entry, text)

    def _paragraph(self, at, text, printed="", number=""):
        """A paragraph, cut before a sentence that resolves in capitals."""
        before, decision = split_at_decision(text) or (text, "")
        if before:
            self.content.add(
                Paragraph(at, number, before, printed, number_supplied=not number, exempt=self.exempt)
            )
        if decision:
            self.decisions.state(at, "" if before else printed, decision, "resolved")

    def _section(self, at, text):
        """“Minutes:” ends what was copied from the agenda; other section words are kept as labels."""
        found = SECTION_TEXT.match(text)
        alone = SECTION.match(text) and (text.rstrip().endswith(":") or text.lower() == "minutes")
        if not (found or alone):
            return False
        self._close()
        if text.lower().startswith("minutes"):
            self.content.make_agenda_notes()
        self.content.add(Label(at, found.group("label") if found else text, "section"))
        if found:
            self._paragraph(at, found.group("text"))
        return True

    def _exempt_line(self, entry, text):
        """A line that only says “exempt” marks the item, the paragraph above it, or all that follows."""
        marked = text[0] in "[(" or entry.line.emphasised or text.isupper() or EXEMPT_FIRST.match(text)
        if len(text.split()) > 30 or not marked or not exempt_reason(text):
            return False
        if not self.content.has(Paragraph, Resolution):
            self.exempt = text
        elif entry.line.emphasised or text.isupper() or re.match(r"(?i)\(?part\b", text):
            self.exempt = self.banner = text
        elif not (text[0] in "[(" and self.content.mark_exempt(text)):
            return False
        self._close()
        self.content.add(Label(entry.at, text, "exempt"))
        return True

    def _heads(self, entry, text, following):
        """A short line apart from the text it heads; the numbers run on over it (S001-180)."""
        if following and len(text) < 150 and heads_citation(text, self.heading.title):
            return bool(PARAGRAPH.match(following.text))
        if following is None or not entry.line.gap or list_mark(text) or text[-1] in ".;,?":
            return False
        if len(text) > 120 or len(text.split()) > SHORT or not (text[0].isupper() or entry.line.emphasised):
            return False
        if entry.line.emphasised:
            return True
        if not following.line.gap or following.cells or text.endswith(":") or self.content.leads_on:
            return False
        if PARAGRAPH.match(following.text):
            return True
        long = [word for word in re.findall(r"[A-Za-z][\w'’-]+", text) if len(word) > 3]
        capitals = sum(1 for word in long if word[0].isupper())
        return len(text.split()) > 1 and capitals >= len(long) * 0.7 and len(following.text.split()) > 12

    def _free_text(self, entry, text):
        """Text without a number: more of the paragraph above it, or a paragraph of its own."""
        last, mark = self.content.last, list_mark(text)
        if (
            isinstance(last, (Paragraph, Resolution))
            and not entry.line.gap
            and not mark
            and self._runs_on(last, text)
        ):
            self.content.extend(text)
        elif not isinstance(last, Paragraph):
            self._new_paragraph(entry.at, text, mark)
        elif self._belongs_to(last, mark) or (not mark and self.content.leads_on and _is_short(text)):
            self.content.extend(text, "\n")
        elif last.printed_number and not last.number_supplied and not mark:
            self._more_of_numbered(entry.at, text)
        else:
            self._new_paragraph(entry.at, text, mark)

    def _runs_on(self, last, text):
        """Where lines are not wrapped, one that opens with a capital after a full stop is a paragraph of its own."""
        return self.content.wrapped or text[:1].islower() or last.text.rstrip()[-1:] not in ".!"

    def _belongs_to(self, last, mark):
        """A list entry belongs to the paragraph above it, unless that is a list entry itself."""
        return mark and not list_mark(last.text) and not (last.number_supplied and last.printed_number)

    def _more_of_numbered(self, at, text):
        before, decision = split_at_decision(text) or (text, "")
        if before:
            self.content.extend(before, "\n")
        if decision:
            self.decisions.state(at, "", decision, "resolved")

    def _new_paragraph(self, at, text, mark):
        if mark and mark.group("value"):
            self._paragraph(at, mark.group("text"), mark.group("mark"))
        else:
            self._paragraph(at, text)

    def _action_row(self, entry):
        """A row of a table of actions that stands inside the item; what the table calls done is text."""
        if header := columns_of(entry.cells):
            self.columns[entry.table] = header
            self.content.add(Label(entry.at, squash(entry.text), "column"))
            return True
        columns = self.columns.get(entry.table)
        if not columns or is_done(entry, columns):
            return False
        action = action_of(entry, columns, self.cast, self.meeting_date)
        if action.wording:
            self.content.add(action)
        return bool(action.wording)

    def _row(self, entry):
        """A row of a table of figures is more of the paragraph it stands under."""
        text = "\t".join(squash(cell) for cell in entry.cells if cell.strip())
        if text and isinstance(self.content.last, Paragraph):
            self.content.extend(text, "\n")
        elif text:
            self.content.add(Paragraph(entry.at, "", text, number_supplied=True, exempt=self.exempt))

    def _flush_pending(self):
        if self.pending:
            at, printed, number = self.pending
            self.content.add(Paragraph(at, number, "", printed, exempt=self.exempt))
            self.pending = None

    def finish(self, exempt):
        self._flush_pending()
        heading = self.heading
        number = own_number(heading, self.content.parts)
        parts = supply_numbers(self.content.parts, number)
        return Item(
            at=heading.at,
            number=number,
            title=heading.title,
            content=tuple(complete(parts, heading.title, self.cast, self.meeting_date)),
            printed_number=heading.printed,
            lead=heading.lead,
            number_supplied=heading.number_supplied,
            title_supplied=heading.title_supplied,
            exempt=exempt or ("" if self.banner else self.exempt),
        )


def _is_short(text):
    return len(text.split()) <= SHORT and not text.endswith(".")
