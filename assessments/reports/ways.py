"""The ways into the room, each with what a person may see there."""

from dataclasses import dataclass

from assessments.models import Ask, Assessment, Indicator, Priority, Study, Timetable
from design.addresses import url


@dataclass(frozen=True)
class Way:
    title: str
    about: str
    url: str
    count: str = ""


def ways_of(user):
    """Nobody is led to a page that they may not open."""
    assesses = bool(user.places.assesses_in)
    rows = [
        (
            "Strategic assessments",
            "What the evidence says, and the priorities that follow.",
            "assessments",
            Assessment,
        ),
        ("Priorities", "What the partnership puts first, and how it is going.", "priorities", Priority),
        ("Indicators", "Figures over time, with what can be said of them.", "indicators", Indicator),
        ("Studies", "Research, analysis and reports from elsewhere.", "studies", Study),
        ("Requests to agencies", "Data, contributions and comments that were asked for.", "asks", Ask),
        (
            "Timetables",
            "When assessment, plan and review are due, and who answers.",
            "timetables",
            Timetable,
        ),
    ]
    for title, about, name, kind in rows:
        yield Way(title, about, url(f"assessments:{name}"), str(kind.objects.visible_to(user).count()))
    if user.places.partnerships or assesses:
        yield Way("Crime in numbers", "Police data by area, month and category.", url("assessments:crime"))
    if assesses:
        yield Way("Data", "Load police and partner data, and see what was loaded.", url("assessments:loads"))
