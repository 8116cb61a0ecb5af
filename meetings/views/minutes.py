from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from actions.models import Action
from actions.services import change_action
from design.addresses import url
from meetings.forms import (
    ActionForm,
    CiteForm,
    CorrectionForm,
    InterestForm,
    MatterForm,
    NewParagraphForm,
    ParagraphForm,
    ReasonForm,
)
from meetings.models import AskedCorrection, Correction, Paragraph
from meetings.reports.minutes import read_minutes
from meetings.reports.printed import TO_BE_CONFIRMED, future_dates
from meetings.services import corrections
from meetings.services import minutes as services
from meetings.services.votes import told_of
from meetings.views.agenda import changeable, item_or_404
from meetings.views.frame import attachments, minutes_or_403, show, writing, writing_on
from records.forms import accepted, ask, conflict, posted
from records.services import ChangedMeanwhile, version_of
from records.views.fetch import number

WRITE = services.WRITE


def minutes_show(request, reference):
    meeting = minutes_or_403(request, reference)
    context = {
        "minutes": read_minutes(meeting, request.user),
        "documents": attachments(request, meeting),
        "corrections": _corrections(request, meeting),
        "asked": _asked(request, meeting),
        "future_dates": _future_dates(request, meeting),
        "quick": number(request.GET.get("write")),
    }
    return show(request, "meetings/minutes_show.html", meeting, "minutes", **context)


def _future_dates(request, meeting):
    """As the PDF prints them; asked for where there are any."""
    if not (meeting.has_later or meeting.future_dates.strip()):
        return [TO_BE_CONFIRMED]
    return future_dates(meeting, request.user)


def _corrections(request, meeting):
    """Of the paragraphs this person may read: a correction repeats their text, and what it said before.

    Those of other partnerships read approved minutes as the public does, as they are now.
    """
    if not meeting.has_corrections or not request.user.has_perm("meetings.read_inner_minutes", meeting):
        return []
    readable = Paragraph.objects.visible_to(request.user).filter(item__meeting=meeting)
    rows = Correction.objects.filter(paragraph__in=readable)
    return list(rows.select_related("paragraph", "decided_by__person").order_by("pk"))


def _asked(request, meeting):
    """What members asked to have corrected, as far as this person knows of it."""
    if not meeting.has_asked:
        return []
    known = AskedCorrection.objects.visible_to(request.user).filter(meeting=meeting)
    return list(known.select_related("paragraph", "asked_by__person").order_by("answered_at", "pk"))


def paragraph_add(request, reference, item):
    meeting = changeable(request, reference, WRITE)
    item = item_or_404(request, meeting, item)
    after = _after(request, item)
    form = NewParagraphForm(posted(request))
    added = []
    if accepted(
        form, lambda data: added.append(services.add_paragraph(item, by=request.user, after=after, **data))
    ):
        if "next" in request.POST:
            return redirect(_next(request, item, added[0]))
        return _back(meeting, f"item-{item.number}")
    return ask(request, form, title=f"Item {item.number}: write a paragraph", **_around(meeting))


def _next(request, item, paragraph):
    """To the action or resolution that it leads to, or where the field stands ready again, and has the cursor."""
    pages = {
        "action": ("meetings:action_add", paragraph.pk),
        "resolution": ("meetings:resolution_add", item.pk),
    }
    then = request.POST.get("then")
    if then in pages:
        name, key = pages[then]
        return url(name, item.meeting.reference, key) + f"?write={item.pk}"
    return writing(item.meeting.reference, item.pk)


def interest_declare(request, reference, item):
    meeting = changeable(request, reference, WRITE, frozen=services.SIGNED)
    item = item_or_404(request, meeting, item)
    form, votes = InterestForm(posted(request), meeting=meeting), []
    if accepted(form, lambda data: votes.extend(services.declare_interest(item, by=request.user, **data))):
        for words in told_of(votes):
            messages.warning(request, words)
        return _back(meeting, f"item-{item.number}")
    text = "It stands in the minutes as a paragraph of its own, which you can reword or mark as not for publication."
    return ask(
        request, form, title=f"Item {item.number}: an interest declared", text=text, **_around(meeting)
    )


def _after(request, item):
    """The paragraph to write behind, if the address names one of this item."""
    return item.paragraphs.filter(pk=number(request.GET.get("after"))).first()


def paragraph_change(request, reference, paragraph):
    meeting = changeable(request, reference, WRITE)
    paragraph = _paragraph_or_404(request, meeting, paragraph)
    names = ("text", "publication", "exempt_under", "publication_reason", "verb", "carried_to", "version")
    initial = {name: getattr(paragraph, name) for name in names}
    form = ParagraphForm(posted(request), initial=initial, paragraph=paragraph, user=request.user)
    cancel = _address(meeting, f"p{paragraph.number}")
    try:
        if accepted(form, lambda data: _rewrite(paragraph, dict(data), request.user)):
            return redirect(cancel)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        title = f"Paragraph {current.number}"
        return conflict(request, form, current, current.version, title=title, cancel=cancel)
    return ask(request, form, title=f"Paragraph {paragraph.number}", **_around(meeting, cancel))


def _rewrite(paragraph, data, user):
    version = number(data.pop("version"))
    services.change_paragraph(paragraph, data, by=user, version=version)


