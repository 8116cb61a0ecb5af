"""The forty-six fields of the paper form, section by section, as `problems.reports.printed` prints them."""

from dataclasses import dataclass

from design.filters import date, lower_initial, plural, time
from problems.contents import SUPERVISE
from problems.lifecycle import Action, Status
from problems.models import Header, Resource
from problems.reports.assessment import evidence_from, figures_of

RESTRICTED = "Restricted"
YES_NO, EXTENT = "Yes / No", "Fully / Partly / No"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Field:
    """``lines`` are what was entered. Where there are none, ``blank`` is printed: the choices, or room to write."""

    number: int
    label: str
    lines: tuple[str, ...] = ()
    blank: str = ""
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    hint: str
    rows: tuple[tuple[Field, ...], ...]  # fields of a row stand side by side


def _field(number, label, *words, blank="", is_long=False):
    lines = tuple(line for text in words for line in str(text or "").splitlines() if line.strip())
    return Field(number, label, lines, blank, is_long)


def _yes(answer):
    return {True: "Yes", False: "No"}.get(answer, "")


def _joined(things):
    return ", ".join(map(str, things))


def front(sheet):
    problem = sheet.problem
    times = (problem.time_from, problem.time_until)
    between = " and ".join(map(time, times)) if None not in times else ""
    legacy = f"older number {problem.legacy_reference}" if problem.legacy_reference else ""
    return Section("The problem", "", (
        (_field(1, "Problem title", problem.title),),
        (_field(2, "Divisional reference number", problem.reference, legacy),
         _field(3, "Section", problem.section), _field(4, "Beat", problem.beat),
         _field(5, "Area code", problem.area_code)),
        (_field(6, "Location of incidents", *problem.locations.all()),),
        (_field(7, "Location types", _joined(problem.location_types.all())),
         _field(8, "Postcodes", _joined(problem.postcodes.all()))),
        (_field(9, "Days", _joined(DAYS[day] for day in sorted(problem.days))),
         _field(10, "Times (between)", between)),
        (_field(11, "Problem (brief outline)", problem.outline, is_long=True),),
        (_field(12, "Previous police involvement", _yes(problem.previous_police_involvement), blank=YES_NO),
         _field(13, "If yes, reference numbers", _joined(problem.police_references))),
        (_field(14, "Officer initiating file (print)", *_officer(problem, "initiator", problem.initiated_on),
                blank="Rank, number, date, department"),
         _field(15, "Officer in the case (OIC) (print)", *_officer(problem, "officer", problem.officer_on),
                blank="Rank, number, date, department"),
         _field(16, "Supervisor’s signature (print)", *_signed(sheet.signature(SUPERVISE)),
                blank="Rank, number, date")),
        (_field(17, "Relevant to", _joined(Header.Plan(plan).label for plan in problem.relevant_to),
                blank=" / ".join(Header.Plan.labels)),),
        (_field(18, "Memo sheets", *sheet.memos),),
    ))  # fmt: skip


def _officer(problem, whose, day):
    name, rank, number, department = (
        getattr(problem, f"{whose}_{part}") for part in ("name", "rank", "number", "department")
    )
    if not name:
        return ()
    post = " ".join(filter(None, (rank, f"No. {number}" if number else "")))
    return name, post, date(day) if day else "", department


def _signed(signature):
    if signature is None:
        return ()
    state = "" if signature.stands else signature.state_in_words
    return signature.name, signature.role, date(signature.signed_at), state


def scanning_and_analysis(sheet):
    problem = sheet.problem
    analyst = f"Yes: {problem.analyst}" if problem.analyst else _yes(problem.analyst_involvement)
    place = "Not known" if problem.location_not_known else problem.location_features
    yield Section("Scanning", "These are notes only. The full report is on memo sheets.", (
        (_field(19, "What was gathered", problem.scanning_notes, is_long=True),),
        (_field(20, "Information sources (not just police data)", *map(_source, problem.sources.all()),
                problem.no_other_source),),
    ))  # fmt: skip
    yield Section("Summary of analysis", "The problem as scanned, on the problem analysis triangle (P.A.T.).", (
        (_field(21, "Location (features of the venue or area)", place, is_long=True),),
        (_field(22, "Complainant or victim (characteristics)", *_side(sheet, "victim"), is_long=True),),
        (_field(23, "Offender or suspect (characteristics)", *_side(sheet, "offender"), is_long=True),),
        (_field(24, "CPO involvement", _yes(problem.cpo_involvement), blank=YES_NO),
         _field(25, "Analyst involvement", analyst, blank=YES_NO)),
    ))  # fmt: skip


