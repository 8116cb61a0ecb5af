"""The laws of the house, as code. Each list of exceptions says why."""

import ast
import inspect

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import DateField, DateTimeField
from rules.permissions import permissions

from audit import triggers
from audit.versions import is_version, versioned_models
from records.lifecycle import permission
from records.models import Record
from tests.architecture.source import ROOMS, layer, modules, name, tree

OURS = [model for model in apps.get_models() if model._meta.app_label in ROOMS and not is_version(model)]
KINDS = [model for model in OURS if issubclass(model, Record) and model is not Record]
KNOWN_THROUGH = {  # models without ``visible_to``, and through what they are reached
    "audit.Event": "shown on the history of a record, after its permission is asked; else by command",
    "audit.ChainLink": "read by manage.py verify alone",
    "audit.Change": "read by those with the database's own password",
    "records.Numbering": "counters, shown to nobody",
    "records.Job": "read by manage.py jobs and the worker",
    "records.SearchEntry": "found through records.search.find, which asks Known of the record, as visible_to does",
    "records.UserGrant": "shown to those who may change the record's access",
    "records.GroupGrant": "shown to those who may change the record's access",
    "records.PartnershipGrant": "shown to those who may change the record's access",
    "documents.Version": "of a document",
    "documents.Issue": "of a document",
    "documents.CopyRequest": "of a document, and by whoever asked",
    "actions.Owner": "of an action",
    "actions.Update": "of an action",
    "signoffs.SignOff": "of a record",
    "signoffs.Withdrawal": "of a sign-off",
    "notices.Notice": "asked for by its recipient alone",
    "notices.MailPreference": "asked for by the person it is of",
    "notices.KeptMail": "for those who keep the installation",
    "meetings.Attendance": "of a meeting",
    "meetings.Correction": "of a paragraph",
    "meetings.Invitation": "of an item",
    "meetings.ParagraphAction": "of a paragraph and of an action",
    "meetings.Resolution": "of an item",
    "meetings.Condition": "of a resolution",
    "meetings.Position": "of a resolution",
    "problems.InformationSource": "of a problem record",
    "problems.Location": "of a problem record",
    "problems.Obstacle": "of a problem record",
    "problems.Postcode": "of a problem record",
    "problems.ProblemPartner": "of a problem record",
    "problems.Response": "of a problem record",
    "problems.ResponsePartner": "of a response",
    "problems.PlanLine": "of a response",
    "problems.MonthlyCount": "of a problem record",
    "problems.Review": "of a problem record",
    "problems.Resource": "of a problem record",
    "problems.AgencyTime": "of a problem record",
    "problems.IssueReview": "of an emerging issue",
    "problems.CaseStep": "of a case",
    "problems.PlayResponse": "of a good practice entry",
    "problems.Round": "of a problem record; its sides are asked for apart",
    "accounts.Invitation": "the link is the key",
    "accounts.SessionEntry": "asked for by the person it is of",
    "accounts.KeptForm": "asked for by the person it is of",
    "accounts.Attempt": "counted, shown to nobody",
    "records.ShutOut": "shown to those who may change the record's access",
    "funding.Objective": "of a fund",
    "funding.FundYear": "of a fund",
    "funding.Contribution": "of a fund",
    "funding.Holding": "of a fund",
    "funding.Allocation": "of a fund",
    "funding.FunderReturn": "of a fund",
    "funding.PortfolioRule": "of a partnership, to those who see its funds",
    "funding.Entry": "of a fund",
    "funding.Virement": "of a fund",
    "funding.PlanLine": "of a spending plan",
    "funding.CostSplit": "of a spending plan",
    "funding.Share": "of a spending plan",
    "funding.CallFund": "of a call",
    "funding.BidPartner": "of a bid",
    "funding.BidTarget": "of a bid",
    "funding.BidOutput": "of a bid",
    "funding.LaterYear": "of a bid",
    "funding.OtherFunding": "of a bid",
    "funding.Supporter": "of a bid",
    "funding.Scheme": "of a call",
    "funding.Criterion": "of a scoring form",
    "funding.Assignment": "of a bid, to those who run its funding",
    "funding.Score": "of a scoring form",
    "funding.Moderation": "of a bid, to those who may see its scores",
    "funding.Interest": "of a bid, to those who run its funding",
    "funding.Recommendation": "of a bid, to those who may see its scores",
    "funding.Decision": "of a bid",
    "funding.Condition": "of a bid",
    "funding.Instalment": "of a bid",
    "funding.MonitoringReturn": "of a bid",
    "funding.ReturnValue": "of a bid",
    "funding.Milestone": "of a bid",
    "funding.Variation": "of a bid",
    "funding.Clawback": "of a bid",
    "funding.Evaluation": "of a bid",
    "funding.ServiceMeasure": "of a service",
    "funding.Intake": "of a service",
    "funding.Proposal": "of a set of proposals",
    "funding.Registration": "of a call, to those who run its funding",
    "funding.Training": "of an agency, to those who run funding and to its own people",
    "assessments.Edition": "of a load",
    "assessments.Lsoa": "as published",
    "assessments.AreaPart": "of an area",
    "assessments.Street": "as published",
    "assessments.Crime": "of an edition",
    "assessments.CrimeOutcome": "of an edition",
    "assessments.Stop": "of an edition",
    "assessments.CrimeCount": "of an edition",
    "assessments.AreaCount": "of an area: counts of what is published",
    "assessments.RecordedCrime": "of an edition",
    "assessments.Offence": "as published",
    "assessments.Population": "as published",
    "assessments.Boundary": "as published",
    "assessments.Benchmark": "of an indicator",
    "assessments.Target": "of an indicator",
    "assessments.Mapping": "of an indicator, to those who keep it",
    "assessments.Observation": "of an indicator",
    "assessments.PeerGroup": "of a partnership, to those who see its indicators",
    "assessments.WeightSet": "of a partnership, to those who see its indicators",
    "assessments.Progress": "of a priority",
    "assessments.FormatSection": "of a format",
    "assessments.TimetableStep": "of a timetable",
    "assessments.Section": "of an assessment",
    "assessments.Figure": "of an assessment",
    "assessments.Statement": "of an assessment",
    "assessments.PublicView": "of an assessment",
    "assessments.Recommended": "of an assessment",
    "assessments.Gap": "of an assessment",
    "assessments.Comment": "of an assessment, to those who write it, and one's own",
    "assessments.Matrix": "of a partnership, to those who see its assessments",
    "assessments.MatrixCriterion": "of a matrix",
    "assessments.ScoredIssue": "of an assessment",
    "assessments.IssuePoints": "of an assessment",
    "assessments.Reception": "of an assessment",
    "meetings.Pack": "of a meeting, to whoever asked for it alone",
    "assessments.Print": "of an assessment, to whoever asked for it and those who write it",
    "reviews.Extension": "of a review",
    "reviews.Hold": "of a review",
    "reviews.Told": "of a review",
    "reviews.LearningPoint": "of a review",
    "reviews.Chronology": "of a review",
    "reviews.ChronologyEntry": "of a review once it is shared, and of an agency's part to whoever was asked",
    "reviews.ChronologyFile": "asked for by the person whose file it is",
    "reviews.Disagreement": "of a review",
    "reviews.Rewording": "of a part of a chronology to whoever was asked, and of a check to those who may open the key",
    "reviews.Outline": "of a partnership, to those who co-ordinate its reviews",
    "reviews.Report": "of a review",
    "reviews.ReportSection": "of a review",
    "reviews.ReportVersion": "of a review",
    "reviews.ReportComment": "of a review",
    "reviews.ReviewPrint": "of a review, to whoever asked for it and those who keep the review",
    "reviews.SoughtTerm": "as the key, and beside it",
    "reviews.AnonymityCheck": "of a review",
    "reviews.Find": "of a check; its words to those who may open the key",
    "reviews.Clearance": "of a review, to those who may open its key",
    "reviews.Leaving": "of a review",
    "reviews.Appointment": "of a review",
    "reviews.Terms": "of a review",
    "reviews.SubmissionDecision": "of a review",
    "reviews.Feedback": "of a review",
    "reviews.FeedbackPoint": "of a review",
    "reviews.PublicationDecision": "of a review",
    "reviews.ReviewCopy": "of a review",
    "reviews.NoteReader": "of a review, to those who read its notes",
    "reviews.Recommendation": "of a review",
    "reviews.Serving": "of a recommendation, and of an action to those who know the review",
    "reviews.Milestone": "of an action that follows from a review",
    "reviews.Chase": "of an action that follows from a review, to those who know the review",
    "reviews.Assurance": "of an action that follows from a review",
    "reviews.LegalHold": "of a review",
    "reviews.Destruction": "of a review",
    "reviews.DestroyedPaper": "of a review",
    "reviews.Bundle": "of a review, to those who keep it",
    "reviews.KeyEntry": "opened with a reason by those who keep the review, through reviews.services.sealed alone",
}
DIRECTORY = "partnership"  # people and places: known to everyone who signs in, but for guests
WITHOUT_ACTOR = {  # instants that no person brought about, or whose person stands elsewhere in the row
    "loaded_at": "its load says who",
    "finished_at": "a worker",
    "replaced_at": "the load that replaced it says who",
    "opens_at": "a time set for a call",
    "closes_at": "as above",
    "expressions_close_at": "as above",
    "late_closes_at": "as above",
    "registered_at": "a stranger, by the form",
    "signed_at": "its sign-off says who",
    "made_at": "made_by",
    "at": "actor",
    "seen_at": "the browser's own visit",
    "previous_seen_at": "the person's own visit",
    "not_before": "a time to wait for",
    "claimed_at": "a worker",
    "sent_at": "a worker",
    "send_after": "a time to wait for",
    "read_at": "the recipient, or read_by",
    "done_at": "a worker",
    "circulated_at": "the event and the version say who",
    "published_at": "the event and the version say who",
    "started_at": "the person who signed in",
    "ended_at": "the session's own end",
    "kept_at": "the person whose form it is",
    "accepted_at": "the person invited",
    "expires_at": "a time to come",
    "withdrawn_at": "withdrawn_by, or a later invitation",
    "starts_at": "a time of day",
    "ends_at": "a time of day",
}


