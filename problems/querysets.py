import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from audit.clock import today
from problems.issue_lifecycle import ISSUE_OPEN, UNTAKEN
from problems.lifecycle import OPEN, Status
from records.querysets import RecordQuerySet, sides_granted_to

READS_SIDES = ("supervisor", "commander")  # roles that see what is said of people, in their own area


class ProblemQuerySet(RecordQuerySet):
    def open(self):
        return self.filter(status__in=OPEN)

    def in_the_case_of(self, person):
        return self.filter(officer=person)

    def in_area(self, area):
        """In the section, the beat or the wider areas of a record; each record once (S002-55)."""
        within = Q(section=area) | Q(beat=area) | Q(section__parent=area)
        return self.filter(
            within | Q(pk__in=self.model.areas.through.objects.filter(area=area).values("problem"))
        )

    def in_box(self, box):
        """With a location in a part of the map, `problems.boxes.Box`."""
        locations = self.model.locations.rel.related_model.objects.filter(**box.within)
        return self.filter(pk__in=locations.values("problem"))

    def of_kind(self, kind):
        """By a word of the list of kinds, on either database."""
        return self.annotate(kinds_text=Cast("kinds", TextField())).filter(kinds_text__contains=f'"{kind}"')

    def awaiting(self, user, day):
        """What waits for this person's own act: a plan to sign, a file to decide, comments, a review that is due,
        a record to put in the library.
        """
        mine = Q(officer=user.person_id)
        wanted = mine & (Q(status=Status.RETURNED) | Q(status=Status.WAITING, review_on__lte=day))
        wanted |= mine & self._to_enter()
        of_others = ~mine & ~Q(initiated_by=user.person_id)
        asked = Q(status=Status.PLANNING, signature_asked_on__isnull=False)
        for role, waits in (("supervisor", asked), ("commander", Q(status=Status.REVIEW))):
            if partnerships := user.places.roles.get(role):
                here = Q(partnership__in=partnerships) & within(user.places.areas[role], prefix="")
                wanted |= of_others & waits & here
        return self.filter(wanted)

    def to_enter(self):
        """Complete and recommended, and their round not in the library yet."""
        return self.filter(self._to_enter())

    def _to_enter(self):
        return Q(status=Status.CLOSED, pk__in=self._recommended()) & ~self._entered()

    def _recommended(self):
        """Records whose newest decision recommends them as best practice."""
        reviews = self.model.reviews.rel.related_model.objects.all()
        later = reviews.filter(problem=OuterRef("problem"), pk__gt=OuterRef("pk"))
        return reviews.filter(~Exists(later), best_practice=True).values("problem")

    def _entered(self):
        """Records whose round is in the library already."""
        plays = self.model.plays.rel.related_model.objects.all()
        return Exists(plays.filter(comes_from=OuterRef("pk"), round=OuterRef("round")))

    def due_for_review(self, on, within=0):
        return self.filter(status=Status.WAITING, review_on__lte=on + dt.timedelta(days=within))


class SideQuerySet(QuerySet):
    """What says something of people: the sides of the triangle, and the cases on the ladder."""

    def visible_to(self, user, day=None):
        """S002-140: the officers in the case, its supervisor and commander, and whom a grant lets in."""
        day = day or today()
        if not user.is_authenticated or not user.may_sign_in(day):
            return self.none()
        places, person = user.places, user.person_id
        known = Q(problem__officer=person) | Q(problem__initiated_by=person)
        known |= Q(problem__in=sides_granted_to(user, day))
        for role in READS_SIDES:
            if partnerships := places.roles.get(role):
                known |= Q(problem__partnership__in=partnerships) & within(places.areas[role])
        problems = self.model._meta.get_field("problem").related_model.objects.visible_to(user)
        return self.filter(known, problem__in=problems.values("pk"))


def within(areas, prefix="problem__"):
    """In one of the areas, as far up as a division over its sections; anywhere where there is no limit."""
    if 0 in areas:
        return Q()
    return (
        Q(**{f"{prefix}section__in": areas})
        | Q(**{f"{prefix}beat__in": areas})
        | Q(**{f"{prefix}section__parent__in": areas})
        | Q(**{f"{prefix}section__parent__parent__in": areas})
    )


class EmergingIssueQuerySet(RecordQuerySet):
    def open(self):
        return self.filter(status__in=ISSUE_OPEN)

    def to_take(self, user):
        """What waits for somebody of the partnerships for which the person takes emerging issues (S002-58)."""
        places = user.places
        takes = places.officer_of | places.roles.get("community-safety", frozenset())
        return self.filter(status__in=UNTAKEN, partnership__in=takes)

    def due_for_review(self, on):
        return self.open().filter(review_on__lte=on)

    def between(self, since, until):
        """Those logged, taken, answered or ended in the time, both days included."""
        days = ("logged_on", "tasked_on", "taken_on", "measured_on", "closed_on")
        return self.filter(reduce(or_, (Q(**{f"{day}__range": (since, until)}) for day in days)))


class PlayQuerySet(RecordQuerySet):
    def listed(self):
        return self.filter(status="listed")

    def to_bring_up_to_date(self, person):
        """Entries of theirs whose file was reopened since, and completed again or gone into a further round."""
        settled = Q(comes_from__status=Status.CLOSED) | Q(comes_from__round__gt=F("round"))
        return self.listed().filter(settled, comes_from__officer=person, reopened_on__isnull=False)

    def like(self, kinds, location_types):
        """Of one of these kinds, or for one of these kinds of place (S002-117)."""
        found = self.annotate(kinds_text=Cast("kinds", TextField()))
        places = self.model.location_types.through.objects.filter(locationtype__in=location_types)
        alike = Q(pk__in=places.values("play"))
        for kind in kinds:
            alike |= Q(kinds_text__contains=f'"{kind}"')
        return found.filter(alike)
