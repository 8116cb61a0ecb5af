"""Documents that one may know of and not open: whom to ask, and the answer (S000-29)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from design.addresses import url
from documents import services
from documents.forms import AnswerForm, AskForm
from documents.models import Document
from documents.views.fetch import document_for, listed_or_404
from records.forms import accepted, ask
from records.paging import page_of


@require_safe
def document_listed(request):
    listed = Document.objects.listed_for(request.user).select_related("partnership", "custodian")
    page = page_of(listed, "title", request.GET)
    return render(request, "documents/document_listed.html", {"page": page})


def document_known(request, reference):
    """In place of the document's page, for somebody who may know of it and no more."""
    document = listed_or_404(request, reference)
    asked = document.copy_requests.filter(asked_by=request.user).last()
    return render(request, "documents/document_known.html", {"document": document, "asked": asked})


@require_http_methods(["GET", "HEAD", "POST"])
def document_ask(request, reference):
    document = listed_or_404(request, reference)
    form = AskForm(request.POST or None)
    if accepted(form, lambda data: services.ask_copy(document, by=request.user, **data)):
        messages.success(request, "Your request is on its way. You are told of the answer.")
        return redirect(document)
    title, text = f"Request a copy of {document.title}", f"{document.custodian or 'An officer'} decides."
    cancel = document.get_absolute_url()
    return ask(
        request, form, title=title, text=text, reference=reference, submit="Send request", cancel=cancel
    )


@require_http_methods(["GET", "HEAD", "POST"])
def copy_answer(request, reference, copy):
    document = document_for(request, reference, "answer")
    asked = get_object_or_404(document.copy_requests.select_related("asked_by__person"), pk=copy)
    form = AnswerForm(request.POST or None)
    if accepted(form, lambda data: services.answer_copy(asked, by=request.user, **data)):
        messages.success(request, f"{asked.asked_by} is told.")
        return redirect(document)
    title, text = f"{asked.asked_by} asks for a copy", f"{document.title}. Needed for: {asked.reason}"
    cancel = url("documents:detail", reference)
    return ask(request, form, title=title, text=text, reference=reference, submit="Answer", cancel=cancel)
