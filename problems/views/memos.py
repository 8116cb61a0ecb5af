"""Memo sheets: documents attached to a part of a record, beside the short note of the form (S002-133)."""

from dataclasses import dataclass

from design.addresses import url
from documents.models import Document


@dataclass(frozen=True)
class Memos:
    part: str
    documents: tuple
    attach_url: str = ""  # to those who may


def memos_of(user, problem, part):
    known = Document.objects.attached_to(problem).visible_to(user).filter(part=part).order_by("pk")
    may = user.has_perm("documents.add_document", problem)
    address = f"{url('documents:new')}?for={problem.reference}&part={part}" if may else ""
    return Memos(part, tuple(known), address)