def _source(source):
    kind = "police data" if source.is_police else ""
    return ", ".join(filter(None, (str(source), kind, date(source.dated_on) if source.dated_on else "")))


def _side(sheet, of):
    """All that is said of a side, or that it is not for this reader."""
    side = sheet.sides.get(of)
    if not sheet.reads_sides:
        return (RESTRICTED,)
    if side is None:
        return ()
    marks = (
        (side.is_vulnerable, "Vulnerable person"),
        (side.is_persistent, "Persistent complainant"),
        (side.is_repeat, "Repeat victim"),
    )
    parts = (
        ("Age group", side.age_group), ("Activities", side.activities), ("Method", side.modus_operandi),
        ("Motivation", side.motivation), ("Guardian" if of == "victim" else "Handler", side.controller),
    )  # fmt: skip
    said = (f"{label}: {words}" for label, words in parts if words)
    characteristics = "Not known" if side.not_known else side.characteristics
    return characteristics, _joined(words for is_so, words in marks if is_so), *said


def planning(sheet):
    problem, plan = sheet.problem, sheet.plan
    by = f"Agreed on {date(problem.measure_agreed_on)} by {_joined(plan.agencies) or 'agencies not named'}"
    until = f"By {date(problem.measure_until)}" if problem.measure_until else ""
    yield Section("Agreed measure of success", "This and the next section are completed before the response starts.", (
        (_field(26, "What will be counted, by how much, by when", problem.measure_of_success,
                problem.measure_change, until, by if problem.measure_agreed_on else "", is_long=True),),
    ))  # fmt: skip
    yield Section("Summary of response", "All that could be done, with whom, and what was chosen.", (
        (_field(27, "Responses", problem.response_summary, *map(_option, plan.responses), is_long=True),),
        (_field(28, "Action plan", *(_line(line) for row in plan.chosen for line in row.lines), is_long=True),),
    ))  # fmt: skip


def _option(row):
    partners = _joined(f"{agency} ({words})" if words else agency for agency, words in row.partners)
    said = f"{row.choice_label}: {row.what.rstrip('.')}."
    said += (
        f" {', '.join(filter(None, (row.kind, lower_initial(row.horizon))))}."
        if row.kind or row.horizon
        else ""
    )
    said += f" With {partners}." if partners else ""
    return f"{said} Because: {row.rejected_because}" if row.rejected_because else said


def _line(line):
    due = f"due {date(line.due_on)}" if line.due_on else "no due day"
    return f"{line.reference}: {line.wording.rstrip('.')}. {line.owners}, {due}, {line.status_label.lower()}."


def assessment(sheet):
    problem = sheet.problem
    before, after = problem.incidents_before, problem.incidents_after
    counted = None not in (before, after)
    period = (problem.after_from, problem.after_until)
    yield Section("Summary of assessment", "Has the plan brought the outcome that was wanted? With figures.", (
        (_field(29, "Short term", problem.assessment_short_term, _on(problem.short_term_on), is_long=True),),
        (_field(30, "Long term", problem.assessment_long_term, _on(problem.long_term_on), is_long=True),),
        (_field(31, "Was the action plan implemented?", problem.get_plan_implemented_display(), blank=EXTENT),
         _field(32, "Was the agreed measure of success achieved?", problem.get_measure_achieved_display(),
                problem.achieved_comment, blank=EXTENT)),
        (_field(34, "Was the number of incidents reduced?", reduced(problem), blank=YES_NO),
         _field(33, "If so, by how many?", f"Before {before}, after {after}" if counted else "",
                problem.not_counted_because, blank="Before, after"),
         _field(35, "Between what period of time?", _between(period), _earlier(problem), blank="From, to")),
    ))  # fmt: skip
    yield Section("Summary of action taken", "", (
        (_field(36, "What was done to resolve or reduce the problem, and the lessons learned", problem.action_taken,
                f"Lessons learned: {problem.lessons_learned}" if problem.lessons_learned else "", is_long=True),),
    ))  # fmt: skip


