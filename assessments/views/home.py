from django.shortcuts import render

from assessments.reports.ways import ways_of


def assessments_home(request):
    """What the room holds, with how much of each the person may see."""
    return render(request, "assessments/home.html", {"ways": ways_of(request.user)})
