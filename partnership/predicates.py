"""The predicates of `rules`, asked in fewer steps: a page asks some ten permissions of three predicates each, and by
way of the library's contexts, skipped answers and log lines they were a third of what a record's page did.
"""

from functools import update_wrapper

import rules


class Predicate(rules.Predicate):
    """Always asked of a user and a record, which may be None. An answer of None is no; to the library it is none."""

    def test(self, user, record=None):
        return bool(self.fn(user, record))

    def __and__(self, other):
        ours, theirs = self.fn, other.fn
        return Predicate(
            lambda user, record: ours(user, record) and theirs(user, record), f"({self.name} & {other.name})"
        )

    def __or__(self, other):
        ours, theirs = self.fn, other.fn
        return Predicate(
            lambda user, record: ours(user, record) or theirs(user, record), f"({self.name} | {other.name})"
        )

    def __invert__(self):
        ours = self.fn
        return Predicate(lambda user, record: not ours(user, record), f"~{self.name}")


def predicate(fn):
    return update_wrapper(Predicate(fn), fn)
