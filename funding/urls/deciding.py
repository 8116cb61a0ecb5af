"""The paper that a body decides by, decisions, and letters."""

from django.urls import path

from funding.lifecycle.bids import Action
from funding.views import deciding, letters

urlpatterns = [
    path("calls/<slug:reference>/decide/", deciding.call_decide, name="decide"),
    path("calls/<slug:reference>/decide/paper/", deciding.paper_pdf, name="paper_pdf"),
    path("calls/<slug:reference>/decide/best-set/", deciding.call_best_set, name="best_set"),
    path("calls/<slug:reference>/decide/hangs-on/", deciding.call_hangs_on, name="hangs_on"),
    path("calls/<slug:reference>/letters/", letters.letter_list, name="letters"),
    path("calls/<slug:reference>/letters/all/", letters.letters_pdf, name="letters_pdf"),
    path("bids/<slug:reference>/letter/", letters.letter_pdf, name="letter"),
    path("bids/<slug:reference>/decision-sheet/", letters.decision_pdf, name="decision_sheet"),
    path("bids/<slug:reference>/decision/", deciding.bid_outcome, name="outcome"),
    *(
        path(f"bids/<slug:reference>/decision/{name}/", deciding.bid_decide, {"action": name}, name=name)
        for name in (str(Action.AWARD), str(Action.REFUSE), str(Action.DEFER))
    ),
]
