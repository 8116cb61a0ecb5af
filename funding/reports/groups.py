"""A community group as those who run the funding, and its own people, see it."""

from dataclasses import dataclass

from audit.clock import today
from funding.models import Bid, Registration
from partnership.models import Agency, AgreementParty


@dataclass(frozen=True, slots=True)
class Group:
    agency: Agency
    about: str
    trainings: list
    signed: list  # agreements that a fund or a call may ask for
    bids: list
    projects: list  # S002-101


def group_of(agency, user):
    bids = Bid.objects.visible_to(user).of_applicants([agency.pk]).order_by("-pk")
    bids = list(bids.select_related("call", "agency")[:100])
    registration = Registration.objects.filter(agency=agency.pk).first()
    return Group(
        agency=agency,
        about=registration.about if registration else "",
        trainings=list(agency.trainings.all()),
        signed=list(_signed(agency, user)),
        bids=[bid for bid in bids if not bid.is_funded],
        projects=[bid for bid in bids if bid.is_funded],
    )


def _signed(agency, user):
    """To its own people all that it signed; to others those of the partnerships whose funding they run."""
    rows = AgreementParty.objects.filter(agency=agency, signed_on__lte=today()).select_related("agreement")
    if agency.pk not in user.places.agencies:
        rows = rows.filter(agreement__partnership__in=user.places.funds_in)
    return rows.order_by("-signed_on", "pk")


def groups_shown():
    return Agency.objects.current().filter(sector=Agency.Sector.VCS).order_by("name", "pk")


def waiting(user):
    """Groups that registered under a known name, for those who run the funding of the call."""
    waits = Registration.objects.filter(
        state=Registration.State.WAITING, call__partnership__in=user.places.funds_in
    )
    return waits.select_related("call").order_by("pk")
