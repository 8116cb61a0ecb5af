"""Scoring forms, scorers and scores."""

from django.urls import path

from funding.views import interests, moderating, schemes, scoring

urlpatterns = [
    path("scoring-forms/", schemes.scheme_list, name="schemes"),
    path("scoring-forms/for/<slug:slug>/first/", schemes.scheme_first, name="scheme_first"),
    path("scoring-forms/for/<slug:slug>/new/", schemes.scheme_add, name="scheme_add"),
    path("scoring-forms/<int:pk>/", schemes.scheme_show, name="scheme"),
    path("scoring-forms/<int:pk>/version/", schemes.scheme_version, name="scheme_version"),
    path("scoring-forms/<int:pk>/offer/", schemes.scheme_offer, name="scheme_offer"),
    path("interests/", interests.interest_list, name="interests"),
    path("interests/pdf/<slug:reference>/", interests.interests_pdf, name="interests_pdf"),
    path("bids/<slug:reference>/scoring-form/", scoring.score_form, name="score_form"),
    path("bids/<slug:reference>/scoring-form/correct/", scoring.score_correct, name="score_correct"),
    path("bids/<slug:reference>/interest/", scoring.interest_declare, name="interest"),
    path("bids/<slug:reference>/interests/", interests.interest_add, name="interest_add"),
    path("bids/<slug:reference>/interests/<int:pk>/end/", interests.interest_end, name="interest_end"),
    path("bids/<slug:reference>/scorers/", scoring.scorer_list, name="scorers"),
    path("bids/<slug:reference>/scorers/<int:assignment>/end/", scoring.assignment_end, name="scorer_end"),
    path("bids/<slug:reference>/scores/", moderating.score_sheet, name="scores"),
    path("bids/<slug:reference>/scores/rows/<int:number>/", moderating.row_moderate, name="moderate"),
    path("bids/<slug:reference>/scores/forms/<int:form>/aside/", moderating.form_aside, name="form_aside"),
    path("bids/<slug:reference>/scores/close/", moderating.scoring_close, name="scoring_close"),
    path("bids/<slug:reference>/scores/open/", moderating.scoring_again, name="scoring_again"),
    path("bids/<slug:reference>/recommendation/", moderating.bid_recommend, name="recommend"),
]