def reduced(problem):
    """B1, R6: the change, with its percentage to one decimal place; none where there was nothing before.

    By the day where the periods differ in length, as on the page.
    """
    before, after = problem.incidents_before, problem.incidents_after
    if None in (before, after):
        return ""
    found = evidence_from(problem, ())
    if found.recorded.goes_by_day:
        by_day = dict(figures_of(found)).get("Fewer or more")
        return ", ".join(filter(None, (_yes(found.recorded.is_reduced), by_day)))
    change = before - after
    share = f" ({abs(change) / before:.1%})" if before and change else ""
    return f"Yes, by {change}{share}" if change > 0 else f"No{f', {-change} more{share}' if change else ''}"


def _on(day):
    return f"Written {date(day)}" if day else ""


def _between(period):
    return f"From {date(period[0])} to {date(period[1])}" if all(period) else ""


def _earlier(problem):
    period = (problem.before_from, problem.before_until)
    return f"Before: {lower_initial(_between(period))}" if all(period) else ""


def decision(sheet):
    problem, review = sheet.problem, sheet.review
    outcome = review and review.outcome
    number = " ".join(filter(None, (review.rank, review.number))) if review else ""
    yield Section("Divisional or section commander’s comments", "", (
        (_field(37, "Comments", review and review.comments, is_long=True),),
        (_field(38, "Commander’s name, number and date", review and review.name, number,
                date(review.made_at) if review else "", blank="Name, number, date"),),
    ))  # fmt: skip
    resources = [row for row in problem.resources.all() if row.round == problem.round]
    times = [row for row in problem.agency_times.all() if row.round == problem.round]
    yield Section("Resources used", "", (
        (_field(39, "Resources used (tick, total hours)", *_levels(resources), _total(resources, times),
                blank=" / ".join(Resource.Level.labels)),
         _field(40, "Other agency involvement", *(_time(row) for row in times))),
    ))  # fmt: skip
    asked = (
        plural(review.review_in, review.review_unit.removesuffix("s")) if review and review.review_in else ""
    )
    completed = "Yes" if problem.status == Status.CLOSED and outcome == Action.COMPLETE else ""
    yield Section("Outcome", "", (
        (_field(41, "Return to OIC to note comments", _chosen(outcome, Action.RETURN), blank=YES_NO),
         _field(42, "Re-assessment of original problem", _chosen(outcome, Action.REASSESS), blank=YES_NO)),
        (_field(43, "Review and return in", asked, blank="Weeks / Months"),
         _field(44, "Comments for the review", review and review.review_comments)),
        (_field(45, "Recommended as best practice", _yes(review.best_practice) if review else "", blank=YES_NO),
         _field(46, "File completed", completed, blank="Yes")),
    ))  # fmt: skip


def _levels(resources):
    """All five of the paper, ticked or not, once any is (B1, field 39)."""
    hours = {row.level: row.hours for row in resources}
    for level, label in Resource.Level.choices if hours else ():
        yield f"{label}: {plain_number(hours[level])} hours" if level in hours else f"{label}: not ticked"


def _total(*rows):
    """B1, R8: all rows, other agencies with them."""
    hours = sum(row.hours for some in rows for row in some)
    return f"Total: {plain_number(hours)} hours" if hours else ""


def _time(row):
    part = f", {row.part}" if row.part else ""
    return f"{row.agency}{part}: {plain_number(row.hours)} hours"


def plain_number(number):
    """40, not 40.0."""
    return f"{number:f}".removesuffix(".0")


def _chosen(outcome, action):
    return "" if outcome is None else _yes(outcome == action)
