"""Invented weights, and two strategic assessments: last year's, agreed, and this year's, out for comment."""

import datetime as dt
import io
import json
import math

from django.test.utils import override_settings

from assessments import yearly
from assessments.models import MatrixCriterion, Population, Priority, WeightSet
from assessments.services import (
    agreeing,
    asks,
    commenting,
    figures,
    formats,
    lookups,
    parts,
    publishing,
    recommending,
    starting,
    weighing,
    writing,
)
from assessments.services.weights import add_weight_set
from audit.clock import now
from evidence import months
from partnership.models import Area

PEOPLE = {"Northshire": 182_000, "Eastshire": 151_000, "Westshire": 195_000}
TEXTS = {  # title of a section: what it says, with figures put where they belong
    "How this was made": "Police data are those published by month and street. They leave out what nobody reports."
    " Like months are compared with like months, and a change is called one only beyond what chance would bring.",
    "The area and its people": "Northshire has a port, a university and a long rural edge. In summer the quay doubles"
    " the number of people in the centre.",
    "Levels and patterns": "## The whole\nViolence and sexual offences are the largest part of recorded crime.\n"
    "[figure 1]\n## Shops\nShoplifting has risen for three years [1].\n[figure 2]\n## Beside others\n[figure 3]",
    "What has changed": "[figure 4]\nThe rise in shoplifting is beyond chance. The fall in burglary goes on.",
    "Why it has changed": "Shops say that:\n- more thefts are reported since the shared reporting line opened [1]\n"
    "- the same few people come back within days [2]",
    "Who is harmed, who harms, where and when": "Shop staff in four streets meet most of it, between four and seven in"
    " the evening. Most who are caught have been caught before, and half of them are known to treatment services.\n"
    "## Where\n[figure 5]\n[figure 6]\n[figure 7]\n## When officers search\n[figure 8]",
    "What the public say": "Residents put first what they meet on their way home.",
    "How far last year's plan was carried out": "Eleven of fourteen actions are done. Two went over to this year; one"
    " was stopped because its money ended.",
    "How the issues were weighed": "Seven people of five agencies scored, each alone, and met to agree.\n"
    "[figure 9]",
    "Recommended priorities": "They are recommended in this order, and one was moved.",
    "Matters for the county": "Fraud is met by nobody in one district alone. A county lead is asked for.",
    "What is not known": "One gap bears on the rise in shop theft.",
}  # fmt: skip
SUMMARY = (
    "Recorded crime has changed little in the year. Shoplifting has risen beyond what chance would bring, and burglary"
    " goes on falling.\n\n- Shop theft harms staff, and the same few people do much of it.\n- Violence at home is the"
    " largest harm.\n- Calls about nuisance fell at the quay."
)
STATES = {  # of sections of the draft that are not ready: who writes each; one is not begun
    "Levels and patterns": "analyst", "Why it has changed": "analyst",
    "Who is harmed, who harms, where and when": "analyst", "Recommended priorities": "officer",
    "What is not known": "analyst",
}  # fmt: skip
UNWRITTEN = "Matters for the county"
ASKED_BEFORE = dt.timedelta(days=35)
DETAILS = "What your service saw in the year, in half a page, with the numbers behind it."
ASKED = (  # about the draft: title, kind, whether it is needed, days until it is due, agencies, answers
    ("Contribution to the strategic assessment", "contribution", True, -6, ("police", "fire", "health"), {
        "police": "Thefts from shops rose in four streets; nine people account for a third of those that were solved.",
        "fire": "Deliberate fires fell: 168 in the year, 14 a month. Most were of rubbish, by the quay.",
    }),
    ("Comments on the draft of the assessment", "comments", False, 4, ("probation", "youth", "housing"), {
        "housing": "Add tenancy moves after violence at home. Otherwise agreed.",
    }),
)  # fmt: skip
MATRIX = (
    ("harm", 2, "Harm to people", "1 none, 5 death or lasting harm"), ("harm", 1, "Harm to the community", ""),
    ("likelihood", 1, "How often", "1 once a year, 5 daily"), ("position", 1, "What the agencies can do", ""),
)  # fmt: skip
ISSUES = (  # each of the priority of its name, and its points
    ("Domestic abuse and stalking", (5, 4, 4, 3)), ("Shop theft", (2, 4, 5, 4)), ("Violent crime", (4, 3, 3, 3)),
    ("Anti-social behaviour", (2, 3, 4, 3)), ("Fraud", (3, 2, 3, 2)),
)  # fmt: skip
MOVED = "A scheme that shops pay for begins in spring. The group wants to see first what it does."
RECOMMENDED = (
    ("Domestic abuse and stalking", "The largest harm, and most of it unreported."),
    ("Violent crime", "It falls at night in the centre; the fall must hold."),
    ("Anti-social behaviour", "What residents put first."),
)


