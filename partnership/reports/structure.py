from collections import defaultdict

from design.structure import Node, StructureChart
from partnership.models import Body, Membership, Partner, Seat


def structure_of(partnership, day, address):
    """Bodies, their parents, chairs, statutory members and vacancies, as a picture (S002-193, S003-08).

    ``address`` gives the page of a body.
    """
    bodies = list(partnership.bodies.open())
    seats = Seat.objects.on(day).filter(body__partnership=partnership)
    chairs, vacant = _chairs(partnership, day), _vacancies(seats, day)
    statutory = _statutory(seats, partnership, day)
    here = {body.pk for body in bodies}
    beneath = defaultdict(list)
    for body in bodies:
        beneath[body.parent_id if body.parent_id in here else None].append(body)

    def node(body):
        lines = _lines(body, chairs.get(body.pk), statutory[body.pk])
        mark = f"Vacant: {', '.join(vacant[body.pk])}" if vacant[body.pk] else ""
        return Node(str(body), lines, address(body), [node(child) for child in beneath[body.pk]], mark)

    root = Node(partnership.name, children=[node(body) for body in beneath[None]])
    return StructureChart("Structure chart", root, f"{len(bodies)} groups and to whom each reports.")


def _lines(body, chair, statutory):
    lines = [f"Chair: {chair}" if chair else "No chair"]
    if statutory:
        lines.append(f"Statutory members: {', '.join(statutory)}")
    if body.status != Body.Status.ACTIVE:
        lines.append(body.get_status_display())
    return lines


def _chairs(partnership, day):
    chairs = Membership.objects.on(day).filter(seat__body__partnership=partnership, office="chair")
    return {one.seat.body_id: one.person for one in chairs.select_related("person", "seat")}


def _vacancies(seats, day):
    found = defaultdict(list)
    held = Membership.objects.on(day).values("seat")
    for seat in seats.filter(is_owed=True).exclude(pk__in=held):
        found[seat.body_id].append(seat.title)
    return found


def _statutory(seats, partnership, day):
    """For each body the responsible authorities that its seats stand for."""
    found = defaultdict(list)
    responsible = partnership.partners.on(day).filter(rank=Partner.Rank.RESPONSIBLE).values("agency")
    rows = seats.filter(stands_for__in=responsible).order_by("stands_for__name")
    for body, short, name in rows.values_list("body", "stands_for__short_name", "stands_for__name"):
        if (said := short or name) not in found[body]:
            found[body].append(said)
    return found
