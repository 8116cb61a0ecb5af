from dataclasses import dataclass

from django.db.models import Q

from partnership.models import Agency, Agreement, AgreementParty, Seat


@dataclass(frozen=True)
class Cover:
    """How an agency of the partnership stands to its agreements in force (S002-112)."""

    agency: Agency
    signed: tuple[AgreementParty, ...]
    waiting: tuple[AgreementParty, ...]

    @property
    def is_covered(self):
        return bool(self.signed)


@dataclass(frozen=True)
class Register:
    agreements: tuple[Agreement, ...]
    cover: tuple[Cover, ...]

    @property
    def not_covered(self):
        return [line for line in self.cover if not line.is_covered]


def register_of(partnership, day):
    """Every agency that is a partner or speaks on a body that day, and which agreements in force cover it."""
    agreements = tuple(partnership.agreements.all())
    parties = AgreementParty.objects.filter(agreement__partnership=partnership).select_related(
        "agreement", "agency"
    )
    by_agency = {}
    for party in parties:
        by_agency.setdefault(party.agency_id, []).append(party)
    return Register(
        agreements,
        tuple(_cover(agency, by_agency.get(agency.pk, []), day) for agency in _members(partnership, day)),
    )


def _members(partnership, day):
    partners = partnership.partners.on(day).values("agency")
    seated = Seat.objects.on(day).filter(body__partnership=partnership, stands_for__isnull=False)
    return Agency.objects.filter(Q(pk__in=partners) | Q(pk__in=seated.values("stands_for")))


def _cover(agency, parties, day):
    """A signature covers while its agreement is in force; until then it waits like one not given."""
    signed = [party for party in parties if party.signed_on and in_force(party.agreement, day)]
    over = Agreement.Status.WITHDRAWN
    waiting = [p for p in parties if p not in signed and p.agreement.status != over]
    return Cover(agency, tuple(signed), tuple(waiting))


def in_force(agreement, day):
    return agreement.status == Agreement.Status.SIGNED and agreement.holds_on(day)
