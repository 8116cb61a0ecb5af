"""The report as its page and its PDF say it."""

from dataclasses import dataclass

from design.prose import blocks

DRAFT = "OFFICIAL-SENSITIVE – draft"


@dataclass(frozen=True)
class Part:
    section: object
    blocks: list

    @property
    def id(self):
        return f"section-{self.section.position}"

    @property
    def words(self):
        return len(self.section.body.split())

    @property
    def waiting(self):
        """Comments that nobody has answered."""
        return [row for row in self.section.comments.all() if not row.answer]


def parts_of(report):
    return [Part(section, blocks(section.body)) for section in report.sections.all()]


@dataclass(frozen=True)
class Written:
    report: object
    parts: list
    is_draft: bool

    @property
    def facts(self):
        report = self.report
        done = f"{report.finished_on:%B %Y}" if report.finished_on else "Not completed"
        yield "Community safety partnership", report.review.partnership
        yield "In respect of", report.subject
        yield "Died in", report.died_in
        yield "Author", report.author_words
        yield "Completed", done


def written_of(report, *, is_draft):
    return Written(report, parts_of(report), is_draft)
