"""What a report says as it stands, and whether it was kept: known to blockers and services alike."""

from audit.services import plain
from audit.text import digest_of
from records.together import gather

OF_TEXTS = ("reports__sections", "reports__versions")


def content_of(report):
    """(pairs of title and text, digest) of all that the report says."""
    about = [
        report.subject,
        report.died_in,
        report.author_words,
        report.independence,
        str(report.finished_on or ""),
    ]
    content = [["Title page", "\n".join(about)], *([row.title, row.body] for row in report.sections.all())]
    return content, digest_of(plain(content))


def without_version(review):
    """What stands in the way of signing: a text of which no version was kept as it stands."""
    gather(review, *OF_TEXTS)
    for report in review.reports.all():
        yield from version_refusals(report)


def version_refusals(report):
    """The same of one report."""
    last, digest = next(iter(report.versions.all()), None), content_of(report)[1]
    name = str(report).lower()
    if last is None:
        yield f"No version of the {name} was kept. Whoever writes it keeps one first: that is what is signed."
    elif last.digest != digest:
        yield f"The {name} was changed since version {last.number} was kept. Whoever writes it keeps another first."
