"""What somebody who agrees an assessment puts their name to."""

from assessments.sections import text_of

AGREE = "agree"


def as_frozen(figure):
    return figure.frozen


def assessment_of(assessment, *, shown=as_frozen):
    """The whole of it as it is printed: text, figures as they were frozen, evidence, priorities and scores.

    ``shown`` gives what stands for a figure.
    """
    return {
        "reference": assessment.reference,
        "title": assessment.title,
        "year": assessment.year,
        "level": assessment.level,
        "theme": assessment.theme,
        "months": [assessment.first, assessment.last],
        "data_to": assessment.data_to,
        "format": str(assessment.made_to),
        "summary": assessment.summary,
        "method": assessment.method,
        "sections": [
            _section(section, shown) for section in assessment.sections.select_related("draws_from")
        ],
        "statements": [
            [row.number, row.text, row.source, str(row.dated_on or ""), row.caveat, row.confidence]
            for row in assessment.statements.all()
        ],
        "public": [[row.source, row.said, row.wants] for row in assessment.public_views.all()],
        "priorities": [
            [row.priority.reference, row.priority.title, row.why, row.moved_because]
            for row in assessment.recommended.select_related("priority")
        ],
        "issues": [_issue(issue) for issue in assessment.issues.select_related("matrix")],
        "gaps": [[row.text, row.matters, row.fills] for row in assessment.gaps.all()],
    }


def _section(section, shown):
    figures = [[row.number, row.title, row.comment, shown(row)] for row in section.figures.all()]
    return {
        "title": section.title,
        "includes": section.includes,
        "body": text_of(section),
        "figures": figures,
    }


def _issue(issue):
    points = issue.points.select_related("criterion").order_by("criterion__position", "pk")
    return [
        issue.title,
        str(issue.matrix),
        issue.confidence,
        [[str(row.criterion), row.points] for row in points],
    ]
