from django.core.exceptions import ValidationError
from django.db import transaction

from audit.clock import today
from partnership.models import Agreement, AgreementParty
from partnership.services import writing
from partnership.services.writing import PARTNERSHIP, ask

Status = Agreement.Status
NEXT = {  # from: where it may go (S004-66); each step is dated by its version
    Status.DRAFT: {Status.LEGAL_REVIEW, Status.CONSULTATION, Status.AGREED, Status.WITHDRAWN},
    Status.LEGAL_REVIEW: {Status.DRAFT, Status.CONSULTATION, Status.AGREED, Status.WITHDRAWN},
    Status.CONSULTATION: {Status.DRAFT, Status.LEGAL_REVIEW, Status.AGREED, Status.WITHDRAWN},
    Status.AGREED: {Status.DRAFT, Status.SIGNED, Status.WITHDRAWN},
    Status.SIGNED: {Status.WITHDRAWN},
    Status.WITHDRAWN: set(),
}
SETTLED = {Status.AGREED, Status.SIGNED}


@transaction.atomic
def create_agreement(partnership, *, by, reason="", **fields):
    ask(by, PARTNERSHIP, partnership)
    return writing.create(Agreement(partnership=partnership, **fields), by=by, reason=reason)


@transaction.atomic
def change_agreement(agreement, changes, *, by, reason="", version=None):
    """What the parties have signed does not change under their names; dates and review do."""
    ask(by, PARTNERSHIP, agreement)
    agreement = writing.locked(agreement)
    worded = {"title", "purposes", "gateway", "quality_caveats"} & {
        name for name, value in changes.items() if getattr(agreement, name) != value
    }
    signed = worded and agreement.parties.filter(signed_on__isnull=False).exists()
    writing.refuse(signed and "Agencies have signed these words. Withdraw this agreement and make a new one.")
    return writing.change(agreement, changes, by=by, reason=reason, version=version)


@transaction.atomic
def move_agreement(agreement, status, *, by, reason=""):
    """Draft, legal review, consultation, agreed, in force; withdrawn from any. Withdrawal closes what rests on it."""
    ask(by, PARTNERSHIP, agreement)
    agreement = writing.locked(agreement)
    writing.refuse(*_blockers(agreement, status, reason))
    changes = {"status": status}
    if status == Status.SIGNED and agreement.started_on is None:
        changes["started_on"] = today()
    return writing.change(agreement, changes, by=by, reason=reason or Status(status).label)


def _blockers(agreement, status, reason):
    if status not in NEXT[agreement.status]:
        yield f"It is {agreement.get_status_display().lower()} and cannot go to {Status(status).label.lower()}."
    if status == Status.SIGNED and agreement.parties.filter(signed_on__isnull=False).count() < 2:
        yield "Fewer than two agencies have signed. Record their signatures first."
    if status == Status.WITHDRAWN and not reason.strip():
        yield "Say why it is withdrawn. Access that rests on it closes at once."


@transaction.atomic
def add_party(agreement, agency, *, by, reason=""):
    """An agency the agreement is for, not signed yet. A voluntary agency may be one (S000-42)."""
    ask(by, PARTNERSHIP, agreement)
    if agreement.parties.filter(agency=agency).exists():
        raise ValidationError({"agency": f"{agency} is a party already."})
    writing.refuse(agreement.status == Status.WITHDRAWN and "This agreement is withdrawn. Make a new one.")
    return writing.create(AgreementParty(agreement=agreement, agency=agency), by=by, reason=reason)


@transaction.atomic
def sign_for_party(party, *, signed_on, signatory, by, reason=""):
    """Record that the agency signed: who, and on which day (S002-113)."""
    ask(by, PARTNERSHIP, party.agreement)
    party = writing.locked(party)
    writing.refuse(
        party.signed_on and f"{party.agency} signed already. Nothing was changed.",
        party.agreement.status not in SETTLED and "The agreement must be agreed before anyone signs it.",
        not signatory.strip() and "Say who signed.",
        signed_on > today() and "The day of signing is still to come. Choose today or earlier.",
    )
    signed = {"signed_on": signed_on, "signatory": signatory.strip()}
    return writing.change(party, signed, by=by, reason=reason or "Signed")


@transaction.atomic
def remove_party(party, *, by, reason=""):
    ask(by, PARTNERSHIP, party.agreement)
    party = writing.locked(party)
    writing.refuse(party.signed_on and f"{party.agency} has signed. Withdraw the agreement instead.")
    writing.remove(party, by=by, reason=reason)
