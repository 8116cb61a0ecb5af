from django.shortcuts import render

from design.addresses import url
from home.views.keeping import change_page, find, keep, members_only, said_by, tabs_of, version_for
from partnership import services
from partnership.forms.bodies import AgreeTermsForm, AmendmentForm, TermsForm
from partnership.models import Body, TermsOfReference
from partnership.services.writing import PARTNERSHIP, ask, may


def address(terms):
    return url("home:terms", terms.pk)


@members_only
def terms_detail(request, pk):
    terms = find(TermsOfReference, request, "body__partnership", pk=pk)
    page = {
        "terms": terms,
        "others": terms.body.terms.exclude(pk=pk),
        "keeps": may(request.user, PARTNERSHIP, terms.body),
        "tabs": tabs_of(terms, address(terms)),
    }
    return render(request, "home/terms_detail.html", page)


@members_only
def terms_draft(request, slug):
    """A new draft starts from the words in force."""
    body = find(Body, request, slug=slug)
    ask(request.user, PARTNERSHIP, body)
    former = body.terms.first()
    form = TermsForm(request.POST or None, initial={"text": former.text if former else ""})

    def write():
        said = form.cleaned_data
        return services.draft_terms(body, said["text"], review_on=said["review_on"], **said_by(request, form))

    cancel = url("home:body", slug)
    title = f"New terms of reference of {body}"
    return keep(request, form, write, title=title, back=address, cancel=cancel, submit="Save the draft")


@members_only
def terms_change(request, pk):
    terms = find(TermsOfReference, request, "body", pk=pk)
    ask(request.user, PARTNERSHIP, terms.body)
    form = TermsForm(request.POST or None, instance=terms, version=version_for(request, terms))
    return change_page(request, terms, form, services.change_terms, back=address(terms))


@members_only
def terms_agree(request, pk):
    terms = find(TermsOfReference, request, "body", pk=pk)
    ask(request.user, PARTNERSHIP, terms.body)
    form = AgreeTermsForm(request.POST or None)

    def write():
        said = form.cleaned_data
        return services.agree_terms(
            terms, on=said["agreed_on"], agreed_by=said["agreed_by"], **said_by(request, form)
        )

    text = "They become the next whole version. The former version is kept, and marked superseded."
    page = {"text": text, "submit": "Record that they are agreed"}
    return keep(request, form, write, title=f"Agree: {terms}", back=address(terms), **page)


@members_only
def terms_amend(request, slug):
    body = find(Body, request, slug=slug)
    ask(request.user, PARTNERSHIP, body)
    agreed = body.terms.filter(status=TermsOfReference.Status.AGREED).first()
    form = AmendmentForm(request.POST or None, initial={"note": agreed.amendment_note if agreed else ""})

    def write():
        return services.note_amendment(body, form.cleaned_data["note"], **said_by(request, form))

    title = f"An amendment to the terms of {body}"
    return keep(request, form, write, title=title, back=url("home:body", slug))