def scoped_models():
    """Records, their parts and their links. Pages of the directory turn guests away at the door."""
    scoped = [m for m in OURS if hasattr(getattr(m, "objects", None), "visible_to")]
    return {model.__name__ for model in scoped if model._meta.app_label != DIRECTORY}


@pytest.mark.parametrize(
    "path", [p for p in modules() if layer(p) in ("views", "forms", "reports")], ids=name
)
def test_reads_are_scoped_to_the_reader(path):
    """Views, forms and reports reach whatever has a ``visible_to`` through it."""
    scoped, found = scoped_models(), tree(path)
    above = {child: parent for parent in ast.walk(found) for child in ast.iter_child_nodes(parent)}
    lines = [
        node.lineno
        for node in ast.walk(found)
        if isinstance(node, ast.Attribute)
        and node.attr in ("objects", "_base_manager", "_default_manager")
        and isinstance(node.value, ast.Name)
        and node.value.id in scoped
        and not {"visible_to", "open_to", "none"} & set(_asked_of(node, above))
    ]
    assert [line for line in lines if (name(path), _function_at(found, line)) not in UNSCOPED] == []


def _asked_of(node, above):
    """The names in the chain of calls that begins at the node: filter, visible_to, first."""
    while isinstance(above[node], ast.Attribute | ast.Call) and node not in getattr(above[node], "args", ()):
        node = above[node]
        if isinstance(node, ast.Attribute):
            yield node.attr


