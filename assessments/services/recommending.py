"""The priorities that an assessment recommends, in their order, and the issues that cut across them."""

from django.db import transaction

from assessments.models import Priority, Recommended
from audit.services import log
from audit.text import digest_of
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused
from records.models import Record
from records.services import ChangedMeanwhile, create_record
from records.writing import alter, as_seen, drop, keep

CHANGE = "assessments.change_assessment"


@transaction.atomic
def recommend(assessment, priority, *, by, position=None, why="", moved_because=""):
    assessment = hold(assessment, by=by, permission=CHANGE)
    if priority.partnership_id != assessment.partnership_id:
        raise MoveRefused("Choose a priority of the same partnership.")
    if assessment.recommended.filter(priority=priority).exists():
        raise MoveRefused(f"{priority.reference} is recommended already. Change its place or its reason.")
    last = assessment.recommended.order_by("-position").values_list("position", flat=True).first() or 0
    said = {"position": position or last + 1, "why": why, "moved_because": moved_because}
    row = Recommended(assessment=assessment, priority=priority, **said)
    keep(row, by=by)
    log(assessment, "recommend", by=by, changes={"priority": priority.reference, "why": why})
    return row


@transaction.atomic
def propose(assessment, said, *, by, why=""):
    """A new priority and its recommendation in one step; it is adopted by its body, and not before."""
    assessment = hold(assessment, by=by, permission=CHANGE)
    priority = Priority(
        partnership=assessment.partnership, body=assessment.body, audience=Record.Audience.ANALYSIS, **said
    )  # fmt: skip
    require(by, "assessments.add_priority", priority)
    create_record(priority, by=by, reason=f"Proposed by {assessment.reference}")
    return recommend(assessment, priority, by=by, why=why)


@transaction.atomic
def change_recommended(row, *, by, position, why, moved_because="", version=None):
    assessment = hold(row.assessment, by=by, permission=CHANGE)
    row = as_seen(row, version)
    row.position, row.why, row.moved_because = position or row.position, why, moved_because
    keep(row, by=by)
    log(
        assessment,
        "change recommended",
        by=by,
        changes={"priority": row.priority.reference, "place": row.position, "moved": moved_because},
    )
    return row


@transaction.atomic
def stop_recommending(row, *, by, reason):
    assessment = hold(row.assessment, by=by, permission=CHANGE)
    say_why(reason, "Say why it is not recommended.")
    log(assessment, "stop recommending", by=by, reason=reason, changes={"priority": row.priority.reference})
    drop(row, by=by, reason=reason)


def version_of_crossing(issues, priorities):
    """What its form carries: which issues and priorities it showed, and what was ticked."""
    shown = {priority.pk for priority in priorities}
    ticked = {
        str(issue.pk): sorted(shown.intersection(other.pk for other in issue.cuts_across.all()))
        for issue in issues
    }
    return digest_of([sorted(shown), ticked])[:40]


@transaction.atomic
def cut_across(assessment, issues, *, by, version=None):
    """Say of each cross-cutting issue which of these priorities it cuts across (S001-83, S001-119).

    ``issues`` maps an issue to the priorities; what it cuts across besides those recommended here stays.
    """
    assessment = hold(assessment, by=by, permission=CHANGE)
    priorities = [row.priority for row in assessment.recommended.select_related("priority")]
    held = {issue.pk: issue for issue in Priority.objects.select_for_update().filter(pk__in=_keys(issues))}
    if version is not None and version != version_of_crossing(held.values(), priorities):
        last = max(held.values(), key=lambda issue: issue.history.latest().history_date, default=assessment)
        raise ChangedMeanwhile(last)
    here = set(_keys(priorities))
    for issue, chosen in issues.items():
        require(by, "assessments.change_priority", issue)
        stay = [priority for priority in held[issue.pk].cuts_across.all() if priority.pk not in here]
        alter(
            held[issue.pk], {}, by=by, many={"cuts_across": [*stay, *chosen]},
            reason=f"Said in {assessment.reference}",
        )  # fmt: skip


def _keys(rows):
    return [row.pk for row in rows]
