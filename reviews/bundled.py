"""The parts of a review that an export may hold, as (heading, lines). The key to pseudonyms is none of them."""

from design.filters import date
from reviews.models.management import WRITTEN


def referral(review):
    yield f"Known to the partnership on {date(review.known_on)}, referral received on {date(review.referred_on)}"
    yield f"Referred by: {review.referring_agency or review.get_referred_by_display()} {review.relation}".strip()
    yield f"What is known: {review.circumstances}"
    yield f"Why this partnership leads: {review.residence}"
    yield from _said("Other partnerships", review.other_partnerships)
    yield from _said("Legal basis", review.what.law)


def decision(review):
    """With the days that were put off, and the proceedings that part of the review waits for."""
    yield f"Decision due by {date(review.decision_due_on)}, at first by {date(review.decision_target_on)}"
    if review.report_due_on:
        yield f"Overview report due by {date(review.report_due_on)}, at first by {date(review.report_target_on)}"
    for row in review.extensions.all():
        put_off = f"put off from {date(row.due_from)} to {date(row.due_until)}"
        agreed = f"agreed by {row.agreed_by_words} on {date(row.agreed_on)}"
        yield f"{row.get_clock_display()} {put_off}, {agreed}. {row.reason}"
    if review.decided_on:
        route = f": {review.other_route}" if review.other_route else ""
        by = f"decided on {date(review.decided_on)} by {review.decided_by_words}"
        yield f"{review.get_outcome_display()}{route}, {by}"
        yield from _said("Consulted", review.consulted)
        yield f"Reasons: {review.reasons}"
    for row in review.told.select_related("publication"):
        yield _told(row)
        if row.advocate_offered is not None:
            yield f"   An advocate was {'' if row.advocate_offered else 'not '}offered."
    for row in review.holds.all():
        until = f" to {date(row.ended_on)}" if row.ended_on else ", not ended"
        yield f"Proceedings: {row.what}, from {date(row.started_on)}{until}. {row.note}".strip()


def _told(row):
    of = f" of publication ({row.publication})" if row.publication else ""
    if row.why_not:
        return f"{row} was not told{of}, {date(row.told_on)}: {row.why_not}. {row.note}".strip()
    return f"{row} was told{of} on {date(row.told_on)}: {row.how}. {row.note}".strip()


def scoping(review):
    """What agencies shared or signed; what they have not is theirs."""
    for found in review.returns.shared().select_related("agency"):
        yield f"{found.agency}, answered on {date(found.answered_on)}: {found.get_known_display()}. {found.summary}"
        if found.secured_on:
            yield f"   Records secured on {date(found.secured_on)}"
    for found in review.management_reviews.read().select_related(
        "agency", "contact__person", "signatory__person"
    ):
        yield f"{found.agency}, own management review, written by {found.contact}"
        yield f"   Signed by {found.signatory} on {date(found.received_on)}"
        for day, words in ((found.reviewed_on, "Accepted"), (found.panel_on, "Shared with the panel")):
            if day:
                yield f"   {words} on {date(day)}"
        for name in WRITTEN:
            yield from _said(
                f"   {found._meta.get_field(name).verbose_name.capitalize()}", getattr(found, name)
            )


def chronology(review):
    """Entries of the review and those that agencies shared, by time, and where they disagree."""
    for row in review.entries.merged().select_related("agency"):
        how = "" if row.precision == row.Precision.DAY else f" ({row.get_precision_display().lower()})"
        when = f"{date(row.happened_on)}{f' {row.time:%H:%M}' if row.time else ''}{how}"
        yield f"{when}, {row.agency}: {row.get_kind_display()}. {row.what}"
        yield from _said("   Who took part", row.involved)
        yield from _said("   Source", row.source)
    read = review.entries.merged().values("pk")
    marked = review.disagreements.filter(first__in=read, second__in=read)
    for row in marked.select_related("first__agency", "second__agency"):
        yield f"{row.first} and {row.second} disagree: {row.note}"
        if row.settled_on:
            yield f"   Settled on {date(row.settled_on)}: {row.settled}"


def people(review):
    for row in review.appointments.select_related("agency", "user__person"):
        who = ", ".join(filter(None, (row.name or str(row.user or ""), row.post, str(row.agency or ""))))
        yield f"{row.get_part_display()}: {who}"
        days = (
            (row.advertised_on, "Advertised"),
            (row.recruited_on, "Appointed"),
            (row.ended_on, "Last day"),
        )
        yield from (f"   {words} on {date(day)}" for day, words in days if day)
        yield from _said("   Statement of independence", row.independence)
    for row in review.terms.all():
        yield f"Terms of reference, version {row.number}: from {date(row.scope_from)} to {date(row.scope_until)}"
        yield from _said("   Key lines of enquiry", row.lines)
        yield from _said("   Equality and diversity", row.equality)
        yield from _said("   What changed", row.changed)
        because = row.not_shared_because
        family = f"Not given to the family: {because}. Settled" if because else "Shared with the family"
        for day, words in ((row.agreed_on, "Agreed by the panel"), (row.shared_on, family)):
            if day:
                yield f"   {words} on {date(day)}"


