"""Recommendations and the actions that follow."""

from django.urls import path, register_converter

from records.urls import choice_converter
from reviews.lines import LineAction
from reviews.views import ledger, lines

register_converter(choice_converter(LineAction), "line_action")

ONE = "<slug:reference>"
LINE = f"{ONE}/actions/<row:key>"
urlpatterns = [
    path(f"actions/{ONE}/", lines.line_show, name="line"),
    path(f"actions/{ONE}/report/", lines.line_report, name="line_report"),
    path(f"actions/{ONE}/begun/", lines.line_start, name="line_start"),
    path(f"actions/{ONE}/attach/", lines.line_attach, name="line_attach"),
    path(f"actions/{ONE}/complete/", lines.line_done, name="line_done"),
    path(f"{ONE}/recommendations/", ledger.ledger, name="ledger"),
    path(f"{ONE}/recommendations/add/", ledger.recommend, name="recommend"),
    path(f"{ONE}/recommendations/<row:key>/", ledger.recommendation_change, name="recommendation_change"),
    path(f"{ONE}/recommendations/<row:key>/send-on/", ledger.send_on, name="send_on"),
    path(f"{ONE}/recommendations/<row:key>/answer/", ledger.note_answer, name="note_answer"),
    path(f"{ONE}/recommendations/<row:key>/give/", ledger.give_out, name="give_out"),
    path(f"{ONE}/recommendations/<row:key>/serve/", ledger.serve, name="serve"),
    path(f"{LINE}/", ledger.line_kept, name="line_kept"),
    path(f"{LINE}/change/", ledger.line_change, name="line_change"),
    path(f"{LINE}/complete/", ledger.line_complete, name="line_complete"),
    path(f"{LINE}/no-response/", ledger.line_silence, name="line_silence"),
    path(f"{LINE}/practice/", ledger.line_assure, name="line_assure"),
    path(f"{LINE}/move/<line_action:action>/", ledger.line_move, name="line_move"),
]
