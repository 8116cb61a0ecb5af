"""A community group asks for an account at the page of a call (S002-51). Whatever comes of it, the page says the same.

A new group becomes an agency with its contact person, who is invited by e-mail. A name or an address that is known
already opens nothing: the address is told by mail, and a known group waits for those who run the funding.
"""

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from accounts import limits
from accounts.models import Invitation
from accounts.services.invitations import HOLDS_FOR, now
from audit.clock import now as instant
from audit.clock import today
from audit.services import log
from funding.hearing import runners_of
from funding.models import Registration
from notices.services import notify
from partnership.models import Agency, AgencyAlias, Person, Post, User
from partnership.services.agencies import similar_agencies
from records.jobs import enqueue
from records.lifecycle import MoveRefused
from records.writing import keep

State = Registration.State
REASON = "Registered at the page of a call"
NOT_FOR_GROUPS = (
    "This call is for member agencies. Ask one of them to lead the bid, and to name you as a partner."
)
SHUT = "This call takes no bids now, so there is nothing to register for. See which calls are open."


def register_group(call, *, name, about, contact_name, email, address):
    """``address`` is where the form came from, for the limits of `accounts.limits`."""
    limits.take(limits.REGISTRATION_FROM_ADDRESS, address)
    limits.take(limits.REGISTRATION_OF_EMAIL, email)
    if not call.for_groups:
        raise MoveRefused(NOT_FOR_GROUPS)
    if not call.takes_bids(instant()):
        raise MoveRefused(SHUT)
    said = {"name": " ".join(name.split()), "about": about.strip(), "contact_name": " ".join(contact_name.split()),
            "email": email.strip().lower()}  # fmt: skip
    try:
        with transaction.atomic():
            return _register(call, said)
    except IntegrityError:  # another registered the same a moment ago, so that it is known now
        with transaction.atomic():
            return _register(call, said)


def _register(call, said):
    registration = Registration(call=call, state=_state_of(said), registered_at=instant(), **said)
    user = _open_account(registration) if registration.state == State.INVITED else None
    keep(registration, by=user, reason=REASON)
    log(call, "register a group", by=user, changes={"group": registration.name, "state": registration.state})
    enqueue("accounts.send_registration", registration_id=registration.pk)
    if registration.state != State.KNOWN:
        _tell(registration)
    return registration


def _state_of(said):
    """Whoever has an account is told so by mail; a known group, or a known person without one, waits."""
    if User.objects.filter(email__iexact=said["email"]).exists():
        return State.KNOWN
    if _is_known(said["name"]) or Person.objects.filter(email__iexact=said["email"]).exists():
        return State.WAITING
    return State.INVITED


def _is_known(name):
    return (
        Agency.objects.filter(name__iexact=name).exists()
        or AgencyAlias.objects.filter(name__iexact=name).exists()
        or bool(similar_agencies(name))
    )


def _open_account(registration):
    """The group, its contact person with a post there, and an account that waits for its password."""
    given, _, family = registration.contact_name.rpartition(" ")
    names = {"given_name": given or family, "family_name": family if given else ""}
    person = Person(**names, email=registration.email)
    keep(person, by=None, reason=REASON)
    user = User(person=person, email=registration.email)
    user.set_unusable_password()
    keep(user, by=None, reason=REASON)
    number = (Agency.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    group, _made = Group.objects.get_or_create(name=f"agency {number}: {registration.name}"[:150])
    agency = Agency(name=registration.name, kind=Agency.Kind.VOLUNTARY, sector=Agency.Sector.VCS, group=group)
    registration.agency = keep(agency, by=user, reason=REASON)
    keep(
        Post(person=person, agency=agency, title="Contact person", started_on=today()), by=user, reason=REASON
    )
    for row in (person, agency):
        log(row, "register", by=user, changes={"call": registration.call.reference})
    invitation = Invitation(user=user, purpose=f"To bid in {registration.call.reference}", invited_at=now(),
                            invited_by=user, expires_at=now() + HOLDS_FOR)  # fmt: skip
    keep(invitation, by=user, reason=REASON)
    return user


def _tell(registration):
    """Those who run the funding hear of every new group, and of each that waits for them."""
    waits = registration.state == State.WAITING
    line = (
        "A group that may be known already waits for your answer."
        if waits
        else "A community group has registered."
    )
    notify(
        runners_of(registration.call), registration.call, f"registration-{registration.pk}",
        subject=f"{registration.call.reference}: a community group registered", line=line, path="/funding/groups/",
    )  # fmt: skip
