"""Addresses of a review's reports, their files, and the check for names."""

from django.urls import path

from reviews.views import checking, pseudonyms, reports

ONE = "<slug:reference>"
urlpatterns = [
    path("sections/", reports.outlines, name="outlines"),
    path("sections/<slug:kind>/", reports.outline_change, name="outline_change"),
    path(f"{ONE}/reports/", reports.report_list, name="reports"),
    path(f"{ONE}/reports/begin/", reports.report_begin, name="report_begin"),
    path(f"{ONE}/reports/<row:key>/", reports.report_read, name="report_read"),
    path(f"{ONE}/reports/<row:key>/about/", reports.report_change, name="report_change"),
    path(f"{ONE}/reports/<row:key>/versions/", reports.version_list, name="version_list"),
    path(f"{ONE}/reports/<row:key>/versions/keep/", reports.version_keep, name="version_keep"),
    path(f"{ONE}/reports/<row:key>/versions/<int:number>/", reports.version_show, name="version_show"),
    path(f"{ONE}/sections/<row:key>/", reports.section_write, name="section_write"),
    path(f"{ONE}/sections/<row:key>/comment/", reports.comment_add, name="comment_add"),
    path(f"{ONE}/sections/<row:key>/family/", reports.comment_family, name="comment_family"),
    path(f"{ONE}/comments/<row:key>/", reports.comment_answer, name="comment_answer"),
    path(f"{ONE}/files/", reports.files_show, name="files"),
    path(f"{ONE}/files/<slug:kind>/ask/", reports.file_ask, name="file_ask"),
    path(f"{ONE}/files/<row:key>/", reports.file_get, name="file"),
    path(f"{ONE}/files/<row:key>/keep/", reports.file_keep, name="file_keep"),
    path(f"{ONE}/checks/", checking.checks, name="checks"),
    path(f"{ONE}/checks/reports/<row:key>/", checking.check_report, name="check_report"),
    path(f"{ONE}/checks/chronology/", checking.check_chronology, name="check_chronology"),
    path(f"{ONE}/checks/file/", checking.check_file, name="check_file"),
    path(f"{ONE}/checks/sought/", checking.sought_add, name="sought_add"),
    path(f"{ONE}/checks/<row:key>/", checking.check_show, name="check"),
    path(f"{ONE}/checks/<row:key>/leave/", checking.leave, name="leave"),
    path(f"{ONE}/checks/finds/<row:key>/", checking.find_clear, name="find_clear"),
    path(f"{ONE}/checks/finds/<row:key>/pseudonym/", pseudonyms.find_pseudonym, name="find_pseudonym"),
]
