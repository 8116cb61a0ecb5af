from reviews.models.anonymity import AnonymityCheck, Clearance, Find, Leaving, SoughtTerm
from reviews.models.chronology import (
    Chronology,
    ChronologyEntry,
    ChronologyFile,
    ChronologyPart,
    Disagreement,
)
from reviews.models.parts import Extension, Hold, LearningPoint, Told
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

__all__ = ["Extension", "Hold", "KeyEntry", "LearningPoint", "Return", "Review", "ReviewKind", "Told"]
__all__ += ["Chronology", "ChronologyEntry", "ChronologyFile", "ChronologyPart", "Disagreement"]
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
