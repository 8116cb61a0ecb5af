"""What is read about a person's standing, by services and by pages alike."""

from django.db.models import Q

from actions.lifecycle import Status
from actions.models import Action
from audit.clock import today
from meetings.models import AgendaItem, Condition, Meeting
from partnership.models import Membership, Partnership, Person, Post, Role, TopicContact, User
from problems.models import EmergingIssue, Problem
from records.models import Record

OPEN_WORK = (Status.PROPOSED, Status.OPEN)


def open_standings(person, last_day):
    """Posts, seats, roles and topics that hold after the day, or have no end yet."""
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=last_day)
    return [
        *Post.objects.filter(lasting, person=person).select_related("agency"),
        *Membership.objects.filter(lasting, person=person).select_related("seat__body"),
        *Role.objects.filter(lasting, person=person).select_related("partnership"),
        *TopicContact.objects.filter(lasting, person=person).select_related("topic", "agency"),
    ]


def open_work(person):
    """Actions, proposed or open, that the person owns alone or with others."""
    return Action.objects.filter(status__in=OPEN_WORK).owned_by(person.pk).order_by("due_on", "pk")


def open_cases(person):
    """Problem records, not yet closed, in which the person is the officer in the case."""
    return Problem.objects.open().in_the_case_of(person).order_by("pk")


def open_issues(person):
    """Emerging issues that the person has in hand."""
    return EmergingIssue.objects.open().filter(officer=person).order_by("pk")


def in_hand_of(person):
    """Both of these: what somebody else is to take over."""
    return [*open_cases(person), *open_issues(person)]


def open_to(in_hand, person):
    """Those of the records that the person could open already."""
    if person is None or not hasattr(person, "user"):
        return []
    known = Record.objects.visible_to(person.user).filter(pk__in=[record.pk for record in in_hand])
    keys = set(known.values_list("pk", flat=True))
    return [record for record in in_hand if record.pk in keys]


def open_conditions(person):
    """Conditions of decisions that the person is still to meet."""
    found = Condition.objects.filter(owner=person, discharged_on=None)
    return list(found.select_related("resolution__item__meeting").order_by("pk"))


def conditions_open_to(conditions, person):
    """Those of them whose item the person could open already."""
    if person is None or not hasattr(person, "user"):
        return []
    known = AgendaItem.objects.visible_to(person.user).filter(
        meeting__in=Meeting.objects.visible_to(person.user)
    )
    items = set(known.filter(resolutions__conditions__in=conditions).values_list("pk", flat=True))
    return [condition for condition in conditions if condition.resolution.item_id in items]


def only_administered_by(person, last_day):
    """Partnerships that would be left without an administrator."""
    administrators = Role.objects.filter(kind=Role.Kind.ADMINISTRATOR).current()
    theirs = administrators.filter(person=person).values("partnership")
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=last_day)
    others = administrators.filter(lasting, person__user__is_active=True).exclude(person=person)
    return Partnership.objects.filter(pk__in=theirs).exclude(pk__in=others.values("partnership"))


def keepers_of(record):
    """Who can mend it: the officers of its partnership, and whoever made it."""
    officers = Role.objects.current().filter(kind=Role.Kind.OFFICER, partnership=record.partnership_id)
    return User.objects.filter(Q(person__in=officers.values("person")) | Q(pk=record.created_by_id))


def possible_successors(person):
    """Those who can take work over: of the same agencies, or of the same partnerships' bodies and roles."""
    places = places_of(person)
    day = today()
    found = Person.objects.filter(
        Q(pk__in=Post.objects.on(day).filter(agency__in=places.agencies).values("person"))
        | Q(pk__in=Role.objects.on(day).filter(partnership__in=places.partnerships).values("person"))
        | Q(
            pk__in=Membership.objects.on(day)
            .filter(seat__body__partnership__in=places.partnerships)
            .values("person")
        )
    )
    return found.exclude(pk=person.pk)


def possible_keepers(person, by):
    """Those of them who can sign in, but for the administrator who asks."""
    accounts = User.objects.filter(is_active=True, is_guest=False).exclude(access_ends_on__lt=today())
    return possible_successors(person).filter(user__in=accounts).exclude(pk=by.person_id)


def places_of(person):
    """Where a person stands, whether or not they can sign in."""
    return User(person_id=person.pk).places
