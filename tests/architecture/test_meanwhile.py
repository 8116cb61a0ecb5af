"""Of two people who have one form open, the second never overwrites in silence what the first has saved.

Every form of the portal that comes filled in is sent twice, as by two who opened it at once. The second is shown both
versions, or is refused in words; or what it sends stands beside the first, which is said here. A form
that the scene leaves empty is not looked at.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from audit.clock import today
from partnership.models import User
from tests.architecture.addresses import addresses
from tests.architecture.test_addresses import PERSONAS, read_table

WHO = ["administrator", "partner", "attendee", "health_lead", "officer", "chair"]
KEEPER = "keeper@example.org"  # of the reviews of the scene
NEW = "makes a row of its own beside those that are there"
ONCE = "moves on what stands still where it was, and refuses the second in words"
EDITION = "makes a new edition; the former stays, and is named on the page"
BESIDE = {
    "accounts:invite": ONCE,
    "assessments:begin": NEW,
    "assessments:format_add": NEW,
    "assessments:lookup": "a file takes the place of the former as a whole",
    "assessments:matrix": EDITION,
    "assessments:observe": NEW,
    "assessments:propose": NEW,
    "assessments:study_use": NEW,
    "assessments:timetable_begin": NEW,
    "assessments:assessment_consult": ONCE,
    "documents:new": NEW,
    "funding:award": ONCE,
    "funding:claim": ONCE,
    "funding:fund_year_open": NEW,
    "funding:scheme_version": EDITION,
    "funding:virement_ask": NEW,
    "home:money_ask": NEW,
    "home:seat_fill": NEW,
    "home:split_agreed": NEW,
    "meetings:ask": "is one's own",
    "meetings:cite": NEW,
    "meetings:correct": NEW,
    "meetings:interest_declare": NEW,
    "notices:preferences": "is one's own",
    "problems:case_step": NEW,
    "problems:issue_measure": NEW,
    "problems:open": NEW,
    "problems:play_adopt": NEW,
    "records:link": NEW,
    "reviews:appointment_open": NEW,
    "reviews:ask": NEW,
    "reviews:ask_for_review": NEW,
    "reviews:bundle_ask": NEW,
    "reviews:close": ONCE,
    "reviews:find_pseudonym": NEW,
    "reviews:note_change": "is one's own",
    "reviews:part_ask": NEW,
    "reviews:recommend": NEW,
    "reviews:report_begin": NEW,
    "reviews:report_death": NEW,
    "reviews:tell": NEW,
}


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("persona", [*WHO, KEEPER])
def test_what_one_saves_is_not_overwritten_by_another_in_silence(scene, persona):
    client = Client(raise_request_exception=False)
    keeper = persona == KEEPER
    client.force_login(User.objects.get(email=persona) if keeper else getattr(scene.county, persona))
    opens = opened_by(persona)
    bare, silent = set(), set()
    for address in addresses():
        if address.name.endswith("_add") or address.name in BESIDE:
            continue
        for label, arguments in scene.arguments_for(address):
            if f"{address.name} {label}".strip() in opens:
                path = reverse(address.name, kwargs=arguments)
                for form in forms_of(client, path):
                    if "version" not in form.fields:
                        bare.add(address.name)
                    elif overwrites(client, path, form):
                        silent.add(address.name)
    assert (bare, silent) == (set(), set())


def opened_by(persona):
    if persona == KEEPER:
        return {row for row in read_table() if row.startswith("reviews:")}
    return {row for row, codes in read_table().items() if codes[PERSONAS.index(persona)] == 200}


def test_every_form_that_is_left_out_exists():
    assert set(BESIDE) - {address.name for address in addresses()} == set()


def forms_of(client, path):
    """Those that the page sends to itself and that hold more than a form of something new."""
    page = client.get(path)
    if page.streaming:
        list(page)  # a file is closed when all of it was sent
    if page.streaming or "html" not in page["Content-Type"]:
        return []
    posted = (form for form in html.fromstring(page.content).forms if form.method == "POST")
    return [form for form in posted if not form.get("action") and ("version" in form.fields or filled(form))]


def filled(form):
    """Whether it holds a value that is neither hidden nor today's date."""
    hidden = {field.name for field in form.inputs if field.get("type") in ("hidden", "submit")}
    day = (str(today().day), str(today().month), str(today().year))
    parts = ("-day", "-month", "-year")
    held = {name: value for name, value in form.form_values() if name not in hidden and value}
    days = {name[:-4] for name in held if name.endswith("-day")}
    of_today = {one for one in days if tuple(held.get(one + part) for part in parts) == day}
    return any(not name.endswith(parts) or name.rpartition("-")[0] not in of_today for name in held)


def overwrites(client, path, form):
    """Whether of two who sent it, the first with a word more, both were taken."""
    said = dict(form.form_values())
    texts = [field.name for field in form.inputs if field.tag == "textarea" and field.value]
    texts += [f.name for f in form.inputs if f.get("type") == "text" and any(map(str.isalpha, f.value or ""))]
    first = said | {name: f"{said[name]} and more" for name in texts[:1]}
    with transaction.atomic():
        answers = [client.post(path, values).status_code for values in (first, said)]
        transaction.set_rollback(True)
    return bool(texts) and answers == [302, 302]
