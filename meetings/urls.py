from django.urls import path, register_converter

from meetings.lifecycle import Action
from meetings.views import (
    agenda,
    asked,
    attendance,
    briefings,
    imports,
    lists,
    minutes,
    moves,
    packs,
    printed,
    resolutions,
)
from records.urls import choice_converter, shortest_first

register_converter(choice_converter(Action), "meeting_action")

app_name = "meetings"
urlpatterns = [
    path("", lists.meeting_list, name="list"),
    path("new/", lists.meeting_schedule, name="schedule"),
    path("import/", imports.minutes_import, name="import"),
    path("public/", printed.public_list, name="public_list"),
    path("public/<slug:reference>/", printed.public_minutes, name="public"),
    path("public/<slug:reference>/minutes.pdf", printed.public_pdf, name="public_pdf"),
    path("<slug:reference>/", lists.meeting_detail, name="detail"),
    path("<slug:reference>/details/", lists.meeting_change, name="change"),
    path("<slug:reference>/briefing/", briefings.briefing_call, name="briefing"),
    path("<slug:reference>/agenda/", agenda.agenda_show, name="agenda"),
    path("<slug:reference>/agenda.pdf", agenda.agenda_pdf, name="agenda_pdf"),
    path("<slug:reference>/agenda-pack/", packs.pack_show, name="pack"),
    path("<slug:reference>/agenda-pack.pdf", packs.pack_get, name="pack_pdf"),
    path("<slug:reference>/agenda/send/", agenda.agenda_send, name="agenda_send"),
    path("<slug:reference>/agenda/new/", agenda.item_add, name="item_add"),
    path("<slug:reference>/papers/<slug:name>/", agenda.paper_take, name="paper_take"),
    path("<slug:reference>/agenda/<int:item>/", agenda.item_change, name="item_change"),
    path("<slug:reference>/agenda/<int:item>/up/", agenda.item_up, name="item_up"),
    path("<slug:reference>/agenda/<int:item>/remove/", agenda.item_remove, name="item_remove"),
    path("<slug:reference>/attendance/", attendance.attendance_show, name="attendance"),
    path("<slug:reference>/attendance/add/", attendance.attendee_add, name="attendee_add"),
    path("<slug:reference>/attendance/<int:row>/", attendance.attendee_set, name="attendee_set"),
    path("<slug:reference>/attendance/<int:row>/match/", attendance.attendee_match, name="attendee_match"),
    path("<slug:reference>/minutes/", minutes.minutes_show, name="minutes"),
    path("<slug:reference>/minutes.pdf", printed.minutes_pdf, name="pdf"),
    path("<slug:reference>/minutes.docx", printed.minutes_word, name="word"),
    path("<slug:reference>/minutes/<int:item>/write/", minutes.paragraph_add, name="paragraph_add"),
    path("<slug:reference>/paragraphs/<int:paragraph>/", minutes.paragraph_change, name="paragraph_change"),
    path("<slug:reference>/items/<int:item>/interest/", minutes.interest_declare, name="interest_declare"),
    path(
        "<slug:reference>/paragraphs/<int:paragraph>/remove/",
        minutes.paragraph_remove,
        name="paragraph_remove",
    ),
    path("<slug:reference>/paragraphs/<int:paragraph>/action/", minutes.action_add, name="action_add"),
    path(
        "<slug:reference>/paragraphs/<int:paragraph>/promise/",
        minutes.promise_dismiss,
        name="promise_dismiss",
    ),
    path("<slug:reference>/paragraphs/<int:paragraph>/matter/", minutes.matter_link, name="matter_link"),
    path("<slug:reference>/paragraphs/<int:paragraph>/cite/", minutes.decision_cite, name="cite"),
    path("<slug:reference>/paragraphs/<int:paragraph>/correct/", minutes.correction_propose, name="correct"),
    path("<slug:reference>/actions/<slug:action>/", minutes.action_change, name="action_change"),
    path("<slug:reference>/paragraphs/<int:paragraph>/ask/", asked.correction_ask, name="ask"),
    path("<slug:reference>/minutes/ask/", asked.correction_ask, name="ask_other"),
    path("<slug:reference>/asked/<int:asked>/", asked.correction_answer, name="answer"),
    path("<slug:reference>/corrections/<int:correction>/", moves.correction_decide, name="correction_decide"),
    path("<slug:reference>/decisions/", resolutions.decisions_show, name="decisions"),
    path("<slug:reference>/items/<int:item>/resolve/", resolutions.resolution_add, name="resolution_add"),
    path(
        "<slug:reference>/resolutions/<int:resolution>/",
        resolutions.resolution_change,
        name="resolution_change",
    ),
    path(
        "<slug:reference>/resolutions/<int:resolution>/positions/",
        resolutions.positions_set,
        name="positions",
    ),
    path(
        "<slug:reference>/resolutions/<int:resolution>/remove/",
        resolutions.resolution_remove,
        name="resolution_remove",
    ),
    path(
        "<slug:reference>/resolutions/<int:resolution>/conditions/",
        resolutions.condition_add,
        name="condition_add",
    ),
    path(
        "<slug:reference>/conditions/<int:condition>/", resolutions.condition_change, name="condition_change"
    ),
    path(
        "<slug:reference>/conditions/<int:condition>/discharge/",
        resolutions.condition_discharge,
        name="condition_discharge",
    ),
    path("<slug:reference>/<meeting_action:action>/", moves.meeting_move, name="move"),
]
urlpatterns = shortest_first(urlpatterns)
