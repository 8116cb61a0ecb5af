"""Where the bytes lie: privately, by digest, never at an address and never under a name somebody typed."""

import errno

from django.core.files.storage import default_storage

from documents.checking import FileRefused
from documents.models import path_of

FULL = (errno.ENOSPC, errno.EDQUOT)
NO_ROOM = "The portal's disk is full, so nothing was kept. Tell your administrator, then try again."


def store(file, checked):
    """Store the file once, however many versions have this content. What fails midway leaves nothing behind.

    A file whose version was never written lies unused until the same file is sent again.
    """
    name = path_of(checked.sha256)
    if default_storage.exists(name) and default_storage.size(name) == checked.size:
        return name
    file.seek(0)
    try:
        return default_storage.save(name, file)
    except OSError as error:
        default_storage.delete(name)
        if error.errno in FULL:
            raise FileRefused(NO_ROOM) from error
        raise
