"""Everything that writes documents: keeping, stages, distribution, sharing and scanning."""

from documents.services.copies import answer_copy, ask_copy
from documents.services.distribution import add_recipients, issue_version, share_document
from documents.services.keeping import (
    add_document,
    add_version,
    attachments_of,
    change_document,
    copy_to,
    keep_made,
)
from documents.services.scans import scan_version
from documents.services.stages import set_stage, withdraw_document

__all__ = [
    "add_document",
    "add_recipients",
    "add_version",
    "answer_copy",
    "ask_copy",
    "attachments_of",
    "change_document",
    "copy_to",
    "issue_version",
    "keep_made",
    "scan_version",
    "set_stage",
    "share_document",
    "withdraw_document",
]
