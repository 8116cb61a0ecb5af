"""One agenda item, line by line: paragraphs, decisions, actions and subheadings in printed order."""

import re
from dataclasses import replace

from meetings.importing.actions import inline_actions, take_apart
from meetings.importing.flags import flags_of
from meetings.importing.headings import squash_lines
from meetings.importing.markers import (
    ACTION,
    ACTION_BARE,
    SECTIONS,
    exempt_reason,
    is_bare_marker,
    split_decision,
)
from meetings.importing.numbers import PARAGRAPH, RUNNING, supply_numbers
from meetings.importing.parsed import Action, Item, Label, Paragraph, Resolution, Subheading
from meetings.importing.resolutions import (
    SUBJECT_TO,
    VERB,
    Series,
    conditions_of,
    list_mark,
    split_at_decision,
    split_inline,
    verb_of,
)
from meetings.importing.source import squash

SECTION = re.compile(r"^(?P<label>Minutes|Discussion|Background|Summary)\s*:\s+(?P<text>\S.*)$", re.S)
EXEMPT_FIRST = re.compile(
    r"(?:exempt|not for publication|confidential|restricted|part (?:2|two|ii|b)|by virtue)\b", re.I
)
LEADS_ON = re.compile(r"(?:[:;–—-]|\b(?:that|to|following))\s*$", re.I)
PROPOSED = re.compile(r"^(?:that|to)\b", re.I)


