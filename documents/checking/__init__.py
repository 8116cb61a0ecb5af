"""Whether a file may be kept or read: judged by its content, before anything in it is opened."""

from documents.checking.addresses import refuse_local_address
from documents.checking.files import (
    ACCEPT,
    KINDS_TAKEN,
    TAKEN,
    Checked,
    check_file,
    encoding_of,
    refuse_oversize,
)
from documents.checking.office import Package, open_word
from documents.checking.refusal import FileRefused
from documents.checking.signatures import looks_like

__all__ = [
    "ACCEPT",
    "KINDS_TAKEN",
    "TAKEN",
    "Checked",
    "FileRefused",
    "Package",
    "check_file",
    "encoding_of",
    "looks_like",
    "open_word",
    "refuse_local_address",
    "refuse_oversize",
]
