from documents.views.acts import (
    document_add,
    document_change,
    document_distribution,
    document_share,
    document_stage,
    document_version,
)
from documents.views.copies import copy_answer, document_ask, document_listed
from documents.views.files import version_download
from documents.views.pages import document_compare, document_detail, document_list

__all__ = [
    "copy_answer",
    "document_add",
    "document_ask",
    "document_change",
    "document_compare",
    "document_detail",
    "document_distribution",
    "document_list",
    "document_listed",
    "document_share",
    "document_stage",
    "document_version",
    "version_download",
]