def make_assessments(county, today):
    last = months.of_day(today) - 2
    areas = _areas(last)
    _outline(areas[0], county.user("analyst"))
    for what, weights in (("category", WEIGHTS), ("offence", OFFENCE_WEIGHTS)):
        add_weight_set(
            county.here, kind="own", vintage=f"invented in {last // 12}, by {what}", weights=weights,
            source="Invented for this demonstration: nobody's sentences", by=county.user("analyst"),
        )  # fmt: skip
    officer, chair = county.user("officer"), county.user("chair")
    made_to = formats.add_format(county.here, "Standard format", by=officer, ready_made=True)
    agreed_on = today - dt.timedelta(days=430)
    made_to = formats.agree_format(made_to, by=officer, body=county.bodies["strategic"], agreed_on=agreed_on)
    former = _write(county, made_to, last - 12, areas)
    section = former.sections.get(title="Why it has changed")
    writing.write_section(
        section, {"develop": "Ask shops what they do not report."}, by=county.user("analyst")
    )
    with override_settings(PORTAL_TODAY=_agreed_last_year(today).isoformat()):
        former = agreeing.sign_assessment(former, by=chair, digest_seen=agreeing.digest_now(former))
        publishing.publish(former, by=county.user("officer"))
    with override_settings(PORTAL_TODAY=(today - ASKED_BEFORE).isoformat()):
        draft = _write(county, made_to, last, areas, previous=former)
        _ask(county, draft, today)
    draft = commenting.consult(draft, comments_until=today + dt.timedelta(days=16), by=county.user("officer"))
    comment = commenting.comment(
        draft.sections.get(title="Levels and patterns"), "Say how many thefts were from the four streets.",
        by=county.user("police"),
    )  # fmt: skip
    commenting.answer_comment(
        comment, answer="accepted", answer_text="The next draft gives them.", by=county.user("analyst")
    )
    commenting.comment(
        draft.sections.get(title="What is not known"),
        "Hospital attendances belong here.",
        by=county.user("member"),
    )


def _ask(county, draft, today):
    """Of agencies, some of which have answered, while one that agreement waits for is late."""
    for title, what, needed, days, keys, answers in ASKED:
        first = asks.ask_agencies(
            county.here, [county.agencies[key] for key in keys], by=county.user("officer"), title=title, what=what,
            details=DETAILS, analyst=county.people["analyst"], body=county.bodies["strategic"], about=draft,
            is_needed=needed, due_on=today + dt.timedelta(days),
        )  # fmt: skip
        for one in (first, *first.asked_too.all()):
            key = next(key for key in keys if county.agencies[key].pk == one.agency_id)
            if key in answers:
                asks.answer_ask(one, answers[key], by=county.user("officer"))


def _agreed_last_year(today):
    """The day that the timetable of the year before has for it."""
    year = months.financial_year(months.of_day(today)) - 1
    return next(yearly.day_in(year, one) for one in yearly.STEPS if one.kind == yearly.StepKind.ASSESSMENT)


def _areas(last):
    """Those of which police data is loaded, with their people."""
    found = []
    for number, (name, people) in enumerate(PEOPLE.items()):
        area = Area.objects.get(name=name, kind=Area.Kind.UNITARY)
        area.code = f"E0600090{number}"
        area.save()
        found.append(area)
        Population.objects.create(
            code=area.code, year=last // 12 - 1, people=people, source="Invented estimate", loaded_at=now()
        )
    return found


def _outline(area, by):
    """An edge with a military range in it, which belongs to nobody's crime."""
    west, south = -2.101, 50.744
    edge = [[west + 0.15 * math.sin(turn / 3), south + 0.085 * math.cos(turn / 3) * (1 + 0.1 * math.sin(turn))]
            for turn in range(19)]  # fmt: skip
    hole = [
        [west - 0.10, south + 0.01],
        [west - 0.07, south + 0.01],
        [west - 0.08, south + 0.03],
        [west - 0.10, south + 0.01],
    ]
    shape = {"type": "Polygon", "coordinates": [[*edge, edge[0]], hole]}
    feature = {
        "type": "Feature",
        "properties": {"LAD23CD": area.code, "LAD23NM": area.name},
        "geometry": shape,
    }
    file = io.BytesIO(json.dumps({"type": "FeatureCollection", "features": [feature]}).encode())
    lookups.set_boundaries(file, source="Invented outline", by=by)