def paragraph_remove(request, reference, paragraph):
    meeting = changeable(request, reference, WRITE)
    paragraph = _paragraph_or_404(request, meeting, paragraph)
    form = ReasonForm(posted(request))
    if accepted(form, lambda data: services.remove_paragraph(paragraph, by=request.user, **data)):
        messages.success(request, "The paragraph is taken out. Its versions are kept.")
        return _back(meeting)
    context = {"title": f"Take out paragraph {paragraph.number}?", "text": paragraph.text}
    return ask(request, form, warning="Those after it are numbered anew.", **context, **_around(meeting))


def action_add(request, reference, paragraph):
    meeting = changeable(request, reference, WRITE)
    paragraph = _paragraph_or_404(request, meeting, paragraph)
    form, back = ActionForm(posted(request), meeting=meeting), writing_on(request, meeting)
    form.fields["wording"].widget.attrs["autofocus"] = bool(back)
    if accepted(form, lambda data: _add_action(paragraph, form, data, request.user)):
        return redirect(back) if back else _back(meeting, f"p{paragraph.number}")
    title = f"Action under paragraph {paragraph.number}"
    return ask(request, form, title=title, text=paragraph.text, **_around(meeting, back))


def _add_action(paragraph, form, data, user):
    services.add_action(
        paragraph, by=user, wording=data["wording"], owners=form.owners(), due_on=data["due_on"]
    )


def action_change(request, reference, action):
    """An action as the minutes word it, until they are approved."""
    meeting = changeable(request, reference, WRITE)
    rows = Action.objects.visible_to(request.user).filter(minuted__paragraph__item__meeting=meeting)
    action = get_object_or_404(rows, reference=action)
    owners = list(action.owners.select_related("person"))
    form = ActionForm(
        posted(request),
        meeting=meeting,
        printed=[row.printed_name for row in owners if row.person is None],
        initial={
            "wording": action.wording,
            "due_on": action.due_on,
            "lead": next((row.person for row in owners if row.is_lead), None),
            "others": [row.person_id for row in owners if not row.is_lead and row.person],
            "version": version_of(action),
        },
    )
    try:
        if accepted(form, lambda data: _change_action(action, form, data, request.user)):
            return _back(meeting, f"p{action.minuted.paragraph.number}")
    except ChangedMeanwhile as meanwhile:
        return conflict(request, form, meanwhile.current, version_of(meanwhile.current), title="The action")
    note = "Its wording was taken from the paragraph. Confirm or rewrite it." * action.wording_is_proposed
    return ask(request, form, title=f"Action {action.reference}", text=note, **_around(meeting))


def _change_action(action, form, data, user):
    change_action(
        action, wording=data["wording"], due_on=data["due_on"], owners=form.owners(), by=user,
        version=data["version"],
    )  # fmt: skip


@require_POST
def promise_dismiss(request, reference, paragraph):
    meeting = changeable(request, reference, WRITE)
    paragraph = _paragraph_or_404(request, meeting, paragraph)
    services.set_promise(paragraph, "dismissed", by=request.user)
    return _back(meeting, f"p{paragraph.number}")


def matter_link(request, reference, paragraph):
    meeting = changeable(request, reference, WRITE)
    paragraph = _paragraph_or_404(request, meeting, paragraph)
    initial = {"number": paragraph.answers_printed, "meeting": meeting.previous}
    form = MatterForm(posted(request), meeting=meeting, user=request.user, initial=initial)
    if accepted(form, lambda data: services.link_matter_arising(paragraph, data["earlier"], by=request.user)):
        return _back(meeting, f"p{paragraph.number}")
    title = f"What does paragraph {paragraph.number} answer?"
    return ask(request, form, title=title, text=paragraph.text, **_around(meeting))


def decision_cite(request, reference, paragraph):
    meeting = changeable(request, reference, WRITE)
    paragraph = _paragraph_or_404(request, meeting, paragraph)
    form = CiteForm(posted(request), meeting=meeting, user=request.user)
    if accepted(form, lambda data: services.cite_decision(paragraph, data["decision"], by=request.user)):
        return _back(meeting, f"p{paragraph.number}")
    title = f"Which decision does paragraph {paragraph.number} speak of?"
    return ask(request, form, title=title, text=paragraph.text, **_around(meeting))


def correction_propose(request, reference, paragraph):
    meeting = changeable(request, reference, "meetings.correct_minutes")
    paragraph = _paragraph_or_404(request, meeting, paragraph)
    form = CorrectionForm(posted(request), initial={"new_text": paragraph.text})
    if accepted(form, lambda data: corrections.propose_correction(paragraph, by=request.user, **data)):
        messages.success(request, "The correction waits for the chair.")
        return _back(meeting, f"p{paragraph.number}")
    title = f"Propose a correction to paragraph {paragraph.number}"
    return ask(request, form, title=title, **_around(meeting) | {"submit": "Send to the chair"})


def _paragraph_or_404(request, meeting, pk):
    return get_object_or_404(
        Paragraph.objects.visible_to(request.user).select_related("item__meeting"),
        item__meeting=meeting,
        pk=pk,
    )


def _address(meeting, anchor=""):
    address = url("meetings:minutes", meeting.reference)
    return f"{address}#{anchor}" if anchor else address


def _back(meeting, anchor=""):
    return redirect(_address(meeting, anchor))


def _around(meeting, cancel=None):
    return {"reference": meeting.reference, "submit": "Save", "cancel": cancel or _address(meeting)}
