"""A good-practice entry as an award entry: the 2009 form's parts, with its limits of words (S002-28).

Views import `award_file` where they use it, so that a web process need not hold python-docx.
"""

import io
from dataclasses import dataclass

from audit.clock import today
from design.filters import joined, lower_initial
from partnership.models import Agency
from problems.reports.library import evidence_of_entry, periods_in_words

SUMMARY_WORDS, DESCRIPTION_WORDS = 400, 4000


@dataclass(frozen=True)
class Part:
    heading: str
    text: str


@dataclass(frozen=True)
class AwardEntry:
    reference: str
    title: str
    category: str
    force: str
    partnership: str
    summary: tuple
    description: tuple

    @property
    def summary_words(self):
        return _words(self.summary)

    @property
    def description_words(self):
        return _words(self.description)

    @property
    def too_long(self):
        """What is over its limit, each a sentence."""
        parts = (
            ("summary", self.summary_words, SUMMARY_WORDS),
            ("description", self.description_words, DESCRIPTION_WORDS),
        )
        return [
            f"The {name} has {count} words, {count - limit} over the limit of {limit}. Shorten the entry."
            for name, count, limit in parts
            if count > limit
        ]


def _words(parts):
    return sum(len(part.text.split()) for part in parts)


def award_entry(play):
    responses = list(play.responses.all())
    done = "\n".join(" ".join(map(_sentence, filter(None, (row.what, row.mechanism)))) for row in responses)
    found = evidence_of_entry(play)
    return AwardEntry(
        reference=play.reference,
        title=play.title,
        category=", ".join(play.kinds_in_words),
        force=_force(play),
        partnership=str(play.partnership),
        summary=_filled(
            ("Scanning", play.outline), ("Analysis", play.location_features),
            ("Response", play.response_summary), ("Assessment", found.sentence),
        ),
        description=_filled(
            ("Scanning", play.outline), ("Analysis", play.location_features),
            ("Agreed measure of success", play.measure), ("Response", done),
            ("What was done", play.action_taken), ("Assessment in the short term", play.short_term),
            ("Assessment in the long term", play.long_term),
            ("Effect", " ".join(filter(None, (found.sentence, _level(found), _counted(play))))),
            ("Lessons learned", play.lessons),
        ),
    )  # fmt: skip


def _force(play):
    """The police that worked it, else those of the partnership."""
    agency = play.comes_from.agency
    if agency and agency.kind == Agency.Kind.POLICE:
        return str(agency)
    partners = play.partnership.partners.on(today()).filter(agency__kind=Agency.Kind.POLICE)
    return joined(str(partner.agency) for partner in partners.select_related("agency"))


def _level(found):
    return f"Level {found.level} of 5 on the Maryland scale: {found.level_words}." if found.level else ""


def _counted(play):
    periods = periods_in_words(play)
    return f"Counted {lower_initial(periods)}." if periods else ""


def _sentence(text):
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _filled(*parts):
    return tuple(Part(heading, text.strip()) for heading, text in parts if text.strip())


def award_file(entry):
    """The bytes of a .docx with Word's own headings."""
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.language = entry.title, "en-GB"
    document.core_properties.author, document.core_properties.comments = entry.partnership, ""
    document.add_paragraph(entry.title, style="Title")
    for label, value in (
        ("Category", entry.category), ("Name of police force", entry.force), ("Partnership", entry.partnership),
        ("Reference", entry.reference),
    ):  # fmt: skip
        if value:
            document.add_paragraph(f"{label}: {value}")
    for heading, parts, count in (
        ("Summary", entry.summary, entry.summary_words),
        ("Description", entry.description, entry.description_words),
    ):
        document.add_heading(f"{heading} ({count} words)", level=1)
        for part in parts:
            document.add_heading(part.heading, level=2)
            for line in part.text.splitlines():
                if line.strip():
                    document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
