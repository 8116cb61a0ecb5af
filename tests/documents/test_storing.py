import errno
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from documents import services
from documents.checking import FileRefused
from documents.models import Document
from tests.documents.samples import upload, word


class FullDisk(FileSystemStorage):
    """A disk that fills up halfway through the file."""

    def _save(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read(100))
        raise OSError(errno.ENOSPC, "No space left on device")


def files_in(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_a_full_disk_gets_a_sentence_and_nothing_is_half_done(county, settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.FullDisk"}}
    with pytest.raises(FileRefused, match="disk is full, so nothing was kept"):
        services.add_document(title="Plan", file=upload(), by=county.officer, partnership=county.here)
    assert not Document.objects.exists()
    assert files_in(settings.MEDIA_ROOT) == []


def test_files_lie_under_their_digest_once(paper, settings, county):
    version = paper.newest
    services.add_document(
        title="Same elsewhere",
        file=upload(),
        by=county.officer,
        partnership=county.here,
        body=county.delivery,
    )
    assert [path.name for path in files_in(settings.MEDIA_ROOT)] == [version.sha256]


def test_a_file_cut_short_by_a_crash_is_not_taken_for_the_whole(paper, settings, county):
    data = word("Another.")
    version = services.add_version(paper, upload(data=data), description="New", by=county.officer)
    Path(version.file.path).write_bytes(data[:50])
    again = services.add_document(
        title="Again",
        file=upload(data=data),
        by=county.officer,
        partnership=county.here,
        body=county.delivery,
    )
    with again.newest.file.open() as file:
        assert file.read() == data
