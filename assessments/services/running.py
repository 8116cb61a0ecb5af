"""A load as a task does it: checked or loaded, however often the task runs. Loads Polars, as `loading` does."""

from django.core.cache import cache
from django.db import transaction

from assessments.models import Load
from assessments.services import loading, loads
from audit.clock import now

State = Load.State
KEPT_FOR = 3600


def check(load_id):
    to_check = Load.objects.filter(pk=load_id, state__in=(State.WAITING, State.CHECKING))
    if not to_check.update(state=State.CHECKING):
        return
    load = to_check.get()
    try:
        with loads.at_hand(load) as paths:
            report, reasons = loading.check(paths, passed=_counter(load))
    except loading.LoadRefused as refused:
        report, reasons = refused.report, refused.reasons
    to_check.update(
        state=State.CHECKED, report=report | {"reasons": reasons}
    )  # none, if it was cancelled meanwhile


def load_all(load_id):
    load = Load.objects.filter(pk=load_id, state=State.LOADING).first()
    if load is None:
        return
    try:
        with loads.at_hand(load) as paths, transaction.atomic():
            loading.one_at_a_time()
            if not Load.objects.filter(pk=load_id, state=State.LOADING).exists():
                return  # it took longer than a job's lease: who took it first has loaded it while this one waited
            report = loading.load_files(load, paths, passed=_counter(load))
            load.finished_at = now()
            _set(load, State.LOADED, report)
    except loading.HeldAnew as changed:
        _set(load, State.CHECKED, changed.report | {"reasons": changed.reasons})
        return
    except loading.LoadRefused as refused:
        _set(load, State.REFUSED, refused.report | {"reasons": refused.reasons})
        return
    loads.forget_files(load)


def _set(load, state, report):
    load.state, load.report = state, report
    load.save()


def _counter(load):
    read = 0

    def passed(more):
        nonlocal read
        read += more
        cache.set(loads.progress_key(load.pk), read, KEPT_FOR)

    return passed
