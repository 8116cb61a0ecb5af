"""A format that is offered ready-made, in the portal's own words; every partnership may change it before it agrees it.

Its sections are what regulation 7(1) of SI 2007/1830 wants, and what good practice adds: how it was made and what it
cannot say, a profile of the area, victims, offenders, places and times beside each other, gaps and sources.
"""

from typing import NamedTuple

from assessments.lifecycle.assessments import Includes
from assessments.models import FormatSection
from assessments.models.assessments import Kind

TITLE = "Standard format of the strategic assessment"
RATIONALE = (
    "The same sections every year and in every district let readers find what they look for, let one year be laid"
    " beside the next, and let a county draw on its districts. A section that is missing shows before the assessment"
    " is agreed."
)


class Offered(NamedTuple):
    title: str
    guidance: str
    includes: str = ""
    kind: str = Kind.TEXT
    is_required: bool = True


SECTIONS = (
    Offered(
        "How this was made",
        "Which data, for which months, from whom. What was compared with what. What the figures cannot say:"
        " crimes that are not reported, changes of recording, small numbers.",
    ),
    Offered(
        "The area and its people",
        "How many people live, work and visit here, and what about them bears on crime: age, housing, deprivation,"
        " the night-time economy, the seasons.",
        is_required=False,
    ),
    Offered(
        "Levels and patterns",
        "What happens, how much of it, where and when: crime, disorder, substance misuse and re-offending. Give each"
        " its own subhead and figure, and say where the area stands beside others like it.",
        Includes.LEVELS,
    ),
    Offered(
        "What has changed",
        "Compare like months with like months. Say “rose” or “fell” only beyond what chance would bring.",
        Includes.CHANGE,
        Kind.CHANGE,
    ),
    Offered(
        "Why it has changed",
        "What explains the change, how sure you are, and what would show that you are wrong. Cite the evidence.",
        Includes.WHY,
    ),
    Offered(
        "Who is harmed, who harms, where and when",
        "Victims and those at risk; those who offend and what drives it; the places and times that stand out. Write"
        " of groups, never of anybody who could be known.",
        is_required=False,
    ),
    Offered(
        "What the public say",
        "What those who live and work here want put first: surveys, meetings, what comes to councillors. Give the"
        " source, the date and how many answered.",
        Includes.PUBLIC,
        Kind.PUBLIC,
    ),
    Offered(
        "How far last year's plan was carried out",
        "Each priority of the plan in force: what was done, what was not, and what came of it.",
        Includes.PROGRESS,
    ),
    Offered(
        "How the issues were weighed",
        "By which criteria, who scored, and how sure they were.",
        kind=Kind.SCORES,
        is_required=False,
    ),
    Offered(
        "Recommended priorities",
        "Few enough to be acted on. Each with its reason, and the issues that cut across them.",
        Includes.PRIORITIES,
        Kind.PRIORITIES,
    ),
    Offered(
        "Matters for the county",
        "What cannot be met by one district, and is asked of the county strategy group.",
        Includes.COUNTY,
    ),
    Offered(
        "What is not known",
        "Gaps that matter to a decision, who fills each, and by when.",
        kind=Kind.GAPS,
        is_required=False,
    ),
    Offered(
        "Sources", "Made of the statements of evidence. Add what else was read.", "", Kind.EVIDENCE, False
    ),
)


def sections_of(found):
    """The ready-made sections, unsaved, of this format."""
    return [
        FormatSection(format=found, position=place, **offered._asdict())
        for place, offered in enumerate(SECTIONS, start=1)
    ]
