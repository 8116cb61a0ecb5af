"""What arrives, before any form sees it: a file past the limit takes neither memory nor disk, and gets a sentence."""

from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload, TemporaryFileUploadHandler

from documents.checking import FileRefused, refuse_oversize
from documents.storing import FULL, NO_ROOM

READ_TO_THE_END = 25  # times the limit; so far a browser is heard out, for else it shows no answer at all


class RefusedUpload(UploadedFile):
    """A file that was not kept. Whoever tries to read it is told why; its size is what was sent."""

    def __init__(self, name, size, sentence=""):
        super().__init__(file=None, name=name, size=size)
        self.sentence = sentence

    def read(self, *args):
        refuse_oversize(self)
        raise FileRefused(self.sentence)

    def chunks(self, chunk_size=None):
        yield self.read()

    def seek(self, *args):
        return 0

    def close(self):
        pass


class QuotaHandler(FileUploadHandler):
    """Counts what a request carries; past ``UPLOAD_LIMIT_MB`` the rest is let go by as it comes."""

    def __init__(self, request=None):
        super().__init__(request)
        self.limit = settings.UPLOAD_LIMIT_MB * 1024 * 1024
        self.received = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        self.received += len(raw_data)
        if self.received > self.limit * READ_TO_THE_END:
            raise StopUpload(connection_reset=True)
        return raw_data if self.received <= self.limit else None

    def file_complete(self, file_size):
        return RefusedUpload(self.file_name, self.received) if self.received > self.limit else None


class DiskHandler(TemporaryFileUploadHandler):
    """Large files wait on disk until the form has judged them. A full disk is told to whoever sent the file."""

    is_full = False

    def new_file(self, *args, **kwargs):
        self._drop()
        with self._noticing():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        if not self.is_full:
            with self._noticing():
                super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size):
        with self._noticing():
            file = super().file_complete(file_size)
        if self.is_full:
            return RefusedUpload(self.file_name, file_size, NO_ROOM)
        del self.file  # the form's from here on
        return file

    def upload_complete(self):
        self._drop()

    def _drop(self):
        """Take off the disk what was not handed on: the part of a file that came before the limit."""
        if hasattr(self, "file"):
            with suppress(OSError):
                self.file.close()
            del self.file

    @contextmanager
    def _noticing(self):
        try:
            yield
        except OSError as error:
            if error.errno not in FULL:
                raise
            self.is_full = True
