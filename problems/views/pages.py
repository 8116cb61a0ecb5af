from problems.views.frame import problem_or_404, show, whole


def problem_detail(request, reference):
    """The whole record at a glance: the triangle, where it stands, and what it waits for."""
    problem = problem_or_404(request, reference, *whole(request.user))
    return show(request, "problems/problem_detail.html", problem, "detail")
