"""What the pages of actions read: the list as filtered, and one action with all that belongs to it."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Prefetch

from actions.models import Action, Owner, Update

MINE, AGENCY, EVERY = "mine", "agency", "all"  # whose
LATE, ANY = "late", "any"  # besides the statuses
SORTS = {"due": "due_on", "changed": "updated_at"}
HEADINGS = (
    "Reference", "Action", "Lead", "Other owners", "Due", "First due", "Status", "Done on", "Body",
    "Partnership",
)  # fmt: skip


def actions_for(user, chosen, on):
    """The actions this person may see, as they chose; with what a line of the list shows."""
    rows = Action.objects.visible_to(user)
    if chosen["whose"] == MINE:
        rows = rows.owned_by(user.person_id)
    elif chosen["whose"] == AGENCY:
        rows = rows.of_agencies(user.places.agencies)
    if chosen["body"]:
        rows = rows.filter(body__slug=chosen["body"])
    if chosen["status"] == LATE:
        rows = rows.overdue(on)
    elif chosen["status"] != ANY:
        rows = rows.filter(status=chosen["status"])
    return rows.select_related("body", "partnership").prefetch_related(
        Prefetch("owners", Owner.objects.order_by("-is_lead", "pk"), to_attr="named")
    )


def line(action):
    """A line of the downloaded list."""
    lead, others = lead_and_others(action.named)
    return (
        action.reference,
        action.wording,
        lead,
        ", ".join(others),
        action.due_on,
        action.first_due_on,
        action.get_status_display(),
        action.done_on,
        str(action.body or ""),
        str(action.partnership),
    )


def lead_and_others(owners):
    names = [owner.printed_name for owner in owners if not owner.is_lead]
    return next((owner.printed_name for owner in owners if owner.is_lead), ""), names


@dataclass(frozen=True)
class Source:
    """What the action arises from, where the person may see that."""

    title: str
    place: str  # in words: paragraph 3.9
    url: str


def with_parts(actions):
    """With what the page of one action shows, so that permissions and moves ask for it no more."""
    owners = Owner.objects.order_by("-is_lead", "pk").select_related("agency", "person")
    updates = Update.objects.order_by("-pk").select_related("made_by__person")
    return actions.select_related("body", "partnership", "arises_from").prefetch_related(
        Prefetch("owners", owners), Prefetch("updates", updates)
    )


def source_of(action, user):
    """Nothing where the person may not know of it."""
    if action.arises_from is None:
        return None
    sources = apps.get_model(action.arises_from.kind).objects.visible_to(user)
    source = sources.filter(pk=action.arises_from_id).first()
    if source is None:
        return None
    place, anchor = source.place_of(action, user)
    return Source(source.title, place, f"{source.get_absolute_url()}{anchor}")
