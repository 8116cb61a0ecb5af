"""Who can see a record, and the giving and taking of it: for those who may change its access (S003-27)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from design.addresses import url
from partnership.models import Agency, Partnership, User
from records import walls
from records.access import reads_sides
from records.audience import set_audience, wider_than
from records.forms import AudienceForm, GrantForm, HangingForm, PersonForm, ReasonForm, accepted, ask
from records.models import GroupGrant, PartnershipGrant, UserGrant
from records.reports.access import counted, who_can_see
from records.views.fetch import frame, record_for

forms_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def access_show(request, reference):
    record = record_for(request, reference, "grant_record")
    context = frame(request, record, "access", readers=who_can_see(record))
    return render(request, "records/access_show.html", context)


@forms_page
def access_give(request, reference):
    record = record_for(request, reference, "grant_record")
    form = GrantForm(request.POST or None, record=record, offers_sides=reads_sides(request.user, record))

    def give(data):
        walls.open_to(record, data.pop("holder"), by=request.user, **data)

    if accepted(form, give):
        return _back(request, record, "Access is given.")
    return _ask(request, record, form, "Give access", "Give access")


@forms_page
def access_change(request, reference):
    record = record_for(request, reference, "grant_record")
    form = AudienceForm(request.POST or None, record=record)
    if form.is_valid():
        wider = wider_than(record, form.cleaned_data["audience"], by=request.user)
        if wider:
            return _access_close(request, record, form, wider)
    if accepted(form, lambda data: set_audience(record, by=request.user, **data)):
        return _back(request, record, "Who can see this is changed.")
    text = f"It is open now to: {record.get_audience_display()}."
    return _ask(request, record, form, "Change who can see this", "Change", text=text)


def _access_close(request, record, asked, wider):
    """The second page: documents and actions under the record that would stay open to more people than it."""
    chosen = request.POST if "hanging" in request.POST else None
    form = HangingForm(chosen, record=record, initial=asked.cleaned_data)

    def change(data):
        with_them = data.pop("hanging") == "close"
        set_audience(record, by=request.user, with_what_hangs=with_them, **data)

    if accepted(form, change):
        return _back(request, record, "Who can see this is changed.")
    context = {
        "form": form,
        "record": record,
        "wider": wider,
        "counts": counted(wider),
        "audience": record.Audience(asked.cleaned_data["audience"]).label,
    }
    status = 422 if form.is_bound else 200
    return render(request, "records/access_close.html", context, status=status)


@forms_page
def access_withdraw(request, reference, holder, key):
    record = record_for(request, reference, "grant_record")
    whom = _holder(record, holder, key)
    form = ReasonForm(request.POST or None)
    if accepted(form, lambda data: walls.close_to(record, whom, by=request.user, **data)):
        return _back(request, record, f"{whom} has no access by name any more.")
    return _ask(request, record, form, f"Withdraw access from {whom}", "Withdraw access")


@forms_page
def access_shut(request, reference):
    """Shut a person out of a record that must not be known to exist, by the address they sign in with."""
    record = _walled(request, reference)
    form = PersonForm(request.POST or None)

    def shut(data):
        walls.shut(record, data["person"], by=request.user, reason=data["reason"])

    if accepted(form, shut):
        return _back(request, record, "They are shut out.")
    text = "They will know nothing of it, whoever opens it to them. They are not told."
    if elsewhere := record.read_elsewhere():
        text = f"It is not opened to them here, whoever tries. They are not told. {elsewhere}"
    return _ask(request, record, form, "Shut a person out", "Shut them out", text=text)


@forms_page
def access_let_in(request, reference, key):
    record = _walled(request, reference)
    row = get_object_or_404(record.shut_outs.filter(ended_at=None).select_related("user__person"), user=key)
    form = ReasonForm(request.POST or None)
    if accepted(form, lambda data: walls.let_in(record, row.user, by=request.user, **data)):
        return _back(request, record, f"{row.user} is shut out no longer. Give them access if they need it.")
    return _ask(request, record, form, f"Let {row.user} in again", "Let them in again")


def _walled(request, reference):
    record = record_for(request, reference, "grant_record")
    if not record.IS_WALLED:
        raise Http404
    return record


def _holder(record, holder, key):
    """The person, agency or partnership, if this record was granted to them."""
    if holder == "person":
        held = UserGrant.objects.filter(content_object=record.pk).values("user")
        return get_object_or_404(User, pk=key, pk__in=held)
    if holder == "agency":
        held = GroupGrant.objects.filter(content_object=record.pk).values("group")
        return get_object_or_404(Agency, pk=key, group__in=held)
    if holder == "partnership":
        held = PartnershipGrant.objects.filter(content_object=record.pk).values("partnership")
        return get_object_or_404(Partnership, pk=key, pk__in=held)
    raise Http404


def _back(request, record, words):
    """To the list of readers; or away from it, for somebody who has just closed it to themselves."""
    messages.success(request, words)
    if request.user.has_perm("records.grant_record", record):
        return redirect("records:access", record.reference)
    return redirect(record)


def _ask(request, record, form, title, submit, **context):
    cancel = url("records:access", record.reference)
    return ask(
        request, form, title=title, submit=submit, reference=record.reference, cancel=cancel, **context
    )
