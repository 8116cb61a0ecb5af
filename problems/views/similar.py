"""The similar problems of a record, and the good practice for its kind."""

from problems.reports.library import effect_in_words, offered_to
from problems.reports.similar import of_problem, similar_to
from problems.views.frame import REACHED, problem_or_404, show_beside


def problem_similar(request, reference):
    problem = problem_or_404(request, reference, "locations", REACHED)
    similar = similar_to(of_problem(problem), request.user)
    plays = [(play, effect_in_words(play)) for play in offered_to(problem, request.user)]
    plans = request.user.has_perm("problems.plan_problem", problem)
    return show_beside(
        request,
        "problems/problem_similar.html",
        problem,
        "similar",
        similar=similar,
        plays=plays,
        plans=plans,
    )
