"""Standard formats: the list, one with its sections, and the pages on which it is written and agreed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from assessments.forms import formats as forms
from assessments.forms.fields import of_partnership
from assessments.lifecycle.assessments import FormatAction, Includes
from assessments.models import Format
from assessments.services import formats as services
from audit.clock import today
from design.addresses import url
from design.pages import Column, NextStep
from records.asking import refusal
from records.forms import ReasonForm, posted
from records.pages import asked, moves, one_for, one_or_404, show
from records.paging import page_of
from records.services import version_of

COLUMNS = (Column("Format"), Column("Version", numeric=True), Column("State"), Column("Agreed"))
CHANGE = "assessments.change_format"


def format_list(request):
    page = page_of(Format.objects.visible_to(request.user), "pk", request.GET, descending=True)
    context = {"page": page, "columns": COLUMNS, "adds": bool(request.user.places.assesses_in)}
    return render(request, "assessments/format_list.html", context)


def format_add(request):
    if not request.user.places.assesses_in:
        raise PermissionDenied(refusal("assessments.add_format"))
    form = of_partnership(forms.AddFormatForm(posted(request)), request.user)

    def do(data):
        ready_made = data.pop("begin") == "ready"
        return services.add_format(by=request.user, ready_made=ready_made, **data)

    return asked(
        request, form, do, record=None, back=lambda found: found.get_absolute_url(),
        cancel=url("assessments:formats"), title="Write a format", submit="Begin",
        done="The format is a draft. Change its sections, then record that it is agreed.",
    )  # fmt: skip


def format_show(request, reference):
    found = one_or_404(request, Format, reference, "sections", above=("partnership", "body", "after"))
    sections = list(found.sections.all())
    covered = {section.includes for section in sections}
    writes = request.user.has_perm(CHANGE, found)
    tabs = [("Format", found.get_absolute_url(), True)]
    return show(
        request, "assessments/format_show.html", found, tabs, _steps(request.user, found),
        sections=sections, writes=writes, uncovered=[one for one in Includes if one not in covered],
        facts=[found.partnership, f"Version {found.version}"],
    )  # fmt: skip


def _steps(user, found):
    yield from moves(user, found, "assessments:format_move", primary=(FormatAction.AGREE,))
    adds = user.has_perm("assessments.add_format", found)
    if adds and found.status == found.Status.AGREED:
        yield NextStep("Begin an assessment", url("assessments:begin"), primary=True)
    if adds and found.status != found.Status.DRAFT:
        yield NextStep("Make a new version", url("assessments:format_version", found.reference))


def format_change(request, reference):
    found = one_for(request, Format, reference, CHANGE)
    initial = {"title": found.title, "rationale": found.rationale, "version": version_of(found)}
    form = forms.ChangeFormatForm(posted(request), initial=initial)

    def do(data):
        version = data.pop("version")
        return services.change_format(found, data, by=request.user, version=version)

    return asked(
        request, form, do, record=found, title="Change what it says", submit="Save", done="The format is saved."
    )  # fmt: skip


def format_section(request, reference, pk=None):
    """Add a section, or change one."""
    found = one_for(request, Format, reference, CHANGE)
    section = get_object_or_404(found.sections, pk=pk) if pk else None
    initial = {name: getattr(section, name) for name in forms.SectionForm.base_fields} if section else {}
    form = forms.SectionForm(posted(request), initial=initial)
    return asked(
        request, form, lambda data: services.set_section(
            found, data, by=request.user, section=section, version=data.pop("version", None)
        ),
        record=found, row=section,
        title="Change the section" if section else "Add a section", submit="Save", done="The section is saved.",
    )  # fmt: skip


def format_section_remove(request, reference, pk):
    found = one_for(request, Format, reference, CHANGE)
    section = get_object_or_404(found.sections, pk=pk)
    form = ReasonForm(posted(request))
    return asked(
        request, form, lambda data: services.remove_section(section, by=request.user, **data), record=found,
        title=f"Take out “{section.title}”", submit="Take it out", done="The section is taken out.",
    )  # fmt: skip


def format_version(request, reference):
    found = one_for(request, Format, reference, "assessments.add_format")
    form = ReasonForm(posted(request))
    del form.fields["reason"]
    return asked(
        request, form, lambda _: services.new_version(found, by=request.user), record=found,
        back=lambda draft: draft.get_absolute_url(), title="Make a new version", submit="Make it",
        text="A draft with the same sections. This version stays in use until the new one is agreed.",
        done="The new version is a draft.", cancel=found.get_absolute_url(),
    )  # fmt: skip


def format_move(request, reference, action):
    action = FormatAction(action)
    found = one_for(request, Format, reference, f"assessments.{action}_format")
    do, initial = services.retire_format, {}
    form = ReasonForm(posted(request))
    if action == FormatAction.AGREE:
        do, initial = services.agree_format, {"body": found.body, "agreed_on": today()}
        form = forms.AgreeFormatForm(posted(request), initial=initial, record=found)
    blockers = () if form.is_bound or found.status not in found.MOVES[action][0] else found.blockers(action)
    return asked(
        request, form, lambda data: do(found, by=request.user, **data), record=found, title=action.label,
        submit=action.label, done="It is recorded.", blockers=blockers,
    )  # fmt: skip
