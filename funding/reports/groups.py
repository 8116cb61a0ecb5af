"""A community group as those who run the funding, and its own people, see it."""

from dataclasses import dataclass

from funding.models import Bid, Registration
from partnership.models import Agency


@dataclass(frozen=True, slots=True)
class Group:
    agency: Agency
    about: str
    trainings: list
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
        bids=[bid for bid in bids if not bid.is_funded],
        projects=[bid for bid in bids if bid.is_funded],
    )


def groups_shown():
    return Agency.objects.current().filter(sector=Agency.Sector.VCS).order_by("name", "pk")


def waiting(user):
    """Groups that registered under a known name, for those who run the funding of the call."""
    waits = Registration.objects.filter(
        state=Registration.State.WAITING, call__partnership__in=user.places.funds_in
    )
    return waits.select_related("call").order_by("pk")