WHERE = "Who is harmed, who harms, where and when"
WEIGHTS = {
    "Violence and sexual offences": 180, "Robbery": 365, "Burglary": 60, "Possession of weapons": 40, "Drugs": 12,
    "Criminal damage and arson": 8, "Vehicle crime": 10, "Public order": 6, "Theft from the person": 10,
    "Shoplifting": 2, "Bicycle theft": 3, "Other theft": 4,
}  # fmt: skip
OFFENCE_WEIGHTS = {  # by the codes of the Home Office
    "105A": 4, "8N": 60, "8L": 20, "34B": 300, "28E": 200, "46": 2, "48": 12, "58C": 3, "10D": 30, "92D": 2,
}  # fmt: skip
FIGURES = (  # of which section, title, kind, how many areas, categories, months
    ("Levels and patterns", "Crime by category", "categories", 1, (), 12),
    ("Levels and patterns", "Shoplifting by month", "control", 1, (11,), 36),
    ("Levels and patterns", "All crime by area", "funnel", 3, (), 12),
    ("What has changed", "This year and last", "compared", 1, (3, 11, 14), 12),
    (WHERE, "Where shop theft gathers", "map", 1, (11,), 12),
    (WHERE, "How dense all crime is", "density", 1, (), 12),
    (WHERE, "Where all crime changed", "change-map", 1, (), 12),
    (WHERE, "Searches by hour and day", "hours", 1, (), 12),
    ("How the issues were weighed", "Harm by category", "harm", 1, (), 12),
)


def _write(county, made_to, last, areas, *, previous=None):
    analyst, year = county.user("analyst"), months.financial_year(last + 8)
    found = starting.begin_assessment(
        county.here, by=analyst, made_to=made_to, previous=previous, year=year, level="district", theme="",
        title=f"Strategic assessment {months.financial_year_words(year)}", first=last - 23, last=last, data_to=last,
    )  # fmt: skip
    _evidence(county, found, analyst)
    sections = {section.title: section for section in found.sections.all()}
    for title, *what in FIGURES:
        figures.set_figure(sections[title], _drawn(what, areas, last), by=analyst)
    for title, body in TEXTS.items():
        if previous and title == UNWRITTEN:
            continue
        is_ready = previous is None or title not in STATES
        said = {"body": body, "lead": county.people[STATES.get(title, "analyst")], "is_ready": is_ready}
        writing.write_section(sections[title], said, by=analyst)
    _weigh(county, found, analyst)
    return writing.change_assessment(found, {"summary": SUMMARY}, by=analyst)


def _drawn(what, areas, last):
    title, kind, beside, categories, span = what
    keys = [area.pk for area in areas[:beside]]
    draws = {
        "first": last - span + 1, "last": last, "area": keys[0] if beside == 1 else None, "indicators": [],
        "areas": keys if beside > 1 else [], "categories": list(categories),
        "weights": WeightSet.objects.get(vintage__endswith="by category").pk if kind == "harm" else None,
    }  # fmt: skip
    return {"title": title, "kind": kind, "comment": "", "draws": draws}


def _evidence(county, found, by):
    day = months.last_day(found.last)
    for text, source, confidence, caveat in (
        ("Shops report four in ten thefts, against three in ten a year before.", "Survey of 60 shops", "moderate",
         "Large shops answered more often"),
        ("Nine people were behind a third of the thefts that were solved.", "Police records", "high", ""),
    ):  # fmt: skip
        said = {
            "text": text,
            "source": source,
            "dated_on": day,
            "confidence": confidence,
            "caveat": caveat,
            "study": None,
        }
        parts.set_part(found, "statement", said, by=by)
    view = {"source": "Residents' survey", "dated_on": day, "people": 812, "wants": "Lighting at the station"}
    parts.set_part(
        found, "view", view | {"said": "Six in ten feel safe after dark, and fewer near the station."}, by=by
    )
    gap = {
        "text": "How much shop theft is not reported", "matters": "The rise may be reporting",
        "fills": "A survey of small shops", "owner": county.agencies["council"], "due_on": day + dt.timedelta(200),
        "filled_on": None,
    }  # fmt: skip
    parts.set_part(found, "gap", gap, by=by)


def _weigh(county, found, by):
    if not county.here.matrices.exists():
        rows = [
            MatrixCriterion(part=part, weight=w, title=title, help=words) for part, w, title, words in MATRIX
        ]
        weighing.set_matrix(county.here, "Northshire scoring matrix", rows, by=by)
    criteria = list(county.here.matrices.get(is_current=True).criteria.all())
    _recommend(county, found, by)
    for title, points in ISSUES:
        priority = Priority.objects.filter(partnership=county.here, title=title).first()
        said = {"title": title, "priority": priority, "confidence": "moderate", "note": ""}
        weighing.score_issue(found, said, dict(zip(criteria, points, strict=True)), by=by)


def _recommend(county, found, by):
    for title, why in RECOMMENDED:
        if priority := Priority.objects.filter(partnership=county.here, title=title).first():
            recommending.recommend(found, priority, by=by, why=why)
    if found.previous:
        why = "It rose beyond chance, and staff are hurt."
        row = recommending.propose(found, {"title": "Shop theft", "is_local": True}, by=by, why=why)
        recommending.change_recommended(row, by=by, position=None, why=why, moved_because=MOVED)
