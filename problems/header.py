"""What the front page of the form cannot say, whatever is known (B1, R1 and R2). Form and service ask alike."""

from partnership.models import Area


def refusals(problem, fields):
    """(field, sentence) for each; ``fields`` are to be set on the record, which says the rest."""

    def value(name):
        return fields[name] if name in fields else getattr(problem, name)

    yield from _times(value("time_from"), value("time_until"))
    yield from _place(value("section"), value("beat"))
    if value("police_references") and value("previous_police_involvement") is False:
        yield (
            "police_references",
            "The police were not involved before, so there is no reference. Take it out, or answer “yes”.",
        )
    yield from _level(problem, value("level"), value("part_of"))


def _times(start, end):
    if (start is None) != (end is None):
        yield "time_until" if end is None else "time_from", "Enter both times or neither."
    elif start is not None and start == end:
        yield (
            "time_until",
            "The two times are the same. Enter when it ends, or leave both empty for any time of day.",
        )


def _place(section, beat):
    if section and section.kind != Area.Kind.SECTION:
        yield "section", f"{section} is not a section. Choose one."
    if beat and beat.kind != Area.Kind.BEAT:
        yield "beat", f"{beat} is not a beat. Choose one."
    elif beat and section and beat.parent_id != section.pk:
        yield "beat", f"{beat} is not in {section}. Choose a beat of that section, or another section."


def _level(problem, level, part_of):
    """S001-68: operational records stand under an overarching one, and no deeper."""
    if part_of and level == problem.Level.OVERARCHING:
        yield (
            "part_of",
            "An overarching plan is part of no other. Leave this empty, or make it an operational record.",
        )
    elif part_of and (part_of.pk == problem.pk or part_of.level != problem.Level.OVERARCHING):
        yield "part_of", f"{part_of.reference} is not an overarching plan. Choose one that is."
    was_above = problem.level == problem.Level.OVERARCHING
    if was_above and level != problem.Level.OVERARCHING and problem.operational_records.exists():
        yield "level", "Other records are part of this overarching plan. Take them out of it first."
