from django.shortcuts import get_object_or_404, render

from audit.clock import today
from design.addresses import url
from home.reports.county import county_of
from home.views.keeping import change_page, find, keep, members_only, said_by, tabs_of, version_for
from partnership import services
from partnership.forms.bodies import PartnershipForm, RoleForm, StandingForm
from partnership.forms.keeping import EndForm, EndRoleForm
from partnership.models import Partner, Partnership, Role
from partnership.services.partnerships import may_take_back
from partnership.services.writing import DIRECTORY, PARTNERSHIP, ask, may

LEADS = (Role.Kind.COUNCIL_LEAD, Role.Kind.POLICE_LEAD)


def address(partnership):
    return url("home:partnership", partnership.slug)


@members_only
def partnership_list(request):
    page = {
        "partnerships": Partnership.objects.visible_to(request.user).select_related("parent"),
        "keeps": may(request.user, DIRECTORY),
    }
    return render(request, "home/partnership_list.html", page)


@members_only
def partnership_detail(request, slug):
    """Legal basis, partners by rank, and the lead officers, a vacancy shown as one (S002-04, S002-05)."""
    partnership = find(Partnership, request, "parent", slug=slug)
    roles = list(partnership.roles.on(today()).select_related("person", "partnership", "area", "body"))
    page = {
        "partnership": partnership,
        "ranks": _by_rank(partnership.partners.on(today()).select_related("agency", "area")),
        "leads": [(kind, [role for role in roles if role.kind == kind]) for kind in LEADS],
        "roles": [role for role in roles if role.kind not in LEADS],
        "bodies": partnership.bodies.open().filter(parent__isnull=True),
        "areas": partnership.areas.all(),
        "topics": partnership.topics.all(),
        "county": county_of(partnership, request.user),
        "beneath": partnership.children.all(),
        "keeps": may(request.user, PARTNERSHIP, partnership),
        "member": partnership.pk in request.user.places.partnerships,
        "tabs": tabs_of(partnership, address(partnership)),
    }
    return render(request, "home/partnership_detail.html", page)


def _by_rank(standings):
    """(rank, its agencies) in the order of the law, without the empty ranks."""
    found = {rank: [] for rank in Partner.Rank}
    for standing in standings:
        found[Partner.Rank(standing.rank)].append(standing)
    return [(rank.label, rows) for rank, rows in found.items() if rows]


@members_only
def partnership_add(request):
    ask(request.user, DIRECTORY)
    form = PartnershipForm(request.POST or None)

    def write():
        return services.create_partnership(**form.changes(), **said_by(request, form))

    text = "You will be its administrator until you name others."
    cancel = url("home:partnerships")
    return keep(request, form, write, title="Add a partnership", back=address, cancel=cancel, text=text)


@members_only
def partnership_change(request, slug):
    partnership = find(Partnership, request, slug=slug)
    ask(request.user, PARTNERSHIP, partnership)
    version = version_for(request, partnership)
    form = PartnershipForm(request.POST or None, instance=partnership, version=version)
    back = address(partnership)
    return change_page(request, partnership, form, services.change_partnership, back=back)


@members_only
def standing_set(request, slug):
    partnership = find(Partnership, request, slug=slug)
    ask(request.user, PARTNERSHIP, partnership)
    form = StandingForm(request.POST or None)

    def write():
        said = form.cleaned_data
        return services.set_standing(
            partnership,
            said["agency"],
            said["rank"],
            area=said["area"],
            on=said["started_on"],
            **said_by(request, form),
        )

    text = "A former rank of the agency here ends the day before the new one begins."
    title = f"A partner of {partnership}"
    return keep(request, form, write, title=title, back=address(partnership), text=text)


@members_only
def standing_end(request, pk):
    standing = find(Partner, request, "partnership", "agency", pk=pk)
    ask(request.user, PARTNERSHIP, standing)
    form = EndForm(request.POST or None)

    def write():
        return services.end_standing(standing, form.cleaned_data["ended_on"], **said_by(request, form))

    title = f"End the standing of {standing.agency}"
    page = {"caption": str(standing.partnership), "submit": "End it"}
    return keep(request, form, write, title=title, back=address(standing.partnership), **page)


@members_only
def role_give(request, slug):
    partnership = find(Partnership, request, slug=slug)
    ask(request.user, PARTNERSHIP, partnership)
    form = RoleForm(request.POST or None, partnership=partnership, initial={"kind": request.GET.get("kind")})

    def write():
        said = form.changes()
        return services.give_role(
            said.pop("person"), partnership, said.pop("kind"), **said, **said_by(request, form)
        )

    return keep(request, form, write, title=f"A role in {partnership}", back=address(partnership))


@members_only
def role_end(request, pk):
    role = get_object_or_404(
        Role.objects.visible_to(request.user).select_related("partnership", "person"), pk=pk
    )
    ask(request.user, PARTNERSHIP, role)
    form = EndRoleForm(request.POST or None, may_take_back=may_take_back(role))

    def write():
        if form.cleaned_data.get("in_error"):
            return services.take_back_role(role, **said_by(request, form))
        return services.end_role(role, form.cleaned_data["ended_on"], **said_by(request, form))

    title = f"End the role of {role.person}"
    page = {"caption": str(role), "submit": "End the role"}
    return keep(request, form, write, title=title, back=address(role.partnership), **page)
