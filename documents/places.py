"""Where a person may keep a document that belongs to no other record."""

from dataclasses import dataclass

from partnership.models import Agency, Body, Partner, Partnership
from records.models import Record


@dataclass(frozen=True)
class Place:
    """A body, a partnership as a whole, or an agency's own corner of a partnership."""

    partnership: Partnership
    body: Body | None = None
    agency: Agency | None = None

    def __str__(self):
        if self.agency:
            return f"{self.agency} only ({self.partnership})"
        return str(self.body) if self.body else f"{self.partnership}, no one body"

    @property
    def key(self):
        kind, row = next(
            (kind, row)
            for kind, row in (("agency", self.agency), ("body", self.body), ("partnership", self.partnership))
            if row
        )
        return f"{kind}-{row.pk}-{self.partnership.pk}"

    def audience(self, wanted):
        """Who may know of it: what was asked for, as far as the place allows."""
        if self.agency:
            return Record.Audience.AGENCY
        if wanted == Record.Audience.BODY and not self.body:
            return Record.Audience.PARTNERSHIP
        return wanted


def may_keep(user):
    """Whether there is any such place, without asking which."""
    mine = user.places
    return bool(
        mine.officer_of or mine.chaired or mine.drafts_for or (mine.agencies and not mine.applies_alone)
    )


def places_of(user):
    """Every place where the person may keep documents, by its key, in the order in which they are offered."""
    mine = user.places
    bodies = Body.objects.filter(pk__in=mine.chaired | mine.drafts_for) | Body.objects.filter(
        partnership__in=mine.officer_of
    )
    found = [Place(body.partnership, body=body) for body in bodies.select_related("partnership").distinct()]
    found += [Place(partnership) for partnership in Partnership.objects.filter(pk__in=mine.officer_of)]
    standings = Partner.objects.current().filter(agency__in=mine.agencies)
    found += [
        Place(standing.partnership, agency=standing.agency)
        for standing in standings.select_related("partnership", "agency")
    ]
    return {place.key: place for place in found}