class ItemReader:
    """Reads the entries of one item. ``read`` takes the next line, ``finish`` gives the item."""

    def __init__(self, heading, cast, kind, meeting_date, numbers):
        self.heading, self.cast, self.kind, self.meeting_date = heading, cast, kind, meeting_date
        self.numbers = numbers
        self.content = []
        self.open = ""
        self.series = None
        self.word = ""
        self.counted = 0
        self.pending = None
        self.exempt = ""
        self.banner = ""
        self.following = None

    def read(self, entry, following):
        self.following = following
        text = squash_lines(entry.text)
        if entry.cells:
            self._row(entry)
        elif entry.role == "action":
            self._action_cell(entry.at, text)
        elif entry.role == "date" and self.content and isinstance(self.content[-1], Action):
            self._extend_action(text)
        elif not self._numbered(entry, text):
            self._line(entry, text)

    def _numbered(self, entry, text):
        """A line that opens a numbered paragraph (S001-27)."""
        found = PARAGRAPH.match(text) or (
            RUNNING.match(text) if self.numbers.running and not self.open else None
        )
        if not found or not self.numbers.accept(found.group("number"), self.heading):
            return False
        printed = text[: found.start("text")].strip()
        body = found.group("text").strip()
        self._close()
        if not body:
            self._flush_pending()
            self.pending = (entry.at, printed, found.group("number"))
        else:
            self._statement(entry.at, body, printed, found.group("number"))
        return True

    def _line(self, entry, text):
        at = entry.at
        if self.pending:
            at, printed, number = self.pending
            self.pending = None
            self._statement(at, text, printed, number)
        elif is_bare_marker(text):
            self._open_list(at, text)
        elif self._decision(at, text, "") or self._action(at, text, "") or self._section(at, text) or (self.open and self._in_list(at, entry, text)) or self._is_exempt_line(entry, text) or self._subheading(entry, text):
            return
        else:
            self._close()
            self._free_text(entry, text)

    def _statement(self, at, text, printed, number):
        """The text of a numbered paragraph, which may itself be a decision or an action."""
        if is_bare_marker(text):
            self._open_list(at, f"{printed} {text}")
        elif not (self._decision(at, text, printed) or self._action(at, text, printed)):
            self._paragraph(at, text, printed, number)

    def _paragraph(self, at, text, printed="", number=""):
        cut = split_at_decision(text)
        if cut and cut[0]:
            self._add_paragraph(at, cut[0], printed, number)
            self._resolutions(at, "", cut[1], "resolved")
        elif cut:
            self._resolutions(at, printed, cut[1], "resolved")
        else:
            self._add_paragraph(at, text, printed, number)

    def _add_paragraph(self, at, text, printed, number):
        self.content.append(
            Paragraph(at, number, text, printed, number_supplied=not number, exempt=self.exempt)
        )

    def _open_list(self, at, text):
        self._close()
        self.content.append(Label(at, text, "decision"))
        self.open, self.series, self.word, self.counted = "decision", None, text.lower(), 0

    def _decision(self, at, text, printed):
        found = split_decision(text)
        if not found:
            return False
        label, word, body = found
        self._close()
        self.open, self.word, self.counted = "decision", word, 0
        if LEADS_ON.search(body) and len(body) < 200 and self._list_follows():
            self.content.append(Label(at, f"{printed} {text}".strip(), "decision"))
            self.word = f"{label} {body}".lower()
        else:
            self._resolutions(
                at, f"{printed} {label}".strip(), body, f"{label} {body}" if len(body) < 3 else label
            )
        return True

    def _list_follows(self):
        return self.following is not None and not PARAGRAPH.match(self.following.text)

    def _resolutions(self, at, label, text, word):
        """One decision, or those of a list printed on one line."""
        parts = split_inline(text)
        if (
            len(parts) > 1
            and not parts[0][0]
            and (len(parts[0][1].split()) < 8 or LEADS_ON.search(parts[0][1]))
        ):
            label, word = f"{label} {parts[0][1]}".strip(), f"{word} {parts[0][1]}"
            parts = parts[1:]
        elif len(parts) > 1 and not parts[0][0]:
            parts = [("", text)]
        for mark, body in parts:
            self._resolution(at, f"{label} {mark}".strip(), body, word)
            label = ""
            if mark:
                self.series = Series(mark)

    def _resolution(self, at, label, text, word=""):
        verb, supplied = verb_of(text, word or self.word)
        self.counted += 1
        self.content.append(
            Resolution(at, 0, text, label, verb, supplied, conditions_of(text), exempt=self.exempt)
        )

    def _in_list(self, at, entry, text):
        """A line under “Resolved” or “Actions”: the next of the list, more of the last one, or its end."""
        found = list_mark(text)
        if self.open == "actions":
            return self._next_action(at, entry, text, found)
        if found:
            mark = found.group("mark")
            if self.series is None and self.counted:
                self.series = Series(mark) if Series(mark).value <= 1 else None
                if self.series is None:
                    return False
                self._resolution(at, mark, found.group("text"))
            elif self.series is None or self.series.continues(mark):
                self.series = self.series or Series(mark)
                self._resolution(at, mark, found.group("text"))
            else:
                self._extend(text, "\n")
            return True
        return self._unmarked(at, entry, text)

    def _unmarked(self, at, entry, text):
        last = self.content[-1] if self.content else None
        if not self.counted:
            self._resolution(at, "", text)
            return True
        if isinstance(last, Resolution) and (not entry.line.gap or text[:1].islower()):
            self._extend(text, self._joint(last.text))
            return True
        if entry.line.emphasised or text.rstrip().endswith(":") or len(text) > 600:
            return False
        if self.series is None and (
            PROPOSED.match(text) or (VERB.search(text) and not re.match(r"(?i)reason", text))
        ):
            self._resolution(at, "", text)
            return True
        return False

    def _next_action(self, at, entry, text, found):
        mark, body = (found.group("mark"), found.group("text")) if found else ("", text)
        last = self.content[-1] if self.content else None
        if not mark and isinstance(last, Action) and not entry.line.gap and self.kind == "txt":
            self.content[-1] = self._made(last.at, last.label, f"{last.text} {text}")
            return True
        made = self._made(at, mark, body)
        if self.counted and not mark and not made.owners:
            return False
        self.counted += 1
        self.content.append(made)
        return True

    def _action(self, at, text, printed):
        found = ACTION.match(text[:5000]) if text[:1] in "AaNnKkFf[(" else None
        if not found or len(text) > 5000:
            return False
        self._close()
        label = f"{printed} {found.group('label')}".strip()
        body = found.group("text").strip()
        if not body.strip("[]()"):
            self.content.append(Label(at, f"{label} {body}".strip(), "action"))
            self.open, self.counted, self.series = "actions", 0, None
        else:
            self.content.append(self._made(at, label, body))
            if ACTION_BARE.match(label) and label.lower().startswith("actions"):
                self.open, self.counted = "actions", 1
        return True

    def _action_cell(self, at, text):
        """The action column of a table: initials, a name, or the whole of what is to be done."""
        self._close()
        last = self.content[-1] if self.content else None
        if (
            isinstance(last, Action)
            and last.at == at - 1
            and not last.label
            and (not last.owners or not last.wording)
        ):
            self.content[-1] = self._made(last.at, "", f"{last.text}\n{text}")
        elif re.fullmatch(r"(?i)(?:noted?|agreed|n/?a|none|[-–—]|info(?:rmation)?)\.?", text):
            self.content.append(Label(at, text, "column"))
        elif ACTION.match(text):
            self._action(at, text, "")
        else:
            self.content.append(self._made(at, "", text))

    def _extend_action(self, text):
        last = self.content[-1]
        made = self._made(last.at, last.label, f"{last.text}\n{text}")
        due = take_apart(f"by {text}", self.cast, self.meeting_date)[2:]
        self.content[-1] = replace(
            made, owners=last.owners, wording=last.wording, due=due[0], due_printed=text
        )

    def _made(self, at, label, text):
        owners, wording, due, printed = take_apart(text, self.cast, self.meeting_date)
        return Action(at, text, label, wording, owners, due, printed)

    def _section(self, at, text):
        """“Minutes:” ends what was copied from the agenda; other section words are kept as labels."""
        found = SECTION.match(text)
        alone = SECTIONS.match(text) and len(self.content) + 1
        if not found and not (alone and (text.rstrip().endswith(":") or text.lower() == "minutes")):
            return False
        self._close()
        word = found.group("label") if found else text
        if word.lower().startswith("minutes"):
            self.content = [
                Label(part.at, part.text, "agenda note")
                if isinstance(part, Paragraph) and not part.printed_number
                else part
                for part in self.content
            ]
        self.content.append(Label(at, text[: found.start("text")].strip() if found else text, "section"))
        if found:
            self._paragraph(at, found.group("text"))
        return True

    def _is_exempt_line(self, entry, text):
        marked = text[:1] in "[(" or entry.line.emphasised or text.isupper() or EXEMPT_FIRST.match(text)
        if len(text.split()) > 30 or not marked or not exempt_reason(text):
            return False
        if not any(isinstance(part, (Paragraph, Resolution)) for part in self.content):
            self.exempt = text
        elif entry.line.emphasised or text.isupper() or re.match(r"(?i)\(?part\b", text):
            self.exempt = self.banner = text
        elif text[:1] in "[(" and isinstance(self.content[-1], Paragraph):
            self.content[-1] = replace(self.content[-1], exempt=text)
        else:
            return False
        self.content.append(Label(entry.at, text, "exempt"))
        return True

    def _subheading(self, entry, text):
        """A short line apart from the text it heads; the numbers run on over it (S001-180)."""
        following = self.following
        if len(text) > 120 or len(text.split()) > 14 or text.rstrip()[-1] in ".;,?" or not entry.line.gap:
            return False
        if following is None or list_mark(text) or (not text[:1].isupper() and not entry.line.emphasised):
            return False
        if not entry.line.emphasised and not self._heads(text, following):
            return False
        self._close()
        self.content.append(Subheading(entry.at, text))
        return True

    def _heads(self, text, following):
        """Without emphasis a subheading needs a paragraph under it and the capitals of a title."""
        if not following.line.gap or following.cells or text.endswith(":"):
            return False
        if self._absorbs():
            return False
        if PARAGRAPH.match(following.text):
            return True
        long = [word for word in re.findall(r"[A-Za-z][\w'’-]+", text) if len(word) > 3]
        capitals = sum(1 for word in long if word[0].isupper())
        return len(text.split()) > 1 and capitals >= len(long) * 0.7 and len(following.text.split()) > 12

    def _absorbs(self):
        """Whether the last paragraph ended with a colon, so that short lines belong to it."""
        last = self.content[-1] if self.content else None
        return isinstance(last, Paragraph) and last.text.split("\n")[0].rstrip().endswith((":", ":-"))

    def _free_text(self, entry, text):
        last = self.content[-1] if self.content else None
        mark = list_mark(text)
        if isinstance(last, (Paragraph, Resolution)) and not entry.line.gap and not mark:
            self._extend(text, self._joint(last.text))
        elif not isinstance(last, Paragraph):
            self._new_free(entry.at, text, mark)
        elif mark and not list_mark(last.text) and not (last.number_supplied and last.printed_number):
            self._extend(text, "\n")
        elif last.printed_number and not last.number_supplied and not (mark and list_mark(last.text)):
            self._continue_numbered(entry.at, text)
        elif not mark and self._absorbs() and len(text.split()) <= 14 and not text.endswith("."):
            self._extend(text, "\n")
        else:
            self._new_free(entry.at, text, mark)

    def _continue_numbered(self, at, text):
        """An unnumbered block under a numbered paragraph is more of it, unless it resolves something."""
        cut = split_at_decision(text)
        if cut:
            if cut[0]:
                self._extend(cut[0], "\n")
            self._resolutions(at, "", cut[1], "resolved")
        else:
            self._extend(text, "\n")

    def _new_free(self, at, text, mark):
        if mark and mark.group("value"):
            self._paragraph(at, mark.group("text"), mark.group("mark"))
        else:
            self._paragraph(at, text)

    def _row(self, entry):
        """A row of a table: an action where the table lists actions, else more of the paragraph."""
        text = "\t".join(squash(cell) for cell in entry.cells if cell.strip())
        if not text:
            return
        self._close()
        last = self.content[-1] if self.content else None
        if isinstance(last, Paragraph):
            self._extend(text, "\n")
        else:
            self._add_paragraph(entry.at, text, "", "")

    def _extend(self, text, joint):
        last = self.content[-1]
        grown = f"{last.text}{joint}{text}"
        if isinstance(last, Resolution):
            conditions = conditions_of(grown) if SUBJECT_TO.search(text) else last.conditions
            self.content[-1] = replace(last, text=grown, conditions=conditions)
        else:
            self.content[-1] = replace(last, text=grown)

    def _joint(self, before):
        """A text file wraps its lines; a line break in a Word or web file is meant."""
        return " " if self.kind == "txt" and len(before.rsplit("\n", 1)[-1]) > 45 else "\n"

    def _close(self):
        self.open, self.series, self.word, self.counted = "", None, "", 0

    def _flush_pending(self):
        if self.pending:
            at, printed, number = self.pending
            self._add_paragraph(at, "", printed, number)
            self.pending = None

    def finish(self, exempt):
        self._flush_pending()
        heading = self.heading
        numbered = supply_numbers(self.content, heading.number)
        return Item(
            at=heading.at,
            number=heading.number,
            title=heading.title,
            content=tuple(_complete(numbered, heading.title, self.cast, self.meeting_date)),
            printed_number=heading.printed,
            lead=heading.lead,
            number_supplied=heading.number_supplied,
            title_supplied=heading.title_supplied,
            exempt=exempt or (self.exempt if self.exempt and not self.banner else ""),
        )


def _complete(content, title, cast, meeting_date):
    """Flags on paragraphs, order numbers on decisions, and each action tied to its paragraph (S001-86)."""
    after, proposed, count = "", "", 0
    for part, following in zip(content, [*content[1:], None], strict=True):
        if isinstance(part, Paragraph):
            flags = flags_of(part.text, title)
            inside = inline_actions(part.text)
            if inside or isinstance(following, Action):
                flags["promise"] = ""
            part = replace(part, **{**flags, "exempt": part.exempt or flags["exempt"]})
            after, proposed = part.number, part.text
            yield part
            for text in inside:
                owners, wording, due, printed = take_apart(text, cast, meeting_date)
                lent = "" if wording else proposed
                yield Action(part.at, text, "", wording, owners, due, printed, after, lent, derived=True)
            continue
        if isinstance(part, Resolution):
            count += 1
            part = replace(part, number=count)
            proposed = proposed or part.text
        elif isinstance(part, Action):
            part = replace(part, after=after, proposed="" if part.wording else proposed)
        yield part
