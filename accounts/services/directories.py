"""Whom an agency's directory knows, by its own key of the person."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Q

from audit.services import log


@transaction.atomic
def recognise(user, account):
    """Whether this is the person who signed in through the directory before; the first to do so is remembered."""
    provider, uid = account.provider, account.uid
    known = SocialAccount.objects.filter(Q(user=user) | Q(uid=uid), provider=provider)
    if found := list(known.values_list("user_id", "uid")):
        if found == [(user.pk, uid)]:
            return True
        log(user, "fail to sign in", by=None, reason="The directory knows another person under this address")
        return False
    SocialAccount.objects.create(user=user, provider=provider, uid=uid)
    return True


def forget_directories(user):
    """Whoever is invited anew may have another key there."""
    SocialAccount.objects.filter(user=user).delete()
