"""What minutes are read from: one query each for items with their lines, actions and resolutions."""

from django.db.models import F

from meetings.blockers import INCOMPLETE
from meetings.models import AgendaItem, ParagraphAction, Resolution
from records.prepared import prepared

KNOWN_BY = ("pk", "audience", "partnership_id", "body_id", "agency_id")  # what `records.querysets.knows` asks
ITEM_FIELDS = ("pk", "number", "title", "purpose", "lead_printed", "is_restricted", "is_late", "standing")
LINE_FIELDS = (
    "pk", "kind", "number", "text", "publication", "exempt_under", "publication_reason", "verb", "promise",
    "answers_printed", "answers__item__meeting__reference", "answers__item__meeting__held_on",
    "carried_to__number", "cites",
)  # fmt: skip


@prepared
def all_lines(meeting):
    return _lines(AgendaItem.objects.filter(meeting=meeting))


@prepared
def lines_open_to(meeting, person):
    """As somebody reads them who does not run the meeting; `person` may be None."""
    return _lines(AgendaItem.objects.open_to(person).filter(meeting=meeting))


def _lines(items):
    return items.order_by("number", "paragraphs__position").values_list(
        *ITEM_FIELDS, *(f"paragraphs__{name}" for name in LINE_FIELDS)
    )


@prepared
def actions(meeting):
    """A row for each owner, the lead first; one without where an action has none."""
    return (
        ParagraphAction.objects.filter(paragraph__item__meeting=meeting)
        .order_by("pk", F("action__owners__is_lead").desc(), "action__owners__pk")
        .values_list(
            "paragraph_id",
            "as_minuted",
            "action__reference",
            "action__wording",
            "action__wording_is_proposed",
            "action__due_on",
            "action__status",
            INCOMPLETE,
            "action__owners__printed_name",
            "action__owners__is_lead",
            *(f"action__{name}" for name in KNOWN_BY),
        )
    )


@prepared
def resolutions(meeting):
    """A row for each condition; one without where a resolution has none."""
    return (
        Resolution.objects.filter(item__meeting=meeting)
        .order_by("item__number", "position", "conditions__pk")
        .values_list(
            "item_id",
            "pk",
            "position",
            "text",
            "verb",
            "verb_supplied",
            "by_consensus",
            "positions_printed",
            "approves_minutes_of__held_on",
            "adopts__reference",
            "recommendations",
            "conditions__pk",
            "conditions__text",
            "conditions__owner__family_name",
            "conditions__owner__given_name",
            "conditions__body__name",
            "conditions__due_on",
            "conditions__discharged_on",
            "conditions__discharge_note",
            "conditions__owner",
        )
    )


@prepared
def all_decisions(meeting):
    return _decisions(AgendaItem.objects.filter(meeting=meeting))


@prepared
def decisions_open_to(meeting, person):
    return _decisions(AgendaItem.objects.open_to(person).filter(meeting=meeting))


def _decisions(items):
    return items.filter(resolutions__isnull=False).order_by().values_list("resolutions")
