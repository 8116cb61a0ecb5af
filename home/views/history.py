from django.http import Http404
from django.shortcuts import render

from design.addresses import url
from home.views.keeping import find, members_only, tabs_of
from partnership.models import (
    Accreditation,
    Agency,
    AgencyUnit,
    Agreement,
    Area,
    Body,
    Membership,
    Partner,
    Partnership,
    Person,
    Post,
    Role,
    Seat,
    TermsOfReference,
    Topic,
    TopicContact,
)
from partnership.reports import differences, versions
from records.views.fetch import number

MODELS = {
    model._meta.model_name: model
    for model in (
        *(Agency, AgencyUnit, Agreement, Area, Body, Membership, Partner),
        *(Partnership, Person, Post, Role, Seat, TermsOfReference, Topic, TopicContact, Accreditation),
    )
}
BELONGS_TO = {  # rows that are shown on the page of another
    Role: "partnership",
    Partner: "partnership",
    Seat: "body",
    Accreditation: "body",
    Membership: "seat",
    TopicContact: "topic",
}
PARTS = {
    "agency": ("units", "standings"),
    "body": ("seats", "terms", "accreditations"),
    "partnership": ("partners", "roles", "agreements", "topics"),
    "person": ("posts", "memberships", "roles"),
    "seat": ("memberships",),
    "topic": ("contacts",),
}


@members_only
def history_show(request, noun, pk):
    """Who changed what, when and why; any two versions side by side."""
    row = find(MODELS[noun], request, pk=pk) if noun in MODELS else None
    if row is None:
        raise Http404
    found = versions(row)
    page = {"row": row, "versions": found, "tabs": tabs_of(row, page_of_row(row), "history")}
    page |= _compared(row, found, request.GET) | {"parts": _parts(row, noun), "noun": row._meta.verbose_name}
    return render(request, "home/history.html", page)


def _compared(row, found, data):
    """The two versions asked for; else the latest with the one before."""
    known = {version.id: version for version in found}
    asked = [known.get(number(data.get(name))) for name in ("from", "to")]
    pair = asked if all(asked) else found[1::-1]
    if len(pair) < 2 or pair[0].id == pair[1].id:
        return {"fields": [], "earlier": None, "later": None}
    earlier, later = sorted(pair, key=lambda version: version.id)
    return {"fields": differences(row, earlier.id, later.id), "earlier": earlier, "later": later}


def _parts(row, noun):
    return [
        (_named(part), url("home:history", part._meta.model_name, part.pk))
        for name in PARTS.get(noun, ())
        for part in getattr(row, name).all()[:100]
        if part._meta.model_name != "agreement"
    ]


def _named(part):
    noun = str(part._meta.verbose_name)
    return f"{noun[:1].upper()}{noun[1:]}: {part}"


def page_of_row(row):
    """The page on which a row is shown: its own, or that of what it belongs to."""
    if owner := BELONGS_TO.get(type(row)):
        return page_of_row(getattr(row, owner))
    if isinstance(row, Body | Partnership):
        return url(f"home:{row._meta.model_name}", row.slug)
    if isinstance(row, TermsOfReference):
        return url("home:terms", row.pk)
    if isinstance(row, AgencyUnit):
        return url("home:agency", row.agency_id)
    if isinstance(row, Post):
        return url("home:person", row.person_id)
    return url(f"home:{row._meta.model_name}", row.pk)
