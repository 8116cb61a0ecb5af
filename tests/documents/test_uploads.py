import errno
import tracemalloc

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile

from documents import uploads
from documents.checking import FileRefused
from documents.models import Document

MB = 1024 * 1024
HEAD = (
    b'--edge\r\nContent-Disposition: form-data; name="title"\r\n\r\nA long plan\r\n'
    b'--edge\r\nContent-Disposition: form-data; name="file"; filename="plan.txt"\r\n'
    b"Content-Type: text/plain\r\n\r\n"
)
FOOT = b"\r\n--edge--\r\n"


class Arriving:
    """A request body that is made as it is read, and that watches how much of it is kept on disk."""

    def __init__(self, size, folder):
        self.left, self.folder = size, folder
        self.parts, self.read_so_far, self.peak = [HEAD], 0, 0
        self.length = len(HEAD) + size + len(FOOT)

    def read(self, wanted=-1):
        self.peak = max(self.peak, sum(file.stat().st_size for file in self.folder.iterdir()))
        if not self.parts and self.left:
            self.parts.append(b"x" * min(wanted, self.left, 64 * 1024))
            self.left -= len(self.parts[0])
            if not self.left:
                self.parts.append(FOOT)
        if not self.parts:
            return b""
        part = self.parts.pop(0)
        if len(part) > wanted >= 0:
            self.parts.insert(0, part[wanted:])
            part = part[:wanted]
        self.read_so_far += len(part)
        return part

    readline = read


def send(client, body):
    return client.request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/documents/new/",
            "CONTENT_TYPE": "multipart/form-data; boundary=edge",
            "CONTENT_LENGTH": str(body.length),
            "wsgi.input": body,
        }
    )


@pytest.fixture
def waiting_room(settings, tmp_path):
    folder = tmp_path / "waiting"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    return folder


def test_200_mb_get_a_sentence_and_take_neither_memory_nor_disk(county, sign_in, waiting_room):
    body = Arriving(200 * MB, waiting_room)
    client = sign_in(county.officer)
    client.get("/documents/new/")
    tracemalloc.start()
    response = send(client, body)
    _, memory = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    page = response.content.decode()
    assert response.status_code == 422
    assert "The file is larger than 20 MB, the most that can be kept." in page
    assert "A long plan" in page  # what was typed stays
    assert body.peak <= 20 * MB
    assert memory < 40 * MB
    assert not Document.objects.exists()


def test_far_more_than_that_is_not_even_heard_out(county, sign_in, settings, waiting_room):
    settings.UPLOAD_LIMIT_MB = 1
    body = Arriving(200 * MB, waiting_room)
    response = send(sign_in(county.officer), body)
    assert response.status_code == 422
    assert body.read_so_far < 27 * MB


def test_a_full_disk_under_the_waiting_room_gets_a_sentence(county, sign_in, monkeypatch, waiting_room):
    def full(_self, _data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryUploadedFile, "write", full, raising=False)
    response = send(sign_in(county.officer), Arriving(5 * MB, waiting_room))
    assert response.status_code == 422
    assert "The portal&#39;s disk is full, so nothing was kept." in response.content.decode()


def test_whoever_reads_a_refused_file_is_told_why():
    with pytest.raises(FileRefused, match="larger than 20 MB"):
        uploads.RefusedUpload("plan.txt", 21 * MB).read()
    with pytest.raises(FileRefused, match="larger than 20 MB"):
        list(uploads.RefusedUpload("plan.txt", 21 * MB).chunks())
