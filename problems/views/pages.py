from problems.reports.overview import commander_said, sprang_from, stages_in_words
from problems.reports.scanning import operational_records
from problems.reports.signatures import lists_signed, signatures_of
from problems.reports.triangle import triangle_of
from problems.views.frame import gathered, known_parent, problem_or_404, show


def problem_detail(request, reference):
    """The whole record at a glance: the triangle, where it stands, and what it waits for."""
    problem = problem_or_404(request, reference)
    reads = request.user.has_perm("problems.view_sides", problem)
    gathered(
        request.user, problem, "partners__agency", "reviews", "links_out", *lists_signed(problem),
        *(("sides",) if reads else ()),
    )  # fmt: skip
    sides = list(problem.sides.all()) if reads else []
    context = {
        "triangle_figure": triangle_of(problem, sides, reads_sides=reads),
        "summaries": stages_in_words(problem),
        "parent": known_parent(request.user, problem),
        "said": commander_said(problem),
        "sprang_from": sprang_from(request.user, problem),
        "operational": operational_records(request.user, problem),
        "signatures": signatures_of(problem),
        "shares": request.user.has_perm("problems.share_problem", problem),
    }
    return show(request, "problems/problem_detail.html", problem, "detail", **context)
