from reviews.models.family import FamilyNote, NoteReader
from reviews.models.management import ManagementReview
from reviews.models.parts import Extension, Hold, LearningPoint, Told
from reviews.models.people import Appointment, Terms
from reviews.models.publication import PublicationDecision, ReviewCopy
from reviews.models.returns import Return
from reviews.models.review import Review, ReviewKind
from reviews.models.sealed import KeyEntry
from reviews.models.statement import Statement
from reviews.models.submission import Feedback, FeedbackPoint, SubmissionDecision

__all__ = [
    "Appointment",
    "Extension",
    "FamilyNote",
    "Feedback",
    "FeedbackPoint",
    "Hold",
    "KeyEntry",
    "LearningPoint",
    "ManagementReview",
    "NoteReader",
    "PublicationDecision",
    "Return",
    "Review",
    "ReviewCopy",
    "ReviewKind",
    "Statement",
    "SubmissionDecision",
    "Terms",
    "Told",
]
