"""Files as a page takes them in: kept, checked later, loaded once somebody has read what the check found.

Reads nothing itself: `assessments.services.loading` does, in a task.
"""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction

from assessments.models import Load
from audit.clock import now
from documents.storing import store_as
from records.asking import refusal
from records.jobs import enqueue
from records.lifecycle import MoveRefused

State = Load.State
PERMISSION = "assessments.load_data"


@transaction.atomic
def receive(files, *, by):
    """Keep the files, and have them checked."""
    _require(by)
    load = Load.objects.create(names=[file.name[:250] for file in files], started_at=now(), started_by=by)
    for number, file in enumerate(files):
        name = f"loads/{load.pk}/{number:03d}/{Path(file.name).name[-120:]}"  # the file says its own name
        load.files.append(store_as(name, file, file.size))
        load.size += file.size
    load.save()
    enqueue("assessments.check_load", load_id=load.pk)
    return load


@transaction.atomic
def confirm(load, *, by, leave_out_broken=False):
    """Have it loaded, as the check found it."""
    load = _locked(load, by)
    if load.state != State.CHECKED:
        raise MoveRefused(
            f"This is “{load.get_state_display()}” now, so there is nothing to load. Nothing was changed."
        )
    if _only_broken(load) and not leave_out_broken:
        raise MoveRefused(
            "Some lines cannot be read. Mend the file and load it again, or tick to load the rest."
        )
    if load.report.get("reasons") and not _only_broken(load):
        raise MoveRefused(*load.report["reasons"])
    load.state, load.leave_out_broken = State.LOADING, leave_out_broken
    load.save()
    enqueue("assessments.load", load_id=load.pk)
    return load


@transaction.atomic
def cancel(load, *, by):
    load = _locked(load, by)
    if load.state in (State.LOADING, State.LOADED, State.CANCELLED):
        raise MoveRefused(f"This is “{load.get_state_display()}”, so it cannot be cancelled.")
    load.state, load.finished_at = State.CANCELLED, now()
    load.save()
    transaction.on_commit(lambda: forget_files(load))
    return load


def can_be_loaded(load):
    return load.state == State.CHECKED and (not load.report.get("reasons") or _only_broken(load))


def _only_broken(load):
    """The one reason against it is lines that cannot be read, which a person may leave out."""
    reasons = load.report.get("reasons", [])
    return bool(load.report.get("broken")) and len(reasons) == 1


@contextmanager
def at_hand(load):
    """Paths of the load's files; of a storage that has none, they are fetched for as long as they are read."""
    with tempfile.TemporaryDirectory() as folder:
        yield [_path(name, Path(folder)) for name in load.files]


def _path(name, folder):
    try:
        return Path(default_storage.path(name))
    except NotImplementedError:
        path = folder / Path(name).parent.name / Path(name).name
        path.parent.mkdir()
        with default_storage.open(name) as kept, path.open("wb") as copy:
            shutil.copyfileobj(kept, copy)
        return path


def forget_files(load):
    """What was loaded is in the database; the files themselves are not kept."""
    for name in load.files:
        default_storage.delete(name)


def progress_key(load_id):
    return f"assessments:load:{load_id}"


def progress_of(load):
    """Bytes read so far, and in all. In the cache: the load's own row is not written until it ends."""
    return min(cache.get(progress_key(load.pk), 0), load.size), load.size


def _locked(load, by):
    _require(by)
    return Load.objects.select_for_update().get(pk=load.pk)


def _require(by):
    if not by.has_perm(PERMISSION):
        raise PermissionDenied(refusal(PERMISSION))
