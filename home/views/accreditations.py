"""Schemes that have accredited a group (S002-60)."""

from design.addresses import url
from home.views.keeping import change_page, find, keep, members_only, said_by, version_for
from partnership import services
from partnership.forms.bodies import AccreditationForm
from partnership.forms.keeping import RemoveForm
from partnership.models import Accreditation, Body
from partnership.services.writing import PARTNERSHIP, ask


def address(body):
    return url("home:body", body.slug)


@members_only
def accreditation_add(request, slug):
    body = find(Body, request, "partnership", slug=slug)
    ask(request.user, PARTNERSHIP, body)
    form = AccreditationForm(request.POST or None)

    def write():
        return services.add_accreditation(body, **form.changes(), **said_by(request, form))

    return keep(request, form, write, title=f"An accreditation of {body}", back=address(body))


@members_only
def accreditation_change(request, pk):
    held = find(Accreditation, request, "body__partnership", pk=pk)
    ask(request.user, PARTNERSHIP, held.body)
    form = AccreditationForm(request.POST or None, instance=held, version=version_for(request, held))
    page = {"caption": str(held.body)}
    return change_page(request, held, form, services.change_accreditation, back=address(held.body), **page)


@members_only
def accreditation_remove(request, pk):
    held = find(Accreditation, request, "body__partnership", pk=pk)
    ask(request.user, PARTNERSHIP, held.body)
    form = RemoveForm(request.POST or None)

    def write():
        return services.remove_accreditation(held, **said_by(request, form))

    page = {"submit": "Remove", "done": "Removed.", "caption": str(held.body)}
    return keep(request, form, write, title=f"Remove: {held}", back=address(held.body), **page)
