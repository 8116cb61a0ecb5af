"""A load as a task does it: checked or loaded, however often the task runs. Loads Polars, as `loading` does."""

from django.core.cache import cache

from assessments.models import Load
from assessments.services import loading, loads
from audit.clock import now

State = Load.State
KEPT_FOR = 3600


def check(load_id):
    load = Load.objects.filter(pk=load_id, state__in=(State.WAITING, State.CHECKING)).first()
    if load is None:
        return
    _set(load, State.CHECKING)
    try:
        with loads.at_hand(load) as paths:
            report, reasons = loading.check(paths, passed=_counter(load))
    except loading.LoadRefused as refused:
        report, reasons = refused.report, refused.reasons
    _set(load, State.CHECKED, report | {"reasons": reasons})


def load_all(load_id):
    load = Load.objects.filter(pk=load_id, state=State.LOADING).first()
    if load is None:
        return
    try:
        with loads.at_hand(load) as paths:
            report = loading.load_files(load, paths, passed=_counter(load))
    except loading.HeldAnew as changed:
        _set(load, State.CHECKED, changed.report | {"reasons": changed.reasons})
        return
    except loading.LoadRefused as refused:
        _set(load, State.REFUSED, refused.report | {"reasons": refused.reasons})
        return
    load.finished_at = now()
    _set(load, State.LOADED, report)
    loads.forget_files(load)


def _set(load, state, report=None):
    load.state = state
    if report is not None:
        load.report = report
    load.save()


def _counter(load):
    read = 0

    def passed(more):
        nonlocal read
        read += more
        cache.set(loads.progress_key(load.pk), read, KEPT_FOR)

    return passed