UNSCOPED = {  # where a read is scoped otherwise, and how
    ("assessments/reports/asks.py", "standings"): "whether anybody was told of a request, and no more",
    ("funding/reports/awards.py", "open_awards"): "what the public may read, and the one place that says so",
    (
        "funding/reports/mine.py",
        "_parts_of",
    ): "whether the agreements of bids that are scoped already are signed",
    (
        "funding/reports/shares.py",
        "_take_projects",
    ): "sums over a partnership's projects, to its own people alone",
    ("funding/reports/subsidies.py", "window_of"): "a sum that the law wants, of one agency's assistance",
    ("funding/views/delivery.py", "parts"): "sign-offs of a bid that is scoped already",
    ("funding/views/funds.py", "holdings"): "of a fund that is scoped already",
    ("documents/views/copies.py", "document_listed"): "title and custodian of what its custodian has listed",
    ("documents/views/fetch.py", "listed_or_404"): "title and custodian of what its custodian has listed",
    ("reviews/reports/chronology.py", "_beside"): "parts of a chronology whose review is scoped already",
    (
        "reviews/reports/themes.py",
        "lessons_for",
    ): "the least number that is said, of the reader's own partnerships",
    ("home/reports/cases.py", "_rows"): "what waits, met with what visible_to leaves",
    ("home/reports/attention.py", "_meetings"): "what is wanted, met with what visible_to leaves",
    (
        "meetings/reports/rows.py",
        "all_decisions",
    ): "for those who run the meeting; others have a query beside",
    ("meetings/reports/rows.py", "all_lines"): "as above",
    (
        "problems/reports/library.py",
        "_adopted",
    ): "counts alone, of rounds that chose a response of an entry one may see, and are over",
    (
        "home/reports/projects.py",
        "projects_by_area",
    ): "areas of projects that are scoped, or that the public may read",
    (
        "problems/reports/area_orders.py",
        "not_over",
    ): "orders that hold in public places, which are notices and name nobody",
    ("problems/views/frame.py", "_row"): "the row whose key visible_to finds, in the same statement",
    ("reviews/views/notified.py", "tell"): "receipts of what the person sent, and no more",
    ("records/reports/thread.py", "_pointers"): "what visible_to of each kind found, as plain records",
    ("signoffs/reports.py", "_later"): "whether the same record was signed again, and no more",
}


