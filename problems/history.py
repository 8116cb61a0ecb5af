"""What a problem record lacks, what happened to its parts, and how its versions are put in words."""

from django.apps import apps
from django.db.models import Case, CharField, F, TextField, Value, When
from django.db.models.functions import Concat

from audit.services import log
from design import filters
from partnership.models import User
from problems.lifecycle import OPEN, Status
from records.models import Link

SIZE = 50
READ_SIDES = "read the victim and offender sides"
DONE = {"+": "added", "~": "changed", "-": "taken out"}
ANSWERED = Concat(F("text"), Value("\nMeasure taken: "), F("measure"), output_field=TextField())
PARTS = (  # model, what it is called, the column that tells it
    ("Location", "Location", F("text")),
    ("Postcode", "Postcode", F("code")),
    ("InformationSource", "Information source", F("name")),
    ("Obstacle", "Obstacle", Case(When(measure="", then=F("text")), default=ANSWERED)),
    ("ProblemPartner", "Partner agency", Concat(F("agency__name"), Value(": "), F("part"))),
)


def holes(problem, user):
    """What one would expect of it and does not find; sentences for the thread page."""
    if not Link.objects.visible_to(user).filter(source=problem.pk, kind=Link.Kind.SERVES).exists():
        yield "It serves no priority or plan yet. Link it to the one that it serves."
    if problem.officer_id is None and problem.status in OPEN:
        yield "Nobody is the officer in the case. Name one."
    if problem.level == problem.Level.OVERARCHING:
        if not problem.operational_records.exists():
            yield "No operational record is part of this overarching plan."
    elif problem.section_id is None or problem.body_id is None:
        yield "An operational record is tied to a section and to a group. Choose both."
    if problem.status == Status.CLOSED and not problem.lessons_learned.strip():
        yield "It was closed without lessons learned."


def history_of_parts(problem, user):
    """Newest first. Of the sides, to those alone who may read them; that they did is an event (S004-39)."""
    found = _rows_of_parts(problem, user)
    labels = dict(apps.get_model("problems", "Side").Of.choices)
    if any(row["noun"] in labels for row in found):
        log(problem, READ_SIDES, by=user, changes={"reading": True})
    people = User.objects.filter(pk__in={row["history_user_id"] for row in found}).select_related("person")
    names = {person.pk: person for person in people}
    return [
        {
            "title": f"{labels.get(row['noun'], row['noun'])} {DONE[row['history_type']]}",
            "by": names.get(row["history_user_id"]),
            "at": row["history_date"],
            "text": row["said"],
        }
        for row in found
    ]


def _rows_of_parts(problem, user):
    queries = [
        _told(apps.get_model("problems", name).history.filter(problem_id=problem.pk), noun, column)
        for name, noun, column in PARTS
    ]
    sides = _told_of_sides(problem, user)
    return list(sides.union(*queries, all=True).order_by("-history_date")[:SIZE])


def _told_of_sides(problem, user):
    side = apps.get_model("problems", "Side")
    known = side.objects.visible_to(user).filter(problem=problem.pk).values("pk")
    return _told(side.history.filter(id__in=known), "", F("characteristics"), label=F("of"))


def _told(rows, noun, column, label=None):
    label = label or Value(noun, output_field=CharField())
    rows = rows.order_by().annotate(noun=label, said=column)
    return rows.values("noun", "said", "history_type", "history_date", "history_user_id")


def words_of(problem, field, value):
    """Days, kinds and answers are kept as codes; a page of versions shows words."""
    if field == "days":
        return "\n".join(filters.WEEKDAYS[day] for day in value)
    if field == "cheers":
        return "\n".join(f"{question} {value[key]}" for key, question in problem.CHEERS if value.get(key))
    labels = {"kinds": problem.Kind.choices, "relevant_to": problem.Plan.choices}.get(field)
    return "\n".join(str(dict(labels).get(one, one)) for one in value) if labels else None
