from records.models.grants import GroupGrant, PartnershipGrant, ShutOut, UserGrant
from records.models.jobs import Job
from records.models.links import Link
from records.models.record import Numbering, Record
from records.models.search import SearchEntry

__all__ = [
    "GroupGrant", "Job", "Link", "Numbering", "PartnershipGrant", "Record", "SearchEntry", "ShutOut", "UserGrant",
]  # fmt: skip
