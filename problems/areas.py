"""Which areas a record lies in, for roles that hold in an area alone (S002-155)."""


def areas_of(problem):
    """The keys of the record's beat and section, and of what lies above the section."""
    area, found = problem.section, [problem.beat_id]
    while area is not None:
        found.append(area.pk)
        area = area.parent
    return found
