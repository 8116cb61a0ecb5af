"""A funded project, from its agreement to its end."""

from django.urls import path

from funding.views import delivery, milestones, reporting

BID = "bids/<slug:reference>"
urlpatterns = [
    path(f"{BID}/delivery/", delivery.delivery, name="delivery"),
    path(f"{BID}/instalments/", delivery.instalments, name="instalments"),
    path(f"{BID}/agreement/", delivery.agreement_sign, name="agreement"),
    path(f"{BID}/agreement/pdf/", delivery.agreement_pdf, name="agreement_pdf"),
    path(f"{BID}/agreement/accept/", delivery.agreement_accept, name="agreement_accept"),
    path(f"{BID}/conditions/<int:pk>/", delivery.condition_met, name="condition_met"),
    path(f"{BID}/instalments/<int:number>/claim/", delivery.claim, name="claim"),
    path(f"{BID}/instalments/<int:number>/decide/", delivery.claim_decide, name="claim_decide"),
    path(f"{BID}/instalments/<int:number>/pay/", delivery.instalment_pay, name="instalment_pay"),
    path(f"{BID}/instalments/<int:number>/correct/", delivery.payment_correct, name="payment_correct"),
    path(f"{BID}/returns/", reporting.return_ask, name="project_return_ask"),
    path(f"{BID}/returns/<int:pk>/", reporting.return_write, name="project_return"),
    path(f"{BID}/returns/<int:pk>/settle/", reporting.return_settle, name="project_return_settle"),
    path(f"{BID}/milestones/", milestones.milestone_add, name="milestone_add"),
    path(f"{BID}/milestones/<int:pk>/", milestones.milestone_change, name="milestone_change"),
    path(f"{BID}/milestones/<int:pk>/reached/", milestones.milestone_reach, name="milestone_reach"),
    path(f"{BID}/milestones/<int:pk>/remove/", milestones.milestone_remove, name="milestone_remove"),
    path(f"{BID}/variations/", reporting.variation_ask, name="variation"),
    path(f"{BID}/variations/<int:pk>/", reporting.variation_decide, name="variation_decide"),
    path(f"{BID}/clawbacks/", delivery.clawback_ask, name="clawback"),
    path(f"{BID}/clawbacks/<int:pk>/", delivery.clawback_repaid, name="clawback_repaid"),
    path(f"{BID}/evaluation/", reporting.evaluate, name="evaluate"),
    path(f"{BID}/close/", delivery.project_close, name="project_close"),
]
