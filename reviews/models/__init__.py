from reviews.models.family import FamilyNote, NoteReader
from reviews.models.management import ManagementReview
from reviews.models.parts import Extension, Hold, LearningPoint, Told
from reviews.models.people import Appointment, Terms
from reviews.models.returns import Return
from reviews.models.review import Review, ReviewKind
from reviews.models.sealed import KeyEntry

__all__ = [
    "Appointment",
    "Extension",
    "FamilyNote",
    "Hold",
    "KeyEntry",
    "LearningPoint",
    "ManagementReview",
    "NoteReader",
    "Return",
    "Review",
    "ReviewKind",
    "Terms",
    "Told",
]
