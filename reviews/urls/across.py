"""Pages across reviews, and learning for everybody of the partnership."""

from django.urls import path

from reviews.views import progress, registers, releases, themes

ONE = "<slug:reference>"
urlpatterns = [
    path("progress/", progress.progress, name="progress"),
    path("themes/", themes.themes, name="themes"),
    path("by-stage/", registers.register, name="register"),
    path("without-review/", registers.without, name="without"),
    path("summary/", releases.summary, name="summary"),
    path("papers/", releases.releases, name="releases"),
    path("papers/release/", releases.release, name="release"),
    path(f"{ONE}/pack/", releases.pack, name="pack"),
    path(f"{ONE}/course/", registers.course, name="course"),
    path("lessons/", themes.lessons, name="lessons"),
    path(f"{ONE}/learning/<row:key>/publish/", themes.lesson_publish, name="lesson_publish"),
    path(f"{ONE}/learning/<row:key>/withdraw/", themes.lesson_withdraw, name="lesson_withdraw"),
]
