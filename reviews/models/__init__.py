from reviews.models.anonymity import AnonymityCheck, Clearance, Find, Leaving, SoughtTerm
from reviews.models.bundles import Bundle
from reviews.models.chronology import (
    Chronology,
    ChronologyEntry,
    ChronologyFile,
    ChronologyPart,
    Disagreement,
    Rewording,
)
from reviews.models.family import FamilyNote, NoteReader
from reviews.models.keeping import DestroyedPaper, Destruction, LedgerRule, LegalHold, RetentionRule
from reviews.models.ledger import ActionLine, Assurance, Chase, Milestone, Recommendation, Serving
from reviews.models.lessons import Lesson
from reviews.models.management import ManagementReview
from reviews.models.notified import DeathReport
from reviews.models.parts import Extension, Hold, LearningPoint, Told
from reviews.models.people import Appointment, Terms
from reviews.models.publication import PublicationDecision, ReviewCopy
from reviews.models.releases import Release
from reviews.models.reports import (
    Outline,
    Report,
    ReportComment,
    ReportSection,
    ReportVersion,
    ReviewPrint,
)
from reviews.models.returns import Return
from reviews.models.review import Review, ReviewKind
from reviews.models.sealed import KeyEntry
from reviews.models.statement import PressStatement
from reviews.models.submission import Feedback, FeedbackPoint, SubmissionDecision

__all__ = [
    "ActionLine",
    "Appointment",
    "Assurance",
    "Bundle",
    "Chase",
    "DeathReport",
    "DestroyedPaper",
    "Destruction",
    "Extension",
    "FamilyNote",
    "Feedback",
    "FeedbackPoint",
    "Hold",
    "KeyEntry",
    "LearningPoint",
    "LedgerRule",
    "LegalHold",
    "Lesson",
    "ManagementReview",
    "Milestone",
    "NoteReader",
    "PressStatement",
    "PublicationDecision",
    "Recommendation",
    "Release",
    "RetentionRule",
    "Return",
    "Review",
    "ReviewCopy",
    "ReviewKind",
    "Serving",
    "SubmissionDecision",
    "Terms",
    "Told",
]
__all__ += ["Chronology", "ChronologyEntry", "ChronologyFile", "ChronologyPart", "Disagreement", "Rewording"]
__all__ += [
    "AnonymityCheck",
    "Clearance",
    "Find",
    "Leaving",
    "Outline",
    "Report",
    "ReportComment",
    "ReportSection",
]
__all__ += ["ReportVersion", "ReviewPrint", "SoughtTerm"]
