"""What is asked of agencies, and what they answer."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from assessments.forms import asks as forms
from assessments.forms.fields import of_partnership
from assessments.forms.lists import AskFilter
from assessments.lifecycle.evidence import AskAction
from assessments.models import Ask
from assessments.reports.asks import (
    COLUMNS,
    HEADINGS,
    SORTS,
    asks_for,
    counted,
    downloaded,
    line,
    listed,
    loads,
    standings,
    words_of,
)
from assessments.services import asks as services
from audit.clock import today
from design.addresses import url
from design.pages import NextStep
from documents.models import Document
from records.asking import refusal
from records.export import KINDS
from records.forms import posted
from records.models import Record
from records.pages import asked, file_of, moves, one_for, one_or_404, show
from records.paging import page_of
from records.services import version_of

ABOVE = ("partnership", "body", "agency", "person", "analyst", "created_by__person", "about")
FIELDS = ("title", "what", "details", "due_on", "analyst", "body", "about", "is_needed")
OWN = {
    AskAction.ANSWER: "assessments:ask_answer",
    AskAction.RETURN: "assessments:ask_again",
    AskAction.WITHDRAW: "assessments:ask_withdraw",
}


def ask_list(request):
    on, filters = today(), AskFilter(request.GET, user=request.user)
    rows = asks_for(request.user, filters.chosen(), on)
    if request.GET.get("export") in KINDS:
        known = set(
            Record.objects.visible_to(request.user)
            .filter(pk__in=rows.values("about"))
            .values_list("pk", flat=True)
        )
        found = downloaded(rows).order_by("due_on", "pk")
        return file_of(request, found, "requests", HEADINGS, lambda ask: line(ask, known))
    sort = request.GET.get("sort") if request.GET.get("sort") in SORTS else "due_on"
    field, descending = SORTS[sort]
    page = page_of(listed(rows), field, request.GET, descending=descending)
    context = {
        "page": page, "rows": [(ask, *words_of(ask, on)) for ask in page.rows], "columns": COLUMNS, "sort": sort,
        "filters": filters, "chosen": filters.tags(request.GET), "adds": bool(request.user.places.assesses_in),
    }  # fmt: skip
    return render(request, "assessments/ask_list.html", context)


def ask_loads(request):
    """Who waits for what, for those who keep the evidence of a partnership."""
    if not request.user.places.assesses_in:
        raise PermissionDenied(refusal("assessments.add_ask"))
    on = today()
    context = {"loads": list(loads(request.user, on)), "words": lambda ask: words_of(ask, on)}
    return render(request, "assessments/ask_loads.html", context)


def ask_add(request):
    if not request.user.places.assesses_in:
        raise PermissionDenied(refusal("assessments.add_ask"))
    initial = {"what": "contribution", "analyst": request.user.person, "about": request.GET.get("about", "")}
    form = of_partnership(forms.AskForm(posted(request), user=request.user, initial=initial), request.user)
    return asked(
        request, form, lambda data: services.ask_agencies(by=request.user, once=True, **data), record=None,
        back=lambda ask: ask.get_absolute_url(), cancel=url("assessments:asks"), title="Ask agencies",
        text="Each agency sees what it is asked itself, and answers here.", submit="Ask them", done="They are asked.",
    )  # fmt: skip


def ask_show(request, reference):
    ask, on = one_or_404(request, Ask, reference, above=ABOVE), today()
    about = Record.objects.visible_to(request.user).filter(pk=ask.about_id).first() if ask.about_id else None
    keeps = request.user.has_perm("assessments.change_ask", ask)
    found = standings(ask, request.user, on)
    steps = list(moves(request.user, ask, "assessments:ask", own=OWN, primary=(AskAction.ANSWER,)))
    if keeps:
        steps.append(NextStep("Ask another agency the same", url("assessments:ask_more", reference)))
    if request.user.has_perm("documents.add_document", ask):
        steps.append(NextStep("Attach a document", f"{url('documents:new')}?for={reference}"))
    context = {
        "found": found if len(found) > 1 or keeps else [], "counted": counted(found), "about": about, "keeps": keeps,
        "documents": Document.objects.visible_to(request.user).filter(attached_to=ask.pk).order_by("pk"),
        "words": words_of(ask, on), "facts": [ask.agency, ask.get_what_display(), ask.partnership],
    }  # fmt: skip
    tabs = [("Request", ask.get_absolute_url(), True)]
    return show(request, "assessments/ask_show.html", ask, tabs, steps, **context)


def ask_change(request, reference):
    ask = one_for(request, Ask, reference, "assessments.change_ask", above=ABOVE)
    initial = {name: getattr(ask, name) for name in FIELDS} | {"version": version_of(ask)}
    places = {"user": request.user, "partnerships": [ask.partnership_id]}
    form = forms.ChangeAskForm(posted(request), initial=initial, **places)

    def do(data):
        version = data.pop("version")
        return services.change_ask(ask, data, by=request.user, version=version)

    return asked(request, form, do, record=ask, title="Change what is asked", submit="Save", done="Saved.")


def ask_more(request, reference):
    ask = one_for(request, Ask, reference, "assessments.change_ask")
    there = Ask.objects.visible_to(request.user).asked_like(ask).values("agency")
    form = forms.MoreForm(posted(request), ask=ask, there=there)
    return asked(
        request, form, lambda data: services.ask_more(ask, data["agencies"], by=request.user), record=ask,
        back=ask.get_absolute_url(), title="Ask other agencies the same", submit="Ask them", done="They are asked.",
    )  # fmt: skip


def ask_answer(request, reference):
    ask = one_for(request, Ask, reference, "assessments.answer_ask")
    for_them = ask.agency_id not in request.user.places.agencies
    form = forms.AnswerForm(posted(request), request.FILES or None, for_them=for_them)
    return asked(
        request, form, lambda data: services.answer_ask(ask, by=request.user, **data), record=ask,
        title=f"Answer: {ask.title}", text=ask.details, submit="Send the answer" if not for_them else "Record it",
        done="The answer is in. Those who asked are told.",
    )  # fmt: skip


def ask_again(request, reference):
    ask = one_for(request, Ask, reference, "assessments.return_ask")
    form = forms.AgainForm(posted(request))
    return asked(
        request, form, lambda data: services.ask_again(ask, by=request.user, **data), record=ask,
        title="Ask again", submit="Ask again", done="The agency is asked again.",
    )  # fmt: skip


def ask_withdraw(request, reference):
    ask = one_for(request, Ask, reference, "assessments.withdraw_ask")
    form = forms.WithdrawForm(posted(request))
    return asked(
        request, form, lambda data: services.withdraw_ask(ask, by=request.user, **data), record=ask,
        title="Withdraw what was asked", submit="Withdraw it", warning="The agency is told that it need do nothing.",
        done="It is withdrawn.",
    )  # fmt: skip
