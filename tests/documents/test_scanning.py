import socket
import struct
import threading

import pytest
from django.core.management import CommandError, call_command

from documents import services
from documents.checking import FileRefused
from documents.models import Document
from documents.scanning import ScannerAway, find_infection
from records.models import Job
from tests.documents.samples import upload, word

EICAR = b"a harmless stand-in for a virus"


class Scanner:
    """A small server that speaks ClamAV's INSTREAM over a real socket; finds one phrase."""

    def __init__(self, family, address):
        self.listener = socket.socket(family)
        self.listener.bind(address)
        self.listener.listen()
        self.seen = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client, client.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                data = b""
                while length := struct.unpack("!I", stream.read(4))[0]:
                    data += stream.read(length)
                self.seen.append(data)
                client.sendall(self._verdict(data))

    def _verdict(self, data):
        if EICAR in data:
            return b"stream: Test.Sample FOUND\0"
        if b"too long" in data:
            return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: OK\0"


@pytest.fixture
def start(tmp_path, settings):
    started = []

    def begin(family=socket.AF_UNIX):
        address = str(tmp_path / "clamd") if family == socket.AF_UNIX else ("127.0.0.1", 0)
        scanner = Scanner(family, address)
        started.append(scanner)
        name = scanner.listener.getsockname()
        settings.CLAMAV_SOCKET = name if isinstance(name, str) else f"tcp://{name[0]}:{name[1]}"
        return scanner

    yield begin
    for scanner in started:
        scanner.listener.close()


@pytest.fixture
def away(settings, tmp_path):
    settings.CLAMAV_SOCKET = str(tmp_path / "nobody-there")


@pytest.mark.parametrize("family", [socket.AF_UNIX, socket.AF_INET])
def test_the_verdict_over_either_socket(start, family):
    scanner = start(family)
    data = b"clean " * 50_000
    assert find_infection(upload("note.txt", data)) == ""
    assert scanner.seen == [data]
    assert find_infection(upload("note.txt", EICAR)) == "Test.Sample"


def test_no_verdict_is_no_clean_bill(start):
    start()
    with pytest.raises(ScannerAway, match="size limit"):
        find_infection(upload("note.txt", b"too long"))


def test_what_it_finds_is_refused_and_nothing_is_kept(county, start):
    start()
    with pytest.raises(FileRefused, match="in this file, so it was not kept"):
        services.add_document(
            title="Plan", file=upload("note.txt", EICAR), by=county.officer, partnership=county.here
        )
    assert not Document.objects.exists()


def test_a_clean_file_is_given_out_at_once(paper, start):
    start()
    version = services.add_version(paper, upload(data=word("New.")), description="New", by=paper.created_by)
    assert version.scanned
    assert not version.withheld_because


@pytest.fixture
def held(paper, away):
    """A version that came while the scanner was away."""
    return services.add_version(paper, upload(data=word("New.")), description="New", by=paper.created_by)


def test_with_the_scanner_away_the_file_is_held_back(held, sign_in, county):
    client = sign_in(county.officer)
    response = client.get(f"/documents/{held.document.reference}/versions/0.2/file/")
    assert response.status_code == 403
    assert "waiting for the malware scanner" in client.get(held.document.get_absolute_url()).content.decode()
    assert Job.objects.filter(task="documents.scan_version", arguments={"version_id": held.pk}).count() == 1


def test_a_scanner_still_away_is_asked_again_later(held):
    services.scan_version(held)
    jobs = Job.objects.filter(task="documents.scan_version").order_by("pk")
    assert [round((job.not_before - job.created_at).total_seconds()) for job in jobs] == [0, 300]


def test_once_scanned_it_is_given_out(held, start):
    start()
    services.scan_version(held)
    held.refresh_from_db()
    assert held.scanned
    assert not held.withheld_because


def test_what_is_found_later_is_never_given_out(held, start, settings):
    start()
    held.file.storage.delete(held.file.name)
    held.file.storage.save(held.file.name, upload("x", EICAR))
    services.scan_version(held)
    settings.CLAMAV_SOCKET = ""
    held.refresh_from_db()
    assert "found “Test.Sample”" in held.withheld_because


def test_the_command_looks_at_what_came_before_the_scanner(paper, start, capsys):
    start()
    assert "waiting" in paper.newest.withheld_because
    call_command("scan_documents")
    assert capsys.readouterr().out == "0 files still wait for the scanner; 0 are held back for good.\n"
    paper.newest.refresh_from_db()
    assert Document.objects.get().newest.scanned


def test_without_a_scanner_the_command_says_what_to_set(db):
    with pytest.raises(CommandError, match="Set CLAMAV_SOCKET"):
        call_command("scan_documents")
