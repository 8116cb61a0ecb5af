from django.urls import path

from records.views import access, finding, history, thread


def choice_converter(choices):
    """A path converter that matches the values of a TextChoices and nothing else."""

    class Converter:
        regex = "|".join(choices.values)
        to_python = staticmethod(choices)
        to_url = staticmethod(str)

    return Converter


def shortest_first(addresses):
    """So that the page of a record is found before the hundred addresses beneath it are tried.

    Of as many parts as each other they keep their order, and others never stand for the same page, for no converter
    of ours takes a slash.
    """
    return sorted(addresses, key=lambda each: str(each.pattern).count("/"))


app_name = "records"
urlpatterns = [
    path("search/", finding.search, name="search"),
    path("<slug:reference>/thread/", thread.thread_show, name="thread"),
    path("<slug:reference>/links/new/", thread.link_add, name="link"),
    path("<slug:reference>/links/<int:link>/remove/", thread.link_remove, name="unlink"),
    path("<slug:reference>/history/", history.history_show, name="history"),
    path("<slug:reference>/history/compare/", history.history_compare, name="compare"),
    path("<slug:reference>/history/log/", history.history_events, name="events"),
    path("<slug:reference>/access/", access.access_show, name="access"),
    path("<slug:reference>/access/give/", access.access_give, name="give"),
    path("<slug:reference>/access/shut-out/", access.access_shut, name="shut_out"),
    path("<slug:reference>/access/shut-out/<int:key>/let-in/", access.access_let_in, name="let_in"),
    path("<slug:reference>/access/audience/", access.access_change, name="audience"),
    path(
        "<slug:reference>/access/<slug:holder>/<int:key>/withdraw/", access.access_withdraw, name="withdraw"
    ),
]
