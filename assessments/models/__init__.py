from assessments.models.assessments import (
    Assessment,
    Comment,
    Figure,
    Format,
    FormatSection,
    Gap,
    IssuePoints,
    Matrix,
    MatrixCriterion,
    Print,
    PublicView,
    Reception,
    Recommended,
    ScoredIssue,
    Section,
    Statement,
)
from assessments.models.crime import (
    AreaCount,
    AreaPart,
    Boundary,
    Crime,
    CrimeCount,
    CrimeOutcome,
    Edition,
    Load,
    Lsoa,
    Offence,
    Population,
    RecordedCrime,
    Stop,
    Street,
)
from assessments.models.indicators import (
    Benchmark,
    Indicator,
    Mapping,
    Observation,
    PeerGroup,
    Target,
    WeightSet,
)
from assessments.models.priorities import Ask, Priority, Progress, Study
from assessments.models.timetables import Timetable, TimetableStep

__all__ = [
    "AreaCount", "AreaPart", "Ask", "Assessment", "Benchmark", "Boundary", "Comment", "Crime", "CrimeCount",
    "CrimeOutcome", "Edition", "Figure", "Format", "FormatSection", "Gap", "Indicator", "IssuePoints", "Load", "Lsoa",
    "Mapping", "Matrix", "MatrixCriterion", "Observation", "Offence", "PeerGroup", "Population", "Print", "Priority",
    "Progress", "PublicView", "Reception", "Recommended", "RecordedCrime", "ScoredIssue", "Section",
    "Statement", "Stop", "Street", "Study", "Target", "Timetable", "TimetableStep",
    "WeightSet",
]  # fmt: skip
