from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from design.addresses import url
from records.access import note_reading
from records.forms import accepted, ask
from signoffs import services
from signoffs.forms import WithdrawForm
from signoffs.models import SignOff
from signoffs.reports import check

WITHDRAW = "signoffs.withdraw_signoff"


def signoff_detail(request, signoff):
    """What was signed, by whom, when, in which role, and whether it still stands: computed anew each time."""
    signoff = _signoff_or_404(request, signoff)
    note_reading(request.user, signoff.record)
    context = {
        "signoff": signoff,
        "withdrawal": getattr(signoff, "withdrawal", None),
        "check": check(signoff),
        "may_withdraw": not hasattr(signoff, "withdrawal") and request.user.has_perm(WITHDRAW, signoff),
    }
    return render(request, "signoffs/signoff_detail.html", context)


def signoff_withdraw(request, signoff):
    signoff = _signoff_or_404(request, signoff)
    if not request.user.has_perm(WITHDRAW, signoff):
        raise PermissionDenied("Only the person whose name it is may withdraw it.")
    address = url("signoffs:detail", signoff.pk)
    form = WithdrawForm(request.POST or None)
    if accepted(form, lambda data: services.withdraw_signoff(signoff, by=request.user, **data)):
        messages.success(request, "Your signature is withdrawn.")
        return redirect(address)
    return ask(
        request, form, title="Withdraw your signature", reference=signoff.record.reference,
        text=f"“{signoff.statement}”", submit="Withdraw my signature", cancel=address,
        warning="The signature stays on record, and shows as withdrawn wherever it stands.",
    )  # fmt: skip


def _signoff_or_404(request, pk):
    signoffs = SignOff.objects.visible_to(request.user).select_related("record__partnership", "withdrawal")
    return get_object_or_404(signoffs, pk=pk)
