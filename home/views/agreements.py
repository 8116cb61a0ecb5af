from django.shortcuts import get_object_or_404, render

from audit.clock import today
from design.addresses import url
from home.views.keeping import change_page, find, keep, members_only, said_by, tabs_of, version_for
from partnership import services
from partnership.forms.bodies import AgreementForm, AgreementMoveForm, PartyForm, SignForm
from partnership.forms.keeping import RemoveForm
from partnership.models import Agreement, Partnership
from partnership.reports import register_of
from partnership.services.agreements import NEXT
from partnership.services.writing import PARTNERSHIP, ask, may


def address(agreement):
    return url("home:agreement", agreement.pk)


@members_only
def register_show(request, slug):
    """Which agencies are covered by an agreement in force, and which are not (S002-112)."""
    mine = Partnership.objects.filter(pk__in=request.user.places.partnerships)
    partnership = get_object_or_404(mine, slug=slug)
    page = {
        "partnership": partnership,
        "register": register_of(partnership, today()),
        "keeps": may(request.user, PARTNERSHIP, partnership),
    }
    return render(request, "home/register.html", page)


@members_only
def agreement_detail(request, pk):
    agreement = find(Agreement, request, "partnership", pk=pk)
    page = {
        "agreement": agreement,
        "parties": agreement.parties.select_related("agency"),
        "steps": _steps(agreement),
        "open_steps": NEXT[agreement.status],
        "keeps": may(request.user, PARTNERSHIP, agreement),
        "tabs": tabs_of(agreement, address(agreement)),
    }
    return render(request, "home/agreement_detail.html", page)


def _steps(agreement):
    """(stage, the day it was reached) as its versions tell (S004-66)."""
    found = []
    versions = agreement.history.order_by("history_id").values_list("status", "history_date")
    for status, at in versions:
        if not found or found[-1][0] != Agreement.Status(status).label:
            found.append((Agreement.Status(status).label, at))
    return found


@members_only
def agreement_add(request, slug):
    partnership = find(Partnership, request, slug=slug)
    ask(request.user, PARTNERSHIP, partnership)
    form = AgreementForm(request.POST or None)

    def write():
        return services.create_agreement(partnership, **form.changes(), **said_by(request, form))

    cancel = url("home:register", slug)
    return keep(request, form, write, title="Add a sharing agreement", back=address, cancel=cancel)


@members_only
def agreement_change(request, pk):
    agreement = find(Agreement, request, pk=pk)
    ask(request.user, PARTNERSHIP, agreement)
    form = AgreementForm(request.POST or None, instance=agreement, version=version_for(request, agreement))
    return change_page(request, agreement, form, services.change_agreement, back=address(agreement))


@members_only
def agreement_move(request, pk):
    agreement = find(Agreement, request, pk=pk)
    ask(request.user, PARTNERSHIP, agreement)
    form = AgreementMoveForm(request.POST or None)
    open_to = NEXT[agreement.status]
    form.fields["status"].choices = [(s.value, s.label) for s in Agreement.Status if s in open_to]

    def write():
        return services.move_agreement(agreement, form.cleaned_data["status"], **said_by(request, form))

    return keep(request, form, write, title=f"Next step of {agreement}", back=address(agreement))


@members_only
def party_add(request, pk):
    agreement = find(Agreement, request, pk=pk)
    ask(request.user, PARTNERSHIP, agreement)
    form = PartyForm(request.POST or None)

    def write():
        return services.add_party(agreement, form.cleaned_data["agency"], **said_by(request, form))

    return keep(request, form, write, title=f"A party to {agreement}", back=address(agreement))


@members_only
def party_sign(request, pk, party):
    agreement = find(Agreement, request, pk=pk)
    ask(request.user, PARTNERSHIP, agreement)
    row = get_object_or_404(agreement.parties.select_related("agency", "agreement"), pk=party)
    form = SignForm(request.POST or None)

    def write():
        said = form.cleaned_data
        return services.sign_for_party(
            row, signed_on=said["signed_on"], signatory=said["signatory"], **said_by(request, form)
        )

    title = f"Signature of {row.agency}"
    return keep(request, form, write, title=title, back=address(agreement), caption=str(agreement))


@members_only
def party_remove(request, pk, party):
    agreement = find(Agreement, request, pk=pk)
    ask(request.user, PARTNERSHIP, agreement)
    row = get_object_or_404(agreement.parties.select_related("agency", "agreement"), pk=party)
    form = RemoveForm(request.POST or None)

    def write():
        return services.remove_party(row, **said_by(request, form))

    title = f"{row.agency} is no party"
    page = {"caption": str(agreement), "submit": "Remove"}
    return keep(request, form, write, title=title, back=address(agreement), **page)