def report(review):
    """As its text stands, with what the panel said of it."""
    for one in review.reports.all():
        yield f"{one.title}, {one.died_in}, by {one.author_words}"
        for section in one.sections.prefetch_related("comments"):
            yield f"   {section.title}: {section.body}"
            yield from _comments(section, of_family=False)


def submission(review):
    """From the partnership's agreement to the answers to the Home Office."""
    for row in review.submission_decisions.all():
        meeting = row.meeting_words or "a meeting that the portal keeps"
        yield f"Agreed for submission on {date(row.agreed_on)}: {meeting}, paragraph {row.minute}"
    if review.submitted_on:
        yield f"Submitted to the Home Office on {date(review.submitted_on)}. {review.home_office_reference}".strip()
    if review.quality_panel_on:
        yield f"Quality assurance panel of the Home Office on {date(review.quality_panel_on)}"
    for letter in review.feedback.prefetch_related("points"):
        yield f"Letter of the Home Office, {date(letter.received_on)}: {letter}"
        for point in letter.points.all():
            yield f"   {point.text}"
            if point.answered_on:
                yield f"   Answered on {date(point.answered_on)}: {point.answer}"


def publication(review):
    """What was decided of it, said to the press and sent, and what had changed a year later."""
    for row in review.publication_decisions.all():
        yield f"Publication: {row}, decided on {date(row.decided_on)} by {row.decided_by_words}"
        for name in ("reason", "guidance", "advice"):
            yield from _said(f"   {row._meta.get_field(name).verbose_name.capitalize()}", getattr(row, name))
    if review.published_on:
        yield f"Published on {date(review.published_on)} at {review.published_where}"
    if review.withheld_on:
        yield f"Settled on {date(review.withheld_on)} that it is not published"
    for row in review.statements.all():
        yield f"Communications statement, {row.stage.lower()}: {row.title}"
        yield from _said("   Text", row.text)
        yield from _said("   Answers to expected questions", row.asked_by_press)
    yield from _said("Why no statement is needed", review.no_statement_because)
    for row in review.copies.all():
        yield f"Copy sent to {row} on {date(row.sent_on)}: {row.how}"
    if review.closed_on:
        yield f"Closed on {date(review.closed_on)}"
    if review.assured_on:
        yield f"What has changed, looked at on {date(review.assured_on)}: {review.assurance}"


def learning(review):
    for point in review.learning.select_related("agency"):
        yield f"{point.get_state_display()}: {point.text}"
        yield from _said("   Theme", point.theme)
        yield from _said("   Owner", str(point.agency or ""))
        yield from _said("   Who it went to", point.sent_to)


def recommendations(review):
    for row in review.recommendations.prefetch_related("servings__line__agency"):
        yield f"{row.number}. {row.text} (to {row.addressed_to})"
        yield from _said("   Theme", row.theme)
        if row.sent_on:
            yield f"   Sent on to the Home Office on {date(row.sent_on)}: {row.sent_how}"
        if row.answered_on:
            yield f"   Answered on {date(row.answered_on)}: {row.answer}"
        for serving in row.servings.all():
            line = serving.line
            yield f"   {line.agency}: {line.wording} ({line.get_status_display()}, by {date(line.target_on)})"
            yield from _said("   Outcome", line.outcome)


def family(review):
    """Each contact with them, and what they said of papers: who takes an export out reads these notes (S001-47)."""
    for note in review.family_notes.all():
        yield f"{date(note.contact_on)}, {note.whom}{note.how and f' ({note.how})'}: {note.note}"
    for row in review.terms.all():
        yield from _said(f"Of the terms of reference, version {row.number}", row.comments)
    for one in review.reports.all():
        for section in one.sections.prefetch_related("comments"):
            yield from _comments(section, of_family=True)


def _comments(section, *, of_family):
    for row in section.comments.all():
        if row.of_family == of_family:
            yield f"   Of “{section.title}”, {row.said_by or row.made_by}: {row.text}"
            if row.answer:
                yield f"   {row.get_answer_display()}: {row.answer_text}"


def _said(label, text):
    if text:
        yield f"{label}: {text}"


FAMILY = "family"
PARTS = {
    "referral": ("The referral", referral),
    "decision": ("The decision, who was told, and proceedings", decision),
    "scoping": ("What agencies shared: answers and their own reviews", scoping),
    "chronology": ("The chronology: entries of the review and those that agencies shared", chronology),
    "people": ("Chair, author, panel and terms of reference", people),
    "report": ("The reports as they stand, and comments of the panel", report),
    "submission": ("Agreement and submission", submission),
    "publication": ("Publication, copies, and what followed", publication),
    "learning": ("What was learnt", learning),
    "recommendations": ("Recommendations and actions", recommendations),
    FAMILY: ("What the family said: the notes of each contact, in full", family),
}
