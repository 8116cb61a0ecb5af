from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now
from audit.services import log, plain
from audit.text import digest_of
from partnership.models import Membership, Post
from records.lifecycle import MoveRefused
from signoffs.models import SignOff, Withdrawal


def sign(record, *, act, statement, content, role, agency, by, edition=1):
    """Put a person's name to exactly this content. The permission was asked by the move that signs.

    The digest goes into the event too, and so into the chain: whoever changes the content later would have
    to change the digest, and then the chain.
    """
    content = plain(content)
    signoff = SignOff(
        record_id=record.pk,
        act=act,
        statement=statement,
        signed_at=now(),
        signed_by=by,
        name=str(by),
        role=role,
        agency=agency,
        agency_name=str(agency or ""),
        content=content,
        digest=digest_of(content),
        version_id=record.history.latest().history_id,
        edition=edition,
    )
    signoff.save(force_insert=True)
    changes = {"signoff": signoff.pk, "digest": signoff.digest, "edition": edition, "role": role}
    log(record, f"sign {act}", by=by, reason=statement, changes=changes)
    return signoff


def capacity_of(record, user):
    """In which office, and for which agency, somebody signs as chair of the record's body."""
    offices = (Membership.Office.CHAIR, Membership.Office.DEPUTY_CHAIR)
    members = Membership.objects.current().filter(person=user.person_id, seat__body=record.body_id)
    member = members.filter(office__in=offices).select_related("agency").order_by("office").first()
    role = f"{member.get_office_display()}, {record.body}" if member else str(record.body)
    if member and member.agency:
        return role, member.agency
    post = Post.objects.current().filter(person=user.person_id).select_related("agency").first()
    return role, post and post.agency


@transaction.atomic
def withdraw_signoff(signoff, *, by, reason):
    """Take one's own name back. The sign-off stays, and shows as withdrawn."""
    signoff = SignOff.objects.select_for_update().get(pk=signoff.pk)
    if not by.has_perm("signoffs.withdraw_signoff", signoff):
        raise PermissionDenied("Only the person whose name it is may withdraw it.")
    if not reason.strip():
        raise MoveRefused("Say why you withdraw your signature.")
    if Withdrawal.objects.filter(signoff=signoff).exists():
        raise MoveRefused("This signature was withdrawn already.")
    withdrawal = Withdrawal(signoff=signoff, withdrawn_at=now(), withdrawn_by=by, reason=reason)
    withdrawal.save(force_insert=True)
    log(signoff.record, f"withdraw {signoff.act}", by=by, reason=reason, changes={"signoff": signoff.pk})
    return withdrawal
