"""Pages that say how the portal stands to those who use it. Open to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def accessibility_show(request):
    return render(request, "home/accessibility.html")


@login_not_required
def privacy_show(request):
    return render(request, "home/privacy.html")


@login_not_required
def help_show(request):
    return render(request, "home/help.html")
