"""Formats, assessments and all that is written, weighed, printed and published of them."""

from django.urls import path, register_converter

from assessments.lifecycle.assessments import Action, FormatAction
from assessments.lifecycle.parts import Part
from assessments.views import (
    agreeing,
    assessments,
    commenting,
    drawing,
    formats,
    parts,
    printing,
    reading,
    recommending,
    weighing,
    writing,
)
from records.urls import choice_converter

register_converter(choice_converter(FormatAction), "format_move")
register_converter(choice_converter(Action), "assessment_move")
register_converter(choice_converter(Part), "assessment_part")

ONE, PART = "<slug:reference>", "<assessment_part:part>"
FORMAT, IT = f"formats/{ONE}/", f"strategic/{ONE}/"
FORMATS = [
    path("formats/", formats.format_list, name="formats"),
    path("formats/add/", formats.format_add, name="format_add"),
    path(FORMAT, formats.format_show, name="format"),
    path(f"{FORMAT}change/", formats.format_change, name="format_change"),
    path(f"{FORMAT}version/", formats.format_version, name="format_version"),
    path(f"{FORMAT}sections/", formats.format_section, name="format_section_add"),
    path(f"{FORMAT}sections/<int:pk>/", formats.format_section, name="format_section"),
    path(f"{FORMAT}sections/<int:pk>/remove/", formats.format_section_remove, name="format_section_remove"),
    path(f"{FORMAT}<format_move:action>/", formats.format_move, name="format_move"),
]
WRITING = [
    path("strategic/", assessments.assessment_list, name="assessments"),
    path("strategic/begin/", assessments.begin, name="begin"),
    path(IT, assessments.assessment_show, name="assessment"),
    path(f"{IT}change/", assessments.assessment_change, name="assessment_change"),
    path(f"{IT}sections/", writing.section_add, name="section_add"),
    path(f"{IT}sections/<int:pk>/", writing.section_write, name="section_write"),
    path(f"{IT}sections/<int:pk>/remove/", writing.section_remove, name="section_remove"),
    path(f"{IT}sections/<int:pk>/figures/", drawing.figure_add, name="figure_add"),
    path(f"{IT}figures/<int:pk>/", drawing.figure_show, name="figure"),
    path(f"{IT}figures/<int:pk>/change/", drawing.figure_change, name="figure_change"),
    path(f"{IT}figures/<int:pk>/remove/", drawing.figure_remove, name="figure_remove"),
    path(f"{IT}text/", reading.assessment_read, name="assessment_read"),
    path(f"{IT}changed/", reading.assessment_changed, name="assessment_changed"),
    path(f"{IT}districts/", reading.assessment_districts, name="assessment_districts"),
    path(f"{IT}evidence/", parts.evidence_show, name="assessment_evidence"),
    path(f"{IT}evidence/{PART}/", parts.part_write, name="part_add"),
    path(f"{IT}evidence/{PART}/<int:pk>/", parts.part_write, name="part"),
    path(f"{IT}evidence/{PART}/<int:pk>/remove/", parts.part_remove, name="part_remove"),
]
WEIGHING = [
    path(f"{IT}priorities/", recommending.priorities_show, name="assessment_priorities"),
    path(f"{IT}priorities/recommend/", recommending.recommend, name="recommend"),
    path(f"{IT}priorities/propose/", recommending.propose, name="propose"),
    path(f"{IT}priorities/across/", recommending.cut_across, name="cut_across"),
    path(f"{IT}priorities/<int:pk>/", recommending.recommended_change, name="recommended"),
    path(f"{IT}priorities/<int:pk>/remove/", recommending.recommended_remove, name="recommended_remove"),
    path(f"{IT}scores/", weighing.scores_show, name="assessment_scores"),
    path(f"{IT}scores/matrix/", weighing.matrix_write, name="matrix"),
    path(f"{IT}scores/add/", weighing.issue_write, name="issue_add"),
    path(f"{IT}scores/<int:pk>/", weighing.issue_write, name="issue"),
    path(f"{IT}scores/<int:pk>/remove/", weighing.issue_remove, name="issue_remove"),
]
AGREEING = [
    path(f"{IT}comments/", commenting.comments_show, name="assessment_comments"),
    path(f"{IT}comments/<int:pk>/", commenting.comment_answer, name="comment_answer"),
    path(f"{IT}sections/<int:pk>/comment/", commenting.comment_add, name="comment_add"),
    path(f"{IT}consult/", commenting.consult, name="assessment_consult"),
    path(f"{IT}agree/", agreeing.agree, name="assessment_agree"),
    path(f"{IT}publish/", agreeing.publish, name="assessment_publish"),
    path(f"{IT}take-down/", agreeing.take_down, name="assessment_take_down"),
    path(f"{IT}<assessment_move:action>/", assessments.assessment_move, name="assessment_move"),
]
PRINTING = [
    path(f"{IT}files/", printing.files_show, name="assessment_files"),
    path(f"{IT}files/ask/<slug:kind>/", printing.file_ask, name="file_ask"),
    path(f"{IT}files/<int:pk>/", printing.file_get, name="file"),
    path(f"published/{ONE}/", printing.open_show, name="open_assessment"),
    path(f"published/{ONE}/pdf/", printing.open_pdf, name="open_assessment_pdf"),
]
urlpatterns = [*FORMATS, *WRITING, *WEIGHING, *AGREEING, *PRINTING]
