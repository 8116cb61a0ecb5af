from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.clock import now
from design.addresses import url
from notices import hours, services
from notices.forms import PreferencesForm
from notices.models import KeptMail, MailPreference, Notice
from partnership.models import User
from records.forms import accepted, ask
from records.paging import page_of


@require_safe
def notice_list(request):
    notices = Notice.objects.visible_to(request.user).select_related("record")
    only_unread = request.GET.get("show") == "unread"
    page = page_of(notices.unread() if only_unread else notices, "id", request.GET, descending=True)
    unread = sum(notice.read_at is None for notice in page.rows)
    context = {
        "page": page,
        "only_unread": only_unread,
        "unread": unread,
        "keeps_mail": settings.DEMONSTRATION,
    }
    return render(request, "notices/notice_list.html", context)


@require_safe
def notice_follow(request, token):
    """Where mail leads that names nothing: on to what waits, for whoever was told while it is open to them."""
    return redirect(get_object_or_404(Notice.objects.visible_to(request.user), token=token).path)


@require_POST
def notice_read(request, token):
    notice = get_object_or_404(Notice.objects.visible_to(request.user), token=token)
    services.mark_read(request.user, notice=notice)
    return redirect("notices:list")


@require_POST
def notice_read_all(request):
    services.mark_read(request.user)
    return redirect("notices:list")


@require_http_methods(["GET", "HEAD", "POST"])
def mail_preferences(request):
    chosen = MailPreference.objects.filter(user=request.user).first() or MailPreference()
    form = PreferencesForm(request.POST or None, initial={"delivery": chosen.delivery})
    if accepted(form, lambda data: services.set_delivery(request.user, data["delivery"])):
        messages.success(request, "Your choice is kept.")
        return redirect("notices:list")
    return ask(request, form, title="E-mail preferences", submit="Save", cancel=url("notices:list"))


@require_safe
def kept_mail(request):
    """A demonstration's mail that would have been sent: one's own, and what went to those who cannot come and read it,
    having no account or an invitation that is open, as a group that registers. No other installation has this page.
    """
    if not settings.DEMONSTRATION:
        raise Http404
    invited = User.objects.filter(
        invitations__isnull=False, invitations__accepted_at=None, invitations__withdrawn_at=None
    )
    others = User.objects.exclude(pk=request.user.pk).exclude(pk__in=invited)
    page = page_of(
        KeptMail.objects.exclude(to__in=others.values("email")), "id", request.GET, descending=True
    )
    waits = None if hours.is_open(now()) else hours.next_opening(now())
    return render(request, "notices/kept_mail.html", {"page": page, "waits_until": waits})
