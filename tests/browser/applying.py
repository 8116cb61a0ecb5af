"""What a community group does in the browser from an open call to a whole bid.

Each step takes ``look(page, name)``, which is called where there is something to see.
"""

import re

from django.core import mail
from django.urls import reverse

from records import jobs
from records.models import Job

PASSWORD = "seven pale harbour lanterns"


def accept_invitation(page):
    """By the link in the mail that registering sends; signed in afterwards."""
    _send_mail()
    page.goto(re.search(r"http\S+/accounts/invitation/\S+/", mail.outbox[-1].body).group())
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()


def _send_mail():
    """What the worker does, with a broker or without."""
    if job := Job.objects.filter(task="accounts.send_registration", done_at=None).first():
        jobs.run(job.pk)


def register(page, live_server, call, look):
    page.goto(live_server.url + reverse("funding:open_calls"))
    look(page, "open-calls")
    page.get_by_role("link", name=call.title).click()
    look(page, "open-call")
    page.get_by_role("link", name="Register your group").click()
    page.get_by_role("button", name="Register").click()
    look(page, "register-refused")
    page.get_by_label("Name of the group").fill("Harbour Youth Club")
    page.get_by_label("What the group does").fill("Evenings for young people")
    page.get_by_label("Contact person").fill("Club Secretary")
    page.get_by_label("E-mail address").fill("secretary@harbour.example")
    look(page, "register")
    page.get_by_role("button", name="Register").click()
    page.get_by_role("heading", name="Look in your mail").wait_for()
    look(page, "registered")


def write(page, look):
    """Begins on the page about need; each of the others in turn."""
    page.get_by_label("Gap or shortfall").fill("Nothing is open to them after six.")
    page.get_by_label("Evidence of need").fill("Calls about the square peak between seven and ten.")
    look(page, "need")
    save(page)
    open_task(page, "The project")
    page.get_by_label("Short description").fill("Evening sessions at the hall.")
    page.get_by_label("Who answers for the bid").fill("Secretary")
    for name, year in (("Starts on", "2027"), ("Ends on", "2028")):
        group = page.get_by_role("group", name=name)
        for part, value in (("Day", "1"), ("Month", "4"), ("Year", year)):
            group.get_by_label(part).fill(value)
    look(page, "project")
    save(page)
    open_task(page, "Fund and objectives")
    page.get_by_label("Targeted police operations").check()
    look(page, "fund")
    save(page)
    open_task(page, "Targets of the strategy")
    page.get_by_label("Target of the strategy").first.fill("Fewer calls about nuisance")
    page.get_by_label("How the bid affects it").first.fill("Gives something else to do")
    page.get_by_role("button", name="Add another row").click()
    look(page, "targets")
    save(page)
    open_task(page, "Areas")
    page.get_by_label("Northshire (district)").check()
    look(page, "areas")
    save(page)
    open_task(page, "Monitoring and outputs")
    page.get_by_label("Monitoring and evaluation plan").fill("A register each evening.")
    page.get_by_label("What is counted").first.fill("Sessions held")
    page.get_by_label("Target").first.fill("40")
    look(page, "monitoring")
    save(page)
    _write_money(page, look)
    open_task(page, "Documents")
    look(page, "documents")
    page.get_by_role("link", name="attach it").click()
    assert page.get_by_label("Title").input_value() == "Safeguarding policy"
    page.locator("input[type=file]").set_input_files(
        {"name": "policy.txt", "mimeType": "text/plain", "buffer": b"How we keep young people safe.\n"}
    )
    page.locator("main form button").click()
    page.get_by_role("button", name="Go on with the bid").click()


def _write_money(page, look):
    open_task(page, "Money")
    page.get_by_label("Running costs").fill("about five thousand")
    page.get_by_role("button", name="Save and go back to the list").click()
    page.get_by_text("is not a sum of money").first.wait_for()
    look(page, "money-refused")
    page.get_by_label("Running costs").fill("£5,000")
    page.get_by_label("No funding is wanted in later years").check()
    page.get_by_label("No other funding is sought").check()
    look(page, "money")
    save(page)


def open_task(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def save(page):
    page.get_by_role("button", name="Save and go back to the list").click()
    page.get_by_role("heading", name="Your bid", level=1).wait_for()
