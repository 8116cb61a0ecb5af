"""Addresses of the combined chronology, and of the parts that agencies enter."""

from django.urls import path

from reviews.views import chronology, parts_of_agencies, pseudonyms

ONE = "<slug:reference>"
urlpatterns = [
    path(f"chronologies/{ONE}/", parts_of_agencies.part_show, name="part"),
    path(f"chronologies/{ONE}/add/", parts_of_agencies.part_add, name="part_add"),
    path(f"chronologies/{ONE}/file/", parts_of_agencies.part_import, name="part_import"),
    path(f"chronologies/{ONE}/share/", parts_of_agencies.part_share, name="part_share"),
    path(f"chronologies/{ONE}/<row:key>/", parts_of_agencies.part_change, name="part_change"),
    path(f"chronologies/{ONE}/<row:key>/remove/", parts_of_agencies.part_remove, name="part_remove"),
    path(f"chronologies/{ONE}/pseudonyms/<row:key>/", pseudonyms.part_reword, name="part_reword"),
    path(f"chronologies/{ONE}/pseudonyms/<row:key>/leave/", pseudonyms.part_leave, name="part_leave"),
    path(f"{ONE}/chronology/", chronology.chronology, name="chronology"),
    path(f"{ONE}/chronology/findings/", chronology.findings, name="findings"),
    path(f"{ONE}/chronology/gap/", chronology.gap, name="gap"),
    path(f"{ONE}/chronology/add/", chronology.entry_add, name="entry_add"),
    path(f"{ONE}/chronology/file/", parts_of_agencies.review_import, name="chronology_import"),
    path(f"{ONE}/chronology/agencies/", chronology.parts, name="parts"),
    path(f"{ONE}/chronology/agencies/ask/", chronology.part_ask, name="part_ask"),
    path(f"{ONE}/chronology/agencies/<row:key>/again/", chronology.part_again, name="part_again"),
    path(f"{ONE}/chronology/agencies/<row:key>/another/", chronology.part_another, name="part_another"),
    path(f"{ONE}/chronology/agencies/<row:key>/withdraw/", chronology.part_withdraw, name="part_withdraw"),
    path(f"{ONE}/chronology/<row:key>/", chronology.entry_change, name="entry_change"),
    path(f"{ONE}/chronology/<row:key>/remove/", chronology.entry_remove, name="entry_remove"),
    path(f"{ONE}/chronology/<row:key>/disagree/", chronology.disagree, name="disagree"),
    path(f"{ONE}/chronology/disagreements/<row:key>/", chronology.settle, name="settle"),
]
