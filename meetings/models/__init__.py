from meetings.models.agenda import AgendaItem, Invitation
from meetings.models.attendance import Attendance
from meetings.models.meeting import Meeting
from meetings.models.minutes import AskedCorrection, Correction, Paragraph, ParagraphAction
from meetings.models.pack import Pack
from meetings.models.resolutions import Condition, Position, Resolution

__all__ = [
    "AgendaItem",
    "AskedCorrection",
    "Attendance",
    "Condition",
    "Correction",
    "Invitation",
    "Meeting",
    "Pack",
    "Paragraph",
    "ParagraphAction",
    "Position",
    "Resolution",
]
