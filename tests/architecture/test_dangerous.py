"""What no room does with what somebody wrote: run it, give it to a shell, unpickle it, make a script of it."""

import ast
import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

ROOT = Path(__file__).parents[2]
ROOMS = [
    folder
    for folder in sorted(ROOT.iterdir())
    if (folder / "__init__.py").is_file() and folder.name != "tests"
]
FILES = [
    path for room in ROOMS if room.name not in ("bench", "bin") for path in sorted(room.rglob("*.py"))
    if "migrations" not in path.parts
]  # fmt: skip
RUNS = {"eval", "exec", "compile", "__import__"}
RUNS_OF = {
    "os": {"system", "popen"}, "pickle": {"load", "loads", "Unpickler"}, "marshal": {"load", "loads"},
    "shelve": {"open"}, "yaml": {"load", "unsafe_load"}, "subprocess": {"getoutput", "getstatusoutput"},
    "hashlib": {"md5", "sha1"},
}  # fmt: skip
STARTS_PROGRAMS = {"design/child.py"}
DRAWS_SAMPLES = {"design/plots/samples.py", "home/demonstration/crime.py"}  # the same each time, for show


def calls():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                yield path.relative_to(ROOT).as_posix(), node


def imports(module):
    found = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            if any(name == module or name.startswith(f"{module}.") for name in names):
                found.add(path.relative_to(ROOT).as_posix())
    return found


def test_nothing_that_was_read_is_run():
    wrong = []
    for where, call in calls():
        match call.func:
            case ast.Name(id=name) if name in RUNS:
                wrong.append((where, call.lineno, name))
            case ast.Attribute(value=ast.Name(id=module), attr=name) if name in RUNS_OF.get(module, ()):
                wrong.append((where, call.lineno, f"{module}.{name}"))
    assert wrong == []
    assert imports("pickle") == {"design/kept.py"}  # which writes it to tell contents apart, and reads none
    assert imports("hashlib.md5") == imports("hashlib.sha1") == set()
    assert imports("marshal") == imports("shelve") == imports("yaml") == set()


def test_programs_are_started_in_one_place_and_by_no_shell():
    assert imports("subprocess") == STARTS_PROGRAMS
    assert [where for where, call in calls() if any(word.arg == "shell" for word in call.keywords)] == []
    [(_, start)] = [
        (where, call)
        for where, call in calls()
        if ast.unparse(call.func) in ("subprocess.Popen", "subprocess.run")
    ]
    assert ast.unparse(start.args[0]).startswith("[sys.executable, ")


def test_templates_and_paths_through_markup_are_constants():
    """No template is made of what somebody wrote, nor a question to a tree of XML."""
    wrong = [
        (where, call.lineno)
        for where, call in calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("from_string", "xpath")
        for given in call.args[:1]
        if not (isinstance(given, ast.Constant) or (isinstance(given, ast.Name) and given.id.isupper()))
    ]
    assert [where for where, _ in wrong] == [
        "meetings/importing/web.py"
    ]  # of a list of constants in the same file


FILLS_WORDS_OF_ITS_OWN = {  # read through: each is a constant by another name, in the same file or a form's own error
    "accounts/views/people.py", "design/forms.py", "design/words.py", "funding/services/delivery.py",
    "funding/views/starting.py", "home/demonstration/meetings.py", "home/demonstration/review_reports.py",
    "partnership/forms/keeping.py", "problems/reports/tally.py", "records/lookups.py", "records/taken.py",
}  # fmt: skip


def test_words_with_places_to_fill_are_constants():
    """What somebody wrote is put into a sentence, and is never the sentence."""
    found = set()
    for where, call in calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("format", "format_map"):
            given = call.func.value
            name = ast.unparse(given).rpartition(".")[2].partition("[")[0].lstrip("_")
            if not (isinstance(given, ast.Constant) or name.isupper()):
                found.add(where)
    assert found == FILLS_WORDS_OF_ITS_OWN


def test_chance_that_guards_something_is_the_systems():
    assert imports("random") == DRAWS_SAMPLES
    assert imports("uuid") == set()


SCRIPTS = sorted([*(ROOT / "static").glob("*.js"), *(ROOT / "static/accounts").glob("*.js")])
MARKUP = r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe|srcdoc)\b"
RUN = r"\b(eval|Function|setTimeout\([\"'])\("
KEPT = r"\b(localStorage|sessionStorage|indexedDB|document\.cookie|caches)\b"
HEARD = r"\b(postMessage|onmessage|__proto__|jsonp|WebSocket|RTCPeerConnection)\b"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_writes_text_runs_nothing_it_read_and_keeps_nothing(path):
    found = re.findall("|".join((MARKUP, RUN, KEPT, HEARD)), path.read_text())
    assert found == []


def test_no_script_of_a_page_is_made_of_what_somebody_wrote():
    """But for data, as JSON that ends no script."""
    wrong = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for opening, inside in re.findall(r"<script\b([^>]*)>(.*?)</script>", path.read_text(), re.S):
            shown = re.findall(r"\{\{(.*?)\}\}", inside, re.S)
            if any(
                not re.search(r"(\| tojson|^ static\('[^']+'\)|^ static\(\"[^\"]+\"\)) $", each)
                for each in shown
            ):
                wrong.append((path.name, opening))
    assert wrong == []


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", " java\tscript:x"],
)
def test_no_link_leads_to_what_runs(address):
    """One form takes an address on the web: of a study. Everywhere else links lead to the portal's own."""
    from assessments.forms.priorities import StudyForm

    assert imports_field() == {"assessments/forms/priorities.py", "assessments/models/priorities.py"}
    field = StudyForm.base_fields["address"]
    with pytest.raises(ValidationError):
        field.clean(address)
    assert field.clean("www.example.org/report") == "https://www.example.org/report"


def imports_field():
    return {where for where, call in calls() if ast.unparse(call.func).endswith("URLField")}
