import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.clock import today
from design.addresses import url
from documents import services
from documents.forms import (
    AddForm,
    AttachForm,
    ConsultForm,
    DetailsForm,
    DistributionForm,
    ReasonForm,
    ShareForm,
    VersionForm,
)
from documents.lifecycle import Action
from documents.places import places_of
from documents.querysets import shared_titles
from documents.reports import people_of
from documents.views.fetch import document_for
from records.forms import accepted, ask, conflict
from records.lifecycle import kind_of
from records.models import Record
from records.services import ChangedMeanwhile, version_of

forms_page = require_http_methods(["GET", "HEAD", "POST"])


@forms_page
def document_add(request):
    """A new document: of the record named in ``?for=``, else of a place the person chooses."""
    if reference := request.GET.get("for"):
        record = get_object_or_404(Record.objects.visible_to(request.user), reference=reference)
        return _attach(request, record)
    places = places_of(request.user)
    if not places:
        raise PermissionDenied(
            "You may add documents to your agency or to bodies you run. You have neither yet."
        )
    form = AddForm(request.POST or None, request.FILES or None, places=places)
    added = []

    def add(data):
        place = data.pop("place")
        data["audience"] = place.audience(data["audience"])
        where = {"partnership": place.partnership, "body": place.body, "agency": place.agency}
        added.append(services.add_document(by=request.user, **where, **data))

    if accepted(form, add):
        return _to(request, added[0], f"{added[0].reference} is kept.")
    return ask(request, form, title="Add a document", submit="Add document", cancel=url("documents:list"))


ITEM = re.compile(r"[1-9][0-9]{0,2}")  # of an agenda, by its number: the paper says it by its link
NAMES_NOBODY = (
    "Whoever may open the record can open this document. Leave out what describes victims and offenders: that stands "
    "in the analysis, which fewer people may read."
)


def _attach(request, record):
    if not request.user.has_perm("documents.add_document", record):
        raise PermissionDenied("Only those who keep this record may add documents to it.")
    kind = kind_of(record)
    part = request.GET.get("part", "")
    part = part if part in dict(kind.PARTS) else ""
    initial = {"title": request.GET.get("title", "")}
    form = AttachForm(request.POST or None, request.FILES or None, initial=initial)
    item = request.GET.get("item", "")
    item = item if ITEM.fullmatch(item) else ""
    if accepted(
        form, lambda data: services.add_document(record, by=request.user, part=part, item=item, **data)
    ):
        messages.success(request, f"“{form.cleaned_data['title']}” is attached.")
        return redirect(record)
    return ask(
        request,
        form,
        title=_attached_to(part and dict(kind.PARTS)[part].lower(), item),
        text=NAMES_NOBODY if kind.HAS_SIDES else "",
        reference=record.reference,
        submit="Attach document",
        cancel=record.get_absolute_url(),
    )


def _attached_to(part, item):
    if item:
        return f"Attach a paper for item {item}"
    return f"Attach a document to {part}" if part else "Attach a document"


@forms_page
def document_version(request, reference):
    document = document_for(request, reference, "version")
    newest = document.newest.number
    form = VersionForm(request.POST or None, request.FILES or None, user=request.user, newest=newest)

    if accepted(form, lambda data: services.add_version(document, by=request.user, **data)):
        return _to(request, document, "The new version is kept.")
    return _ask(request, document, form, "Add a version", "Add version")


@forms_page
def document_change(request, reference):
    document = document_for(request, reference, "change")
    fields = (
        "title",
        "authors",
        "custodian",
        "recommendations",
        "serves",
        "groups",
        "is_listed",
        "marking",
        "handling",
    )
    initial = {name: getattr(document, name) for name in fields} | {"version": version_of(document)}
    form = DetailsForm(request.POST or None, initial=initial, people=people_of(document.partnership))

    def change(data):
        version = data.pop("version") or None
        services.change_document(document, data, by=request.user, version=version)

    try:
        if accepted(form, change):
            return _to(request, document, "The details are changed.")
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        return conflict(request, form, current, version_of(current), title=current.title)
    return _ask(request, document, form, "Change the details", "Save")


@forms_page
def document_stage(request, reference, action):
    if action not in Action.values:
        raise Http404
    action = Action(action)
    document = document_for(request, reference, action.value)
    if action == Action.WITHDRAW:
        form, do = ReasonForm(request.POST or None), services.withdraw_document
    elif action == Action.CONSULT:
        form, do = ConsultForm(request.POST or None, initial={"opens_on": today()}), _moving(action)
    else:
        form, do = ReasonForm(request.POST or None), _moving(action)
        form.fields["reason"].required = False
    if accepted(form, lambda data: do(document, by=request.user, **data)):
        return _to(request, document, f"{document.reference}: {action.label.lower()} – done.")
    warning = "A withdrawn document cannot be brought back." if action == Action.WITHDRAW else ""
    return _ask(request, document, form, action.label, action.label, warning=warning)


def _moving(action):
    return lambda document, **data: services.set_stage(document, action, **data)


@forms_page
def document_distribution(request, reference):
    document = document_for(request, reference, "issue")
    version = document.newest
    form = DistributionForm(
        request.POST or None,
        bodies=document.partnership.bodies.exclude(status="closed"),
        titles=shared_titles(document.partnership, today()),
        people=people_of(document.partnership),
    )
    at_once = request.POST.get("act") == "issue"
    do = services.issue_version if at_once else services.add_recipients
    if accepted(form, lambda data: do(version, by=request.user, **data)):
        said = f"Version {version.number} is issued." if at_once else "They are on the list, not issued yet."
        return _to(request, document, said)
    waiting = version.issues.filter(issued_on=None)
    context = {"document": document, "version": version, "form": form, "waiting": waiting}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "documents/document_distribution.html", context, status=status)


@forms_page
def document_share(request, reference):
    document = document_for(request, reference, "share")
    form = ShareForm(request.POST or None, document=document)

    if accepted(form, lambda data: services.share_document(document, by=request.user, **data)):
        return _to(request, document, f"{document.reference} is open to {form.cleaned_data['agency']}.")
    return _ask(request, document, form, "Share with an agency", "Share")


def _to(request, document, said):
    messages.success(request, said)
    return redirect(document)


def _ask(request, document, form, title, submit, **context):
    words = {"title": title, "submit": submit, "reference": document.reference, "warning": ""}
    return ask(request, form, **words | context, cancel=document.get_absolute_url())
