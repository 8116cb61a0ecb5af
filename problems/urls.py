from django.urls import path, register_converter

from problems.issue_lifecycle import IssueAction
from problems.lifecycle import Action
from problems.views import (
    analysis,
    assessment,
    deciding,
    issue_moves,
    issues,
    lists,
    location_types,
    moves,
    pages,
    planning,
    printed,
    results,
    scanning,
    sharing,
    signing,
    similar,
)
from problems.play_lifecycle import PlayAction
from problems.views import issue_moves, issues, ladder, library, lists, maps, moves, pages, papers, similar
from records.urls import choice_converter

register_converter(choice_converter(Action), "problem_move")
register_converter(choice_converter(IssueAction), "issue_move")
register_converter(choice_converter(PlayAction), "play_move")

app_name = "problems"
urlpatterns = [
    path("", lists.problem_list, name="list"),
    path("results/", results.problem_results, name="results"),
    path("open/", lists.problem_open, name="open"),
    path("location-types/", location_types.location_type_list, name="location_types"),
    path("location-types/add/", location_types.location_type_add, name="location_type_add"),
    path("location-types/<int:pk>/offer/", location_types.location_type_offer, name="location_type_offer"),
    path("issues/", issues.issue_board, name="issues"),
    path("issues/log/", issues.issue_log, name="issue_log"),
    path("issues/over/", issues.issue_list, name="issues_over"),
    path("issues/since/", papers.issues_since, name="issues_since"),
    path("issues/<slug:reference>/", issues.issue_show, name="issue"),
    path("issues/<slug:reference>/similar/", issues.issue_similar, name="issue_similar"),
    path("issues/<slug:reference>/edit/", issues.issue_change, name="issue_change"),
    path("issues/<slug:reference>/measures/new/", issue_moves.issue_measure, name="issue_measure"),
    path("issues/<slug:reference>/review/", issue_moves.issue_review, name="issue_review"),
    path("issues/<slug:reference>/<issue_move:action>/", issue_moves.issue_move, name="issue_move"),
    path("map/", maps.problem_map, name="map"),
    path("good-practice/", library.play_list, name="plays"),
    path("good-practice/<slug:reference>/", library.play_show, name="play"),
    path("good-practice/<slug:reference>/adopt/", library.play_adopt, name="play_adopt"),
    path("good-practice/<slug:reference>/award/", library.play_award, name="play_award"),
    path("good-practice/<slug:reference>/<play_move:action>/", library.play_move, name="play_move"),
    path("ladders/<slug:slug>/", ladder.ladder_show, name="ladder_show"),
    path("ladders/<slug:slug>/steps/new/", ladder.step_add, name="ladder_step"),
    path("ladders/<slug:slug>/steps/<int:step>/end/", ladder.step_end, name="ladder_step_end"),
    path("<slug:reference>/", pages.problem_detail, name="detail"),
    path("<slug:reference>/assessment/", assessment.problem_assessment, name="assessment"),
    path("<slug:reference>/assessment/months/", assessment.problem_counts, name="counts"),
    path("<slug:reference>/decide/", deciding.problem_decide, name="decide"),
    path("<slug:reference>/rounds/", deciding.problem_rounds, name="rounds"),
    path("<slug:reference>/rounds/<int:number>/", deciding.problem_round, name="round"),
    path("<slug:reference>/similar/", similar.problem_similar, name="similar"),
    path("<slug:reference>/good-practice/", library.play_add, name="play_add"),
    path("<slug:reference>/ladder/", ladder.ladder, name="ladder"),
    path("<slug:reference>/ladder/open/", ladder.case_open, name="case_open"),
    path("<slug:reference>/ladder/<str:case>/risks/", ladder.case_risks, name="case_risks"),
    path("<slug:reference>/ladder/<str:case>/step/", ladder.case_step, name="case_step"),
    path("<slug:reference>/ladder/<str:case>/<int:row>/", ladder.case_state, name="case_state"),
    path("<slug:reference>/officer/", moves.officer_name, name="officer"),
    path("<slug:reference>/scanning/", scanning.scanning_show, name="scanning"),
    path("<slug:reference>/scanning/change/", scanning.scanning_change, name="scanning_change"),
    path("<slug:reference>/analysis/", analysis.analysis_show, name="analysis"),
    path("<slug:reference>/analysis/change/", analysis.analysis_change, name="analysis_change"),
    path("<slug:reference>/partners/add/", sharing.partner_add, name="partner_add"),
    path("<slug:reference>/partners/<int:pk>/change/", sharing.partner_change, name="partner_change"),
    path("<slug:reference>/partners/<int:pk>/remove/", sharing.partner_remove, name="partner_remove"),
    path("<slug:reference>/<problem_move:action>/", moves.problem_move, name="move"),
    path("<slug:reference>/response/", planning.response_show, name="response"),
    path("<slug:reference>/response/measure/", planning.measure_change, name="measure"),
    path("<slug:reference>/response/summary/", planning.summary_change, name="response_summary"),
    path("<slug:reference>/response/add/", planning.response_add, name="response_add"),
    path("<slug:reference>/response/<int:response>/", planning.response_change, name="response_change"),
    path(
        "<slug:reference>/response/<int:response>/choose/", planning.response_choose, name="response_choose"
    ),
    path("<slug:reference>/response/<int:response>/state/", planning.response_state, name="response_state"),
    path("<slug:reference>/response/<int:response>/action/", planning.line_add, name="line_add"),
    path("<slug:reference>/supervise/", signing.plan_supervise, name="supervise"),
    path("<slug:reference>/supervise/ask/", signing.supervisor_ask, name="supervisor_ask"),
    path("<slug:reference>/pdf/", printed.problem_pdf, name="pdf"),
]
