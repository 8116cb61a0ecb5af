"""What changed since the last assessment: priorities that came and went, sections that were written anew."""

from dataclasses import dataclass

from assessments.sections import text_of

READ = (
    "sections__draws_from", "recommended__priority",
    "previous__sections__draws_from", "previous__recommended__priority",
)  # fmt: skip


@dataclass(frozen=True)
class Changed:
    came: tuple
    went: tuple
    stayed: tuple  # (priority, place before, place now)
    sections: tuple  # (title, in words, before, after)

    @property
    def rows(self):
        found = [[row.priority.title, "New", "–", str(place)] for place, row in self.came]
        found += [[priority.title, "Stays", str(before), str(now)] for priority, before, now in self.stayed]
        return found + [
            [row.priority.title, "No longer recommended", str(place), "–"] for place, row in self.went
        ]


def changed_of(assessment):
    """Nothing where it is the first. ``assessment`` with `READ`."""
    if assessment.previous is None:
        return None
    before, now = (_by_priority(one) for one in (assessment.previous, assessment))
    return Changed(
        came=tuple(now[key] for key in now if key not in before),
        went=tuple(before[key] for key in before if key not in now),
        stayed=tuple((now[key][1].priority, before[key][0], now[key][0]) for key in now if key in before),
        sections=tuple(_sections(assessment)),
    )


def _by_priority(assessment):
    return {row.priority_id: (place, row) for place, row in enumerate(assessment.recommended.all(), start=1)}


def _sections(assessment):
    before = {one.title: text_of(one) for one in assessment.previous.sections.all()}
    now = {one.title: text_of(one) for one in assessment.sections.all()}
    for title, body in now.items():
        if title not in before:
            yield title, "New section", "", body
        elif before[title] != body:
            yield (
                title,
                "Written anew" if before[title] else "Written for the first time",
                before[title],
                body,
            )
    for title, body in before.items():
        if title not in now:
            yield title, "No longer a section", body, ""
