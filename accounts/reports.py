"""What an administrator sees of a person's account, and what their leaving would do."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.models import Invitation
from accounts.querysets import (
    conditions_open_to,
    in_hand_of,
    only_administered_by,
    open_conditions,
    open_standings,
    open_to,
    open_work,
)
from audit.clock import today
from audit.models import Event
from design.filters import date, initial
from partnership.models import Membership, Person, User
from records.reports.events import SIZE, Done, Log
from records.walls import kept_openly_by

FACTORS = {"totp": "authenticator app", "webauthn": "passkey", "recovery_codes": "recovery codes"}


@dataclass(frozen=True)
class AccountReport:
    person: Person
    user: User | None
    invitation: Invitation | None
    factors: list[str]
    holds_places: bool

    @property
    def state(self):
        """(status, label) as the tag shows it."""
        if self.user is None:
            return "none", "No account"
        if not self.user.is_active:
            return "closed", "Closed"
        if not self.user.may_sign_in():
            return "expired", "Access has ended"
        if self.user.last_login or self.user.has_usable_password():
            return "active", "Active"
        if self.invitation is None:
            return "none", "Not invited yet"
        if self.invitation.is_open(timezone.now()):
            return "invited", "Invited"
        return "expired", "Invitation expired"

    @property
    def invited(self):
        """When, by whom and, of a guest, what for."""
        if self.invitation is None:
            return ""
        said = f"{date(self.invitation.invited_at)}, by {self.invitation.invited_by}"
        return f"{said}. {self.invitation.purpose}" if self.invitation.purpose else said

    @property
    def may_be_invited(self):
        return self.user is None or not self.user.is_active or not self.user.may_sign_in()

    @property
    def waits_for_password(self):
        return not self.may_be_invited and not self.user.has_usable_password()


def account_report(person):
    user = User.objects.filter(person=person).first()
    return AccountReport(
        person=person,
        user=user,
        invitation=user.invitations.first() if user else None,
        factors=_factors(user) if user else [],
        holds_places=bool(open_standings(person, today())),
    )


def _factors(user):
    kinds = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    return [FACTORS[kind] for kind in dict.fromkeys(kinds)]


def account_log(person, *, before=None):
    """A page of what was done to the account and with it, newest first; where invited to, with the address."""
    user = User.objects.filter(person=person).first()
    subjects = [f"person:{person.pk}", *([f"user:{user.pk}"] if user else [])]
    events = Event.objects.filter(subject__in=subjects).order_by("-pk")
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events[: SIZE + 1])
    wanted = [event.changes.get("version") for event in found if event.verb == "invite"]
    emails = dict(User.history.filter(history_id__in=wanted).values_list("history_id", "email"))
    rows = tuple(Done(initial(e.verb), e.actor_label, e.at, _said(e, emails)) for e in found[:SIZE])
    return Log(rows, found[SIZE - 1].pk if len(found) > SIZE else None)


def _said(event, emails):
    parts = [event.reason.rstrip(".")]
    if email := event.verb == "invite" and emails.get(event.changes.get("version")):
        another = ", another address than before" if event.changes.get("at another address") else ""
        parts.append(f"At {email}{another}")
    return ". ".join(part for part in parts if part)


@dataclass(frozen=True)
class LeavingReport:
    """Shown before the one step is taken."""

    person: Person
    ending: list[tuple[str, str]]  # (what it is, which)
    actions: list
    hidden_actions: int
    kept_alone: int  # named records that nobody else could open to others
    in_hand: int  # problem records and emerging issues
    in_hand_open: int  # of these, what whoever takes them over could open already
    conditions: int  # of decisions, that they are still to meet
    conditions_open: int  # of these, what whoever takes them over could open already
    unchaired: list[str]
    without_administrator: list[str]


def leaving_report(person, last_day, *, seen_by, case_officer=None, condition_owner=None):
    in_hand, conditions = in_hand_of(person), open_conditions(person)
    held = open_standings(person, last_day)
    work = open_work(person)
    known = list(work.visible_to(seen_by))
    return LeavingReport(
        person=person,
        ending=[(one._meta.verbose_name.capitalize(), _named(one)) for one in held],
        actions=known,
        hidden_actions=work.count() - len(known),
        kept_alone=len(kept_openly_by(person.user)) if hasattr(person, "user") else 0,
        in_hand=len(in_hand),
        in_hand_open=len(open_to(in_hand, case_officer)),
        conditions=len(conditions),
        conditions_open=len(conditions_open_to(conditions, condition_owner)),
        unchaired=[str(one.seat.body) for one in held if _chairs(one)],
        without_administrator=[str(one) for one in only_administered_by(person, last_day)],
    )


def _named(held):
    if not isinstance(held, Membership):
        return str(held)
    return f"{held.seat}, {held.seat.body} ({held.get_office_display().lower()})"


def _chairs(held):
    return isinstance(held, Membership) and held.office == Membership.Office.CHAIR
