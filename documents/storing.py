"""Where the bytes lie: privately, by digest, never at an address and never under a name somebody typed."""

import errno

from django.core.files.storage import default_storage

from documents.checking import FileRefused
from documents.models import Version, path_of

FULL = (errno.ENOSPC, errno.EDQUOT)
NO_ROOM = "The portal's disk is full, so nothing was kept. Tell your administrator, then try again."


def store(file, checked):
    """Store the file once, however many versions have this content.

    A file whose version was never written lies unused until the same file is sent again.
    """
    return store_as(path_of(checked.sha256), file, checked.size)


def store_as(name, file, size):
    """Store the file whole or not at all, under a name made of its digest; returns the name it got.

    A file of the name and size is the same file; one cut short by a crash is passed over.
    """
    if default_storage.exists(name) and default_storage.size(name) == size:
        return name
    file.seek(0)
    try:
        return default_storage.save(name, file)
    except OSError as error:
        default_storage.delete(name)
        if error.errno in FULL:
            raise FileRefused(NO_ROOM) from error
        raise


def remove(sha256):
    """Take the file out of storage, unless a version that was not destroyed has it too; whether it is gone."""
    if Version.objects.filter(sha256=sha256, destroyed_on=None).exists():
        return False
    default_storage.delete(path_of(sha256))
    return True
