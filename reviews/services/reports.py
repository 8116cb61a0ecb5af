"""The overview report and the executive summary: begun, written section by section, kept in versions, commented on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now, today
from audit.services import log
from records.asking import hold, refusal, require, say_why
from records.lifecycle import MoveRefused
from records.services import ChangedMeanwhile
from records.writing import as_seen, keep, refuse_other_version
from reviews import standard
from reviews.models import Outline, Report, ReportComment, ReportSection, ReportVersion, Review
from reviews.texts import content_of

WRITE, COMMENT = "reviews.write_report", "reviews.comment_report"
ABOUT = ("subject", "died_in", "author_words", "author", "independence", "finished_on")


@transaction.atomic
def begin_report(review, *, by, kind, **about):
    """With the partnership's own sections, or the standard ones."""
    review = hold(review, by=by, permission="reviews.change_review")
    reasons = list(_about_refusals(review, about))
    if review.reports.filter(kind=kind).exists():
        reasons.append("There is one already. Nothing was changed.")
    if reasons:
        raise MoveRefused(*reasons)
    report = keep(
        Report(review=review, kind=kind, begun_at=now(), begun_by=by, **about), by=by, reason="Begun"
    )
    for place, (title, guidance) in enumerate(sections_for(review.partnership_id, kind), start=1):
        keep(
            ReportSection(report=report, position=place, title=title, guidance=guidance),
            by=by,
            reason="Begun",
        )
    log(review, "begin a report", by=by, changes={"kind": str(kind)})
    return report


def sections_for(partnership_id, kind):
    own = Outline.objects.filter(partnership=partnership_id, kind=kind).first()
    return [tuple(pair) for pair in own.sections] if own else standard.SECTIONS[kind]


@transaction.atomic
def change_report(report, *, by, version=None, **about):
    report = _held(report, by, WRITE)
    refuse_other_version(report, version)
    if reasons := list(_about_refusals(report.review, about)):
        raise MoveRefused(*reasons)
    for name in ABOUT:
        setattr(report, name, about[name])
    log(report.review, "change the title page", by=by)
    return keep(report, by=by, reason="Title page")


@transaction.atomic
def write_section(section, *, by, body, edits):
    """Of two people who write at once, the second is shown what the first saved."""
    report = _held(section.report, by, WRITE)
    section = ReportSection.objects.select_for_update().get(pk=section.pk)
    if edits != section.edits:
        section.report = report
        raise ChangedMeanwhile(section)
    if body != section.body:
        section.body, section.edits = body, section.edits + 1
        keep(section, by=by, reason="Written")
        log(report.review, "write a section", by=by, changes={"section": section.title})
    return section


@transaction.atomic
def keep_version(report, *, by, note):
    """The whole text as it stands, such as what goes to the panel."""
    report = _held(report, by, WRITE)
    say_why(note, "Say what this version is.")
    last = report.versions.first()
    content, digest = content_of(report)
    if last and last.digest == digest:
        raise MoveRefused(f"Nothing has changed since version {last.number}. Nothing was kept.")
    version = ReportVersion(
        report=report, number=last.number + 1 if last else 1, note=note, content=content, digest=digest, made_at=now(),
        made_by=by,
    )  # fmt: skip
    version.save(force_insert=True)
    log(report.review, "keep a version", by=by, changes={"report": str(report), "number": version.number})
    return version


@transaction.atomic
def comment(section, *, by, text, of_family=False, said_by=""):
    """What somebody of the panel says; what the family said is recorded by those who write the report."""
    _held(section.report, by, WRITE if of_family else COMMENT)
    say_why(text, "Write the comment.")
    made = ReportComment(
        section=section, text=text.strip(), of_family=of_family, said_by=said_by if of_family else "", made_at=now(),
        made_by=by,
    )  # fmt: skip
    log(section.report.review, "comment", by=by, changes={"section": section.title})
    return keep(made, by=by)


@transaction.atomic
def answer_comment(made, *, by, answer, answer_text, version=None):
    report = _held(made.section.report, by, WRITE)
    made = as_seen(made, version)
    if answer != ReportComment.Answer.ACCEPTED and not answer_text.strip():
        raise MoveRefused("Say why nothing was changed, or what was noted. Whoever said it may ask.")
    made.answer, made.answer_text = answer, answer_text.strip()
    made.answered_at, made.answered_by = now(), by
    log(report.review, "answer a comment", by=by, changes={"section": made.section.title, "answer": answer})
    return keep(made, by=by)


@transaction.atomic
def set_outline(partnership, *, by, kind, sections, version=None):
    """For reports that begin from now on."""
    if partnership.pk not in by.places.coordinates_in:
        raise PermissionDenied(refusal("reviews.keep_outlines"))
    if not sections:
        raise MoveRefused("Name at least one section.")
    if len({title for title, _ in sections}) < len(sections):
        raise MoveRefused("Two sections have the same title. Give each its own.")
    row = Outline.objects.filter(partnership=partnership, kind=kind).first()
    row = as_seen(row, version) if row else Outline(partnership=partnership, kind=kind)
    row.sections = [list(pair) for pair in sections]
    return keep(row, by=by, reason="Sections of reports")


def _held(report, by, permission):
    """The report, its review's row locked, for somebody who may do this now."""
    Review.objects.select_for_update().get(pk=report.review_id)
    report = Report.objects.select_related("review__partnership").get(pk=report.pk)
    require(by, permission, report)
    return report


def _about_refusals(review, about):
    author, day = about.get("author"), about.get("finished_on")
    if author and not Review.objects.visible_to(author).filter(pk=review.pk).exists():
        yield f"This review is not open to {author}. Give them access first."
    if day and day > today():
        yield "The day on which it was completed cannot be still to come."
