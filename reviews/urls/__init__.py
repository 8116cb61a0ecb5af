from django.urls import include, path, register_converter

from records.urls import choice_converter
from reviews.lifecycle import Action
from reviews.views import parts, returns, reviews, sealed

register_converter(choice_converter(Action), "review_move")

app_name = "reviews"
ONE = "<slug:reference>"
urlpatterns = [
    path("", include("reviews.urls.across")),
    path("", include("reviews.urls.ledger")),
    path("", include("reviews.urls.keeping")),
    path("", reviews.review_list, name="list"),
    path("add/", reviews.review_add, name="add"),
    path("names/", reviews.kinds, name="kinds"),
    path("names/add/", reviews.kind_add, name="kind_add"),
    path(f"requests/{ONE}/", returns.return_show, name="return"),
    path(f"requests/{ONE}/answer/", returns.return_answer, name="answer"),
    path(f"requests/{ONE}/share/", returns.return_share, name="share"),
    path(f"{ONE}/", reviews.review_show, name="review"),
    path(f"{ONE}/change/", reviews.review_change, name="change"),
    path(f"{ONE}/scoping/", returns.scoping, name="scoping"),
    path(f"{ONE}/scoping/ask/", returns.ask_agency, name="ask"),
    path(f"{ONE}/scoping/<int:key>/again/", returns.ask_again, name="ask_again"),
    path(f"{ONE}/scoping/<int:key>/withdraw/", returns.withdraw, name="withdraw"),
    path(f"{ONE}/decide-now/", reviews.review_decide, name="decide"),
    path(f"{ONE}/extend/", parts.extend, name="extend"),
    path(f"{ONE}/proceedings/add/", parts.hold_add, name="hold_add"),
    path(f"{ONE}/proceedings/<int:key>/end/", parts.hold_end, name="hold_end"),
    path(f"{ONE}/told/", parts.tell, name="tell"),
    path(f"{ONE}/learning/", reviews.learning, name="learning"),
    path(f"{ONE}/learning/add/", parts.learn, name="learn"),
    path(f"{ONE}/learning/<int:key>/", parts.advance, name="advance"),
    path(f"{ONE}/key/", sealed.key_show, name="key"),
    path(f"{ONE}/key/add/", sealed.key_add, name="key_add"),
    path(f"{ONE}/key/<int:key>/remove/", sealed.key_remove, name="key_remove"),
    path(f"{ONE}/readings/", reviews.readings, name="readings"),
    path(f"{ONE}/<review_move:action>/", reviews.review_move, name="move"),
]
