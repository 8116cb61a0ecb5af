"""Small numbers in the typed text that a public version prints, each to be confirmed by whoever publishes it.

Figures are protected by themselves (`Drawn.protected`); words are not, for only a person can tell whom they describe.
"""

from dataclasses import dataclass

from audit.text import digest_of
from evidence.telling import small_numbers_in
from records.publication import public_text

TYPED = {  # lists of an assessment: what of each row is printed for everyone
    "sections": ("title", "body"), "statements": ("text", "source", "caveat"),
    "public_views": ("source", "said", "wants"), "gaps": ("text", "matters", "fills"),
    "recommended": ("why", "moved_because"),
    "issues": ("title",),
}  # fmt: skip


@dataclass(frozen=True)
class Few:
    """``key`` stays while the words around it stay: what was confirmed of another text is not confirmed of this."""

    key: str
    where: str
    words: str
    around: str

    def __str__(self):
        return f"{self.where}: {self.around}"


def few_in(assessment):
    """In the order of the print, each once."""
    found = {}
    for where, text in _texts(assessment):
        for one in small_numbers_in(public_text(text)):
            key = digest_of([where, one.around])[:16]
            found.setdefault(key, Few(key, where, one.words, one.around))
    return list(found.values())


def _texts(assessment):
    yield "Summary", assessment.summary
    yield "How it was made", assessment.method
    for section in assessment.sections.select_related("draws_from"):
        drawn = section.draws_from if section.draws_from and not section.body.strip() else section
        yield section.title, "\n".join([section.title, drawn.body])
        for figure in drawn.figures.all():
            yield f"{section.title}, {figure}", f"{figure.title}. {figure.comment}"
    for name, fields in TYPED.items():
        if name != "sections":
            for row in getattr(assessment, name).all():
                yield (
                    str(row._meta.verbose_name).capitalize(),
                    ". ".join(getattr(row, field) for field in fields),
                )