def _function_at(found, line):
    around = [
        node
        for node in ast.walk(found)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= node.end_lineno
    ]
    return max(around, key=lambda node: node.lineno).name if around else ""


@pytest.mark.parametrize(
    "path", [p for p in modules() if layer(p) in ("views", "forms", "reports")], ids=name
)
def test_no_shortcut_around_the_scope(path):
    """``get_object_or_404(Meeting, …)`` would ask nobody."""
    scoped = scoped_models()
    lines = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("get_object_or_404", "get_list_or_404")
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id in scoped
    ]
    assert lines == []


@pytest.mark.parametrize("path", [p for p in modules() if layer(p) == "views"], ids=name)
def test_views_write_nothing(path):
    """Every write is a service's."""
    writes = {
        "save",
        "create",
        "bulk_create",
        "bulk_update",
        "update",
        "delete",
        "get_or_create",
        "update_or_create",
    }
    lines = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in writes
        and _is_of_the_database(node.func.value)
    ]
    assert lines == []


def _is_of_the_database(node):
    """``Model.objects…`` in the chain that the call is made on."""
    return any(isinstance(part, ast.Attribute) and part.attr == "objects" for part in ast.walk(node))


def test_every_model_says_who_may_know_of_its_rows():
    unsaid = [
        model._meta.label
        for model in OURS
        if not hasattr(getattr(model, "objects", None), "visible_to")
        and model._meta.label not in KNOWN_THROUGH
        and model._meta.app_label != DIRECTORY
    ]
    assert unsaid == []
    assert set(KNOWN_THROUGH) <= {model._meta.label for model in OURS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_move_has_a_permission(kind):
    asked = [permission(kind(), action) for action in kind.MOVES]
    assert [name for name in asked if name not in permissions] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_status_is_reached_and_every_move_leads_on(kind):
    status = kind._meta.get_field("status")
    reached = {target for _, target in kind.MOVES.values()} | {status.default}
    assert reached == set(dict(status.flatchoices))
    assert {source for sources, _ in kind.MOVES.values() for source in sources} <= reached


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_record_has_versions_a_code_and_a_page(kind):
    assert kind in versioned_models()
    assert kind.CODE.isupper()
    assert kind(kind=kind._meta.label_lower, reference="CSP-X-2026-0001").get_absolute_url()


def test_every_business_model_has_versions():
    """Or is append-only, or is no business of anybody's."""
    without = {"Numbering", "Job", "SearchEntry", "Notice", "MailPreference", "KeptMail", "Record"}
    without |= {"SessionEntry", "KeptForm", "Attempt"}
    without |= {
        "Rewording",
        "ChronologyFile",
        "ReviewPrint",
        "AnonymityCheck",
        "Find",
        "Pack",
    }  # read or made, and made anew
    without |= {"Load", "Edition", "Print", "Population", "Boundary", "Lsoa", "AreaPart", "Street", "Offence"}
    without |= {
        "Crime",
        "CrimeOutcome",
        "Stop",
        "CrimeCount",
        "AreaCount",
        "RecordedCrime",
    }  # rows as supplied
    versioned, kept = set(versioned_models()), set(triggers.append_only_models())
    assert [m._meta.label for m in OURS if m not in versioned | kept and m.__name__ not in without] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_instant_has_its_person(model):
    names = {field.name for field in model._meta.get_fields()}
    instants = [
        f.name for f in model._meta.local_fields if isinstance(f, DateTimeField) and f.name.endswith("_at")
    ]
    alone = [n for n in instants if f"{n.removesuffix('_at')}_by" not in names and n not in WITHOUT_ACTOR]
    alone = [n for n in alone if (model.__name__, n) != ("Job", "created_at")]
    assert [n for n in alone if model.__name__ not in ("Notice", "KeptMail")] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_days_are_named_on_and_instants_at(model):
    fields = model._meta.local_fields
    days = [
        f.name for f in fields if type(f) is DateField and not f.name.endswith(("_on", "_from", "_until"))
    ]
    instants = [f.name for f in fields if isinstance(f, DateTimeField) and not f.name.endswith(("_at", "at"))]
    assert [n for n in days if n != "status_since"] == []
    assert [n for n in instants if n not in ("not_before", "send_after", "last_login")] == []


def enqueued():
    """Names of tasks as services write them, with where."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "enqueue"
            ):
                yield name(path), node.args[0].value if isinstance(node.args[0], ast.Constant) else None


def test_every_task_that_is_asked_for_exists():
    current_app.loader.import_default_modules()
    beat = [("beat", entry["task"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()]
    assert [(where, task) for where, task in [*enqueued(), *beat] if task not in current_app.tasks] == []


def test_tasks_are_named_by_their_room_and_take_ids_alone():
    current_app.loader.import_default_modules()
    ours = {n: task for n, task in current_app.tasks.items() if n.split(".")[0] in ROOMS}
    assert ours
    simple = inspect.Parameter.KEYWORD_ONLY
    loose = [
        n
        for n, t in ours.items()
        if any(p.kind != simple for p in inspect.signature(t.run).parameters.values())
    ]
    assert loose == []


BULK = {"update", "bulk_create", "bulk_update", "_raw_delete"}
BULK_ALLOWED = {  # bulk writes that leave no version of a model that has them, and why each may
    "accounts/services/sessions.py": "when somebody was last here is not among a user's versions",
}


def bulk_writes():
    for path in modules():
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in BULK
                and (node.func.attr != "update" or _is_of_the_database(node.func.value))
            ):
                yield name(path), node


def test_bulk_writes_touch_no_model_that_has_versions():
    tracked = {model.__name__ for model in versioned_models()} | {"Record"}
    found = [
        f"{where}:{node.lineno}"
        for where, node in bulk_writes()
        if where not in BULK_ALLOWED
        and any(isinstance(part, ast.Name) and part.id in tracked for part in ast.walk(node.func))
    ]
    assert found == []


def method_calls():
    """(where, the call) of every method that is called."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield f"{name(path)}:{node.lineno}", node


def test_the_clock_is_the_portals_own():
    """``date.today()`` is the server's day, not London's, and no test could set it."""
    found = [
        where
        for where, node in method_calls()
        if (node.func.attr == "today" or (node.func.attr == "now" and not node.args and not node.keywords))
        and isinstance(node.func.value, ast.Attribute | ast.Name)
        and getattr(node.func.value, "attr", getattr(node.func.value, "id", "")) in ("date", "datetime")
    ]
    assert found == []


def test_the_day_of_an_instant_is_londons():
    """``row.made_at.date()`` is the day in UTC, which on a summer's night is yesterday: `audit.clock.local_day`."""
    found = [
        where
        for where, node in method_calls()
        if node.func.attr == "date"
        and getattr(node.func.value, "attr", getattr(node.func.value, "id", "")).endswith("_at")
    ]
    assert found == []


@pytest.mark.django_db
def test_migrations_are_written():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
