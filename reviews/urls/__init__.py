from django.urls import path, register_converter

from records import veil  # noqa: F401 -- knows <row:…>
from records.urls import choice_converter, shortest_first
from reviews.lifecycle import Action, StatementAction
from reviews.models import Appointment, Extension
from reviews.urls import across, chronology, keeping, ledger, reports
from reviews.views import family, management, parts, people, returns, reviews, sealed, statements, submission

register_converter(choice_converter(Action), "review_move")
register_converter(choice_converter(Appointment.Part), "review_part")
register_converter(choice_converter(Extension.Clock), "review_clock")
register_converter(choice_converter(StatementAction), "statement_move")

app_name = "reviews"
ONE = "<slug:reference>"
urlpatterns = [
    *across.urlpatterns,
    *ledger.urlpatterns,
    *keeping.urlpatterns,
    path("", reviews.review_list, name="list"),
    path("add/", reviews.review_add, name="add"),
    path("names/", reviews.kinds, name="kinds"),
    path("names/add/", reviews.kind_add, name="kind_add"),
    *chronology.urlpatterns,
    *reports.urlpatterns,
    path(f"requests/{ONE}/", returns.return_show, name="return"),
    path(f"requests/{ONE}/answer/", returns.return_answer, name="answer"),
    path(f"requests/{ONE}/share/", returns.return_share, name="share"),
    path(f"management/{ONE}/", management.management_show, name="management"),
    path(f"management/{ONE}/write/", management.management_write, name="write"),
    path(f"management/{ONE}/finish/", management.management_finish, name="finish_draft"),
    path(f"management/{ONE}/hand-back/", management.management_hand_back, name="hand_back"),
    path(f"management/{ONE}/sign/", management.management_sign, name="sign_and_send"),
    path(f"management/{ONE}/query/", management.management_query, name="query"),
    path(f"management/{ONE}/accept/", management.management_accept, name="accept"),
    path(f"management/{ONE}/panel/", management.management_panel, name="share_with_panel"),
    path(f"statements/{ONE}/", statements.statement_show, name="statement"),
    path(f"statements/{ONE}/write/", statements.statement_write, name="statement_write"),
    path(f"statements/{ONE}/owner/", statements.statement_owner, name="statement_owner"),
    path(f"statements/{ONE}/<statement_move:action>/", statements.statement_move, name="statement_move"),
    path(f"{ONE}/", reviews.review_show, name="review"),
    path(f"{ONE}/change/", reviews.review_change, name="change"),
    path(f"{ONE}/scoping/", returns.scoping, name="scoping"),
    path(f"{ONE}/scoping/ask/", returns.ask_agency, name="ask"),
    path(f"{ONE}/scoping/<row:key>/again/", returns.ask_again, name="ask_again"),
    path(f"{ONE}/scoping/<row:key>/another/", returns.ask_another, name="ask_another"),
    path(f"{ONE}/scoping/<row:key>/withdraw/", returns.withdraw, name="withdraw"),
    path(f"{ONE}/decide-now/", reviews.review_decide, name="decide"),
    path(f"{ONE}/extend/<review_clock:clock>/", parts.extend, name="extend"),
    path(f"{ONE}/proceedings/add/", parts.hold_add, name="hold_add"),
    path(f"{ONE}/proceedings/<row:key>/end/", parts.hold_end, name="hold_end"),
    path(f"{ONE}/told/", parts.tell, name="tell"),
    path(f"{ONE}/learning/", reviews.learning, name="learning"),
    path(f"{ONE}/learning/add/", parts.learn, name="learn"),
    path(f"{ONE}/learning/<row:key>/", parts.advance, name="advance"),
    path(f"{ONE}/people/", people.people_show, name="people"),
    path(f"{ONE}/people/add/<review_part:part>/", people.appoint, name="appoint"),
    path(f"{ONE}/people/sign/", people.independence_sign, name="sign"),
    path(f"{ONE}/people/<row:key>/change/", people.appointment_change, name="appointment_change"),
    path(f"{ONE}/people/<row:key>/open/", people.appointment_open, name="appointment_open"),
    path(f"{ONE}/people/<row:key>/end/", people.appointment_end, name="appointment_end"),
    path(f"{ONE}/begin-now/", people.review_begin, name="begin"),
    path(f"{ONE}/terms/add/", people.terms_add, name="terms_add"),
    path(f"{ONE}/terms/<row:key>/agree/", people.terms_agree, name="terms_agree"),
    path(f"{ONE}/terms/<row:key>/share/", people.terms_share, name="terms_share"),
    path(f"{ONE}/agencies/", management.agencies, name="agencies"),
    path(f"{ONE}/agencies/ask/", management.ask, name="ask_for_review"),
    path(f"{ONE}/agencies/<row:key>/another/", management.ask_another, name="another_author"),
    path(f"{ONE}/agencies/<row:key>/withdraw/", management.withdraw, name="withdraw_review"),
    path(f"{ONE}/family/", family.family, name="family"),
    path(f"{ONE}/family/add/", family.note_add, name="note_add"),
    path(f"{ONE}/family/<row:key>/change/", family.note_change, name="note_change"),
    path(f"{ONE}/family/readers/add/", family.reader_name, name="reader_name"),
    path(f"{ONE}/family/readers/<row:key>/remove/", family.reader_remove, name="reader_remove"),
    path(f"{ONE}/submission/", submission.submission, name="submission"),
    path(f"{ONE}/submission/agree/", submission.review_agree, name="agree"),
    path(f"{ONE}/submission/submit/", submission.review_submit, name="submit"),
    path(f"{ONE}/submission/panel/", submission.panel_day, name="panel_day"),
    path(f"{ONE}/submission/answer/", submission.feedback_add, name="feedback_add"),
    path(f"{ONE}/submission/answer/<row:key>/", submission.point_answer, name="point_answer"),
    path(f"{ONE}/publication/", submission.publication_decide, name="publication"),
    path(f"{ONE}/publication/published/", submission.published, name="published"),
    path(f"{ONE}/publication/not/", submission.withheld, name="withheld"),
    path(f"{ONE}/copies/add/", submission.copy_add, name="copy_add"),
    path(f"{ONE}/statements/add/", statements.statement_add, name="statement_add"),
    path(f"{ONE}/statements/none/", statements.statement_none, name="statement_none"),
    path(f"{ONE}/close-now/", statements.review_close, name="close"),
    path(f"{ONE}/assure/", statements.assure, name="assure"),
    path(f"{ONE}/key/", sealed.key_show, name="key"),
    path(f"{ONE}/key/add/", sealed.key_add, name="key_add"),
    path(f"{ONE}/key/<row:key>/remove/", sealed.key_remove, name="key_remove"),
    path(f"{ONE}/readings/", reviews.readings, name="readings"),
    path(f"{ONE}/<review_move:action>/", reviews.review_move, name="move"),
]
urlpatterns = shortest_first(urlpatterns)
