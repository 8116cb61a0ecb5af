"""Which other partnerships come to know of a record by its areas (S002-55). Form and service ask alike."""

from dataclasses import dataclass

from design.filters import joined
from problems.areas import read_ground
from records.models import Record

SHARE = "problems.share_problem"
NOT_YOURS = (
    "Only the officer in the case and the partnership's officers open this record to another partnership. Leave out "
    "{areas}, or ask one of them."
)
SAY_SO = (
    "{partnership} has {areas} in its area. Say that its officers may see this record, or take {areas} out."
)


@dataclass(frozen=True)
class Reach:
    """What a change of the areas does."""

    new: dict  # partnership: the areas of the record that are its
    gone: tuple

    def refusals(self, problem, *, by, may_see):
        """Said before anything is written: nobody else learns of a record unawares."""
        shares = by.has_perm(SHARE, problem)
        for partnership, areas in self.new.items():
            words = joined(map(str, areas))
            if not shares:
                yield NOT_YOURS.format(areas=words)
            elif not may_see:
                yield SAY_SO.format(partnership=partnership, areas=words)


def reach_of(problem, before, after, ground=None):
    """``before`` and ``after`` are (section, further areas). A record for names or one agency stays theirs."""
    if problem.audience != Record.Audience.CASE or before == after:
        return Reach({}, ())
    ground = ground or read_ground()
    was, becomes = (ground.reached(problem, *where) for where in (before, after))
    new = {partnership: areas for partnership, areas in becomes.items() if partnership not in was}
    return Reach(new, tuple(partnership for partnership in was if partnership not in becomes))
