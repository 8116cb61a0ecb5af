from documents.views.acts import (
    document_add,
    document_change,
    document_distribution,
    document_share,
    document_stage,
    document_version,
)
from documents.views.files import version_download
from documents.views.pages import document_compare, document_detail, document_list

__all__ = [
    "document_add",
    "document_change",
    "document_compare",
    "document_detail",
    "document_distribution",
    "document_list",
    "document_share",
    "document_stage",
    "document_version",
    "version_download",
]
