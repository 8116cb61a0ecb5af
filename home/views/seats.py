from design.addresses import url
from home.views.keeping import change_page, find, keep, members_only, said_by, version_for
from partnership import services
from partnership.forms.bodies import MembershipForm, SeatForm, SeatPersonForm
from partnership.forms.keeping import EndForm
from partnership.models import Body, Membership, Seat
from partnership.services.writing import PARTNERSHIP, ask


def address(body):
    return url("home:body", body.slug)


@members_only
def seat_add(request, slug):
    body = find(Body, request, "partnership", slug=slug)
    ask(request.user, PARTNERSHIP, body)
    form = SeatForm(request.POST or None, body=body, initial={"position": body.seats.count() + 1})

    def write():
        return services.create_seat(body, **form.changes(), **said_by(request, form))

    return keep(request, form, write, title=f"A seat on {body}", back=address(body))


@members_only
def seat_change(request, pk):
    seat = find(Seat, request, "body__partnership", pk=pk)
    ask(request.user, PARTNERSHIP, seat.body)
    form = SeatForm(request.POST or None, body=seat.body, instance=seat, version=version_for(request, seat))
    page = {"title": f"Change the seat “{seat}”", "caption": str(seat.body)}
    return change_page(request, seat, form, services.change_seat, back=address(seat.body), **page)


@members_only
def seat_end(request, pk):
    seat = find(Seat, request, "body", pk=pk)
    ask(request.user, PARTNERSHIP, seat.body)
    form = EndForm(request.POST or None)

    def write():
        return services.end_seat(seat, form.cleaned_data["ended_on"], **said_by(request, form))

    page = {
        "caption": str(seat.body),
        "submit": "End the seat",
        "text": "Whoever holds it leaves on the same day.",
    }
    return keep(request, form, write, title=f"End the seat “{seat}”", back=address(seat.body), **page)


@members_only
def seat_fill(request, pk):
    seat = find(Seat, request, "body__partnership", pk=pk)
    ask(request.user, PARTNERSHIP, seat.body)
    form = SeatPersonForm(request.POST or None, seat=seat)

    def write():
        return services.seat_person(seat, **form.changes(), **said_by(request, form))

    page = {"caption": str(seat.body), "done": "They have the seat."}
    return keep(request, form, write, title=f"Who has the seat “{seat}”", back=address(seat.body), **page)


@members_only
def membership_change(request, pk):
    membership = find(Membership, request, "person", "seat__body__partnership", pk=pk)
    body = membership.seat.body
    ask(request.user, PARTNERSHIP, body)
    version = version_for(request, membership)
    form = MembershipForm(request.POST or None, instance=membership, version=version)
    page = {"title": f"Change the place of {membership.person}", "caption": f"{membership.seat}, {body}"}
    return change_page(request, membership, form, services.change_membership, back=address(body), **page)


@members_only
def membership_end(request, pk):
    membership = find(Membership, request, "person", "seat__body", pk=pk)
    body = membership.seat.body
    ask(request.user, PARTNERSHIP, body)
    form = EndForm(request.POST or None)

    def write():
        return services.end_membership(membership, form.cleaned_data["ended_on"], **said_by(request, form))

    page = {"caption": f"{membership.seat}, {body}", "submit": "End it"}
    title = f"{membership.person} leaves the seat"
    return keep(request, form, write, title=title, back=address(body), **page)
