"""The bid form: its list of pages, each page, and the answers to check before it is sent."""

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect, render

from audit.clock import today
from documents.models import Document
from funding.forms.bids import SubmitForm
from funding.forms.description import FORMS
from funding.lifecycle.bids import Action
from funding.lifecycle.sections import Section
from funding.missing import missing_of
from funding.reports.description import LISTS, answers_of, share_in_words, trainings_of
from funding.reports.returned import to_mend
from funding.reports.tasks import sections_of, tasks_of
from funding.services import bids, submitting
from funding.views.bids import address, free_of
from funding.views.frame import bid_or_404
from records.forms import accepted, ask, conflict, posted
from records.services import ChangedMeanwhile

WHOLE = (*LISTS, "call__offers__fund_year__fund")
LOCKED = "The bid is “{status}”, so it is locked."


def _applicants_own(request, reference, *parts, lists=()):
    """The bid, to its applicants; whether it may still be written is asked by each page."""
    bid = bid_or_404(request, reference, *parts, lists=lists)
    bids.refuse_stranger(bid, request.user)
    return bid


def _locked(request, bid):
    messages.error(request, LOCKED.format(status=bid.get_status_display()))
    return redirect(bid)


def bid_write(request, reference):
    """The list of tasks: each page of the form with how far it is."""
    bid = _applicants_own(request, reference, "attachments", lists=WHOLE)
    if not bid.is_writable:
        return _locked(request, bid)
    tasks = list(tasks_of(bid))
    context = {
        "bid": bid,
        "tasks": tasks,
        "done": sum(task.state == "done" for task in tasks),
        "needed": sum(task.state != "optional" for task in tasks),
        "expresses": [task.section for task in tasks] == [Section.EXPRESSION],
        "leads": request.user.has_perm("funding.submit_bid", bid),
        "trainings": trainings_of(bid.agency),
        "mend": to_mend([bid]).get(bid.reference),
    }
    return render(request, "funding/bid_write.html", context)


def bid_section(request, reference, section):
    bid = _applicants_own(request, reference, "call__offers", lists=LISTS)
    if not bid.is_writable and request.method != "POST":
        return _locked(request, bid)
    if section not in FORMS:
        return redirect(f"funding:bid_{section}", reference)
    form = FORMS[section](posted(request), bid=bid)
    form.initial["version"] = bids.version_of_section(bid, section)
    try:
        if accepted(form, lambda data: _write(bid, section, form, data, request.user)):
            return _next(request, bid, section, form)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        return conflict(
            request, form, current, bids.version_of_section(current, section), title=section.label,
            cancel=address("bid_write", bid), fields=list(form.beside(current)),
        )  # fmt: skip
    context = {
        "bid": bid,
        "section": section,
        "form": form,
        "forms": form.formsets,
        "share": _share(bid, section),
    }
    return render(request, "funding/bid_section.html", context, status=422 if form.is_bound else 200)


def _write(bid, section, form, data, user):
    bids.write_section(
        bid, section, form.changes(), parts=form.parts(), many=form.many(), by=user, version=data["version"]
    )


def _next(request, bid, section, form):
    """Back to the list; to the same page where the fund that was chosen brings objectives of its own."""
    if section == Section.FUND and form.is_other_fund and form.cleaned_data.get("fund_year"):
        messages.success(request, "The fund is saved. Now tick its objectives.")
        return redirect("funding:bid_section", bid.reference, section)
    messages.success(request, f"“{section.label}” is saved.")
    return redirect("funding:bid_write", bid.reference)


def _share(bid, section):
    if section != Section.MONEY or not bid.fund_year_id:
        return ""
    return share_in_words(bid.requested, free_of(bid))


def bid_documents(request, reference):
    """What the call wants to be attached, and what is."""
    bid = _applicants_own(request, reference)
    if not bid.is_writable:
        return _locked(request, bid)
    documents = list(Document.objects.visible_to(request.user).filter(attached_to=bid.pk).order_by("pk"))
    titles = [document.title.casefold() for document in documents]
    wanted = [(name, any(name.casefold() in title for title in titles)) for name in bid.call.wanted_documents]
    context = {
        "bid": bid,
        "documents": documents,
        "wanted": wanted,
        "adds": request.user.has_perm("documents.add_document", bid),
    }
    return render(request, "funding/bid_documents.html", context)


def bid_check(request, reference):
    """All the answers, all that is missing, and the name that is put to them."""
    bid = _applicants_own(request, reference, "attachments", lists=WHOLE)
    if not bid.is_writable:
        return _locked(request, bid)
    missing = list(missing_of(bid))
    form = SubmitForm(posted(request), initial={"digest_seen": submitting.digest_of_bid(bid)})
    leads = request.user.has_perm("funding.submit_bid", bid)
    if accepted(
        form, lambda data: submitting.submit_bid(bid, by=request.user, digest_seen=data["digest_seen"])
    ):
        messages.success(request, "Your bid is submitted. You will hear from us when it is decided.")
        return redirect(bid)
    if form.is_bound:
        form.data = {**form.data.dict(), "digest_seen": form.initial["digest_seen"]}
    context = {
        "bid": bid,
        "answers": [part for part in answers_of(bid, free_of(bid)) if part.section in sections_of(bid)],
        "documents": list(
            Document.objects.visible_to(request.user).filter(attached_to=bid.pk).order_by("pk")
        ),
        "missing": missing,
        "has_begun": bid.starts_on is not None and bid.starts_on < today(),
        "trainings": trainings_of(bid.agency),
        "leads": leads,
        "form": form,
    }
    return render(request, "funding/bid_check.html", context, status=422 if form.is_bound else 200)


def bid_express(request, reference):
    """Send the expression of interest of a call in two stages."""
    bid = _applicants_own(request, reference)
    if bid.status not in bid.MOVES[Action.EXPRESS][0]:
        return _locked(request, bid)
    form = Form(posted(request))
    if accepted(form, lambda _: submitting.express_interest(bid, by=request.user)):
        messages.success(
            request, "Your expression of interest is sent. You will hear whether you are invited to bid."
        )
        return redirect(bid)
    return ask(
        request, form, title="Send the expression of interest", submit="Send it", reference=bid.reference,
        blockers=[] if form.is_bound else bid.blockers(Action.EXPRESS), cancel=address("bid_write", bid),
        text="Those who run the call read it, and tell you whether to bid in full. It cannot be changed once sent.",
    )  # fmt: skip
