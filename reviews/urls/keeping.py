"""How long reviews are kept, exports, and who keeps them."""

from django.urls import path

from reviews.views import keeping, notified, papers

ONE = "<slug:reference>"
urlpatterns = [
    path("tell/", notified.tell, name="report_death"),
    path("told/", notified.told, name="death_reports"),
    path("told/<slug:receipt>/", notified.take, name="take_report"),
    path(f"requests/{ONE}/attach/", papers.attach, name="attach"),
    path("retention/", keeping.due, name="due"),
    path("retention/set/", keeping.rule_set, name="rule_set"),
    path("progress/chase/", keeping.ledger_rule, name="ledger_rule"),
    path(f"{ONE}/keeping/", keeping.keeping, name="keeping"),
    path(f"{ONE}/keeping/hold/", keeping.hold_place, name="hold_place"),
    path(f"{ONE}/keeping/hold/<row:key>/end/", keeping.hold_lift, name="hold_lift"),
    path(f"{ONE}/keeping/destroy/", keeping.destroy, name="destroy"),
    path(f"{ONE}/keeping/destroy/<row:key>/confirm/", keeping.destroy_confirm, name="destroy_confirm"),
    path(f"{ONE}/keeping/destroy/<row:key>/withdraw/", keeping.destroy_drop, name="destroy_drop"),
    path(f"{ONE}/keeping/export/", keeping.bundle_ask, name="bundle_ask"),
    path(f"{ONE}/keeping/export/<row:key>/", keeping.bundle_download, name="bundle_download"),
    path(f"{ONE}/keeping/keeper/", keeping.hand, name="hand"),
]
