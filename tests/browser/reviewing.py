"""What the walks of a review share: who opens which page of it, and the steps that both take."""

import datetime as dt

from django.urls import reverse

from audit.clock import today
from reviews.models import ManagementReview
from reviews.services import people, referrals, terms
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.browser.hands import day, follow, press, said
from tests.factories import reviews as make


def seen(page, name):
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, name)


class Walk:
    """One review, the co-ordinator who keeps it, and a page on which people open it in turn."""

    def __init__(self, review, keeper, page, sign_in_browser, live_server):
        self.review, self.keeper, self.page = review, keeper, page
        self.sign_in, self.address = sign_in_browser, live_server.url

    def opened(self, who, name, *args, on=None):
        on = on or self.page
        self.sign_in(on, who)
        return on.goto(f"{self.address}{reverse(name, args=args)}")

    def here(self, name, who=None, on=None):
        return self.opened(who or self.keeper, f"reviews:{name}", self.review.reference, on=on)

    def ask_for_review(self, chair, agency, author):
        self.here("agencies", chair)
        follow(self.page, "Ask an agency for its own review")
        self.page.get_by_label("Agency", exact=True).select_option(label=str(agency))
        self.page.get_by_label("E-mail address of its author").fill(author.email)
        day(self.page, "Needed by", today() + dt.timedelta(20))
        press(self.page, "Ask them")
        return ManagementReview.objects.get(agency=agency)

    def write(self, found, author, signatory):
        """The author writes their agency's own review, and asks a senior officer to sign it."""
        self.opened(author, "reviews:write", found.reference)
        self.page.get_by_label("How the author is independent of the case").fill("Of another division.")
        self.page.get_by_label("Analysis against the terms of reference").fill("Nobody asked the two apart.")
        press(self.page, "Save")
        follow(self.page, "The draft is finished")
        self.page.get_by_label("E-mail address of the senior officer who signs it").fill(signatory.email)
        press(self.page, "Ask them to sign")

    def sign(self, found, signatory, on=None):
        on = on or self.page
        self.opened(signatory, "reviews:management", found.reference, on=on)
        follow(on, "Sign and send it")
        press(on, "Sign and send")
        said(on, "Signed, and sent to those who asked.")

    def accept(self, found, chair):
        self.opened(chair, "reviews:management", found.reference)
        follow(self.page, "Accept it")
        press(self.page, "Accept it")

    def agree(self, chair_of_partnership):
        self.here("review", chair_of_partnership)
        follow(self.page, "Record that submission is agreed")
        self.page.get_by_label("If it is not in the portal, which meeting").fill("Strategic group")
        self.page.get_by_label("Paragraph of the minutes").fill("2.4")
        self.page.get_by_label("Its file, if one is attached").select_option(label="Overview report")
        seen(self.page, "reviews-agree")
        press(self.page, "Sign it")
        said(self.page, "Nothing is published by it.")

    def do_not_publish(self):
        self.here("publication")
        self.page.get_by_label("Do not publish").check()
        self.page.get_by_label("Reason").fill("The children would be known by it.")
        self.page.get_by_label("Guidance relied on").fill("Statutory guidance")
        self.page.get_by_label("Who decided").fill("Strategic group")
        press(self.page, "Record it")

    def statement(self, owner):
        """Written, and cleared for press contacts."""
        self.here("statement_add")
        self.page.get_by_label("Title").fill("If the press asks")
        self.page.get_by_label("E-mail address of its owner").fill(owner.email)
        press(self.page, "Go on")
        follow(self.page, "Write it")
        self.page.get_by_role("textbox", name="Statement").fill("Our thoughts are with the family.")
        press(self.page, "Save")
        follow(self.page, "Clear it for press contacts")
        press(self.page, "Clear it for press contacts")


def made_ready(county, review, coordinator, chair):
    """A panel, agreed terms that the family has, an author, and the report written; open to who signs it."""
    row = review.terms.first() or terms.add_terms(review, by=coordinator, **make.of_reference())
    terms.agree_terms(review, row.pk, by=coordinator, agreed_on=today())
    terms.share_terms(review, row.pk, by=coordinator, shared_on=today())
    member = make.appointing(name="Panel Member", agency=county.health, advertised_on=None)
    people.appoint(review, by=coordinator, part="panel", **member)
    people.appoint(review, by=coordinator, part="author", **make.appointing(user=chair))
    people.sign_independence(review, by=make.fresh(chair), statement="As chair.")
    make.attached(review, coordinator)
    for action in ("gather", "draft", "finish"):
        referrals.move_review(review, action, by=make.fresh(chair))
    until = today() + dt.timedelta(30)
    make.walls.open_to(
        review, county.chair, by=make.fresh(coordinator), reason="Signs for the partnership", expires_on=until
    )
