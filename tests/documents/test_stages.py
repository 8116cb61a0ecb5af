import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from documents import services
from documents.lifecycle import MOVES, Action, Status
from records.lifecycle import MoveRefused, moves_open_to
from tests.documents.samples import upload, word

OPENS, CLOSES = dt.date(2026, 9, 1), dt.date(2026, 9, 30)


def test_a_consultation_has_two_dates(paper, county):
    """S004-03"""
    moved = services.set_stage(paper, Action.CONSULT, by=county.officer, opens_on=OPENS, closes_on=CLOSES)
    assert moved.status == Status.CONSULTATION
    assert (moved.consultation_from, moved.consultation_until) == (OPENS, CLOSES)


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "words"),
    [(None, CLOSES, "opens and on which it closes"), (CLOSES, OPENS, "cannot close before it opens")],
)
def test_without_them_it_does_not_open(paper, county, opens_on, closes_on, words):
    with pytest.raises(MoveRefused, match=words):
        services.set_stage(paper, Action.CONSULT, by=county.officer, opens_on=opens_on, closes_on=closes_on)
    paper.refresh_from_db()
    assert (paper.status, paper.consultation_from) == (Status.DRAFT, None)


def test_agreeing_makes_1_0_of_the_newest_draft(paper, county):
    """S004-04"""
    draft = services.add_version(paper, upload(data=word("Two.")), description="Two", by=county.support)
    agreed = services.set_stage(paper, Action.AGREE, by=county.chair)
    assert (agreed.status, agreed.newest.number) == (Status.AGREED, "1.0")
    assert agreed.newest.sha256 == draft.sha256
    assert agreed.newest.description == "Agreed as it stood in version 0.2"


def test_a_version_after_that_is_a_draft_of_the_next(paper, county):
    services.set_stage(paper, Action.AGREE, by=county.chair)
    version = services.add_version(paper, upload(data=word("Two.")), description="Review", by=county.officer)
    paper.refresh_from_db()
    assert (paper.status, version.number) == (Status.DRAFT, "1.1")
    assert services.set_stage(paper, Action.AGREE, by=county.chair).newest.number == "2.0"


def test_withdrawing_says_why_and_is_the_end(paper, county):
    with pytest.raises(MoveRefused, match="Say why"):
        services.withdraw_document(paper, by=county.officer, reason=" ")
    withdrawn = services.withdraw_document(paper, by=county.officer, reason="Replaced")
    assert moves_open_to(county.officer, withdrawn) == []
    with pytest.raises(MoveRefused, match="was withdrawn"):
        services.add_version(paper, upload(data=word("2")), description="Two", by=county.officer)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
def test_every_stage_and_every_step(paper, county, status, action):
    type(paper).objects.filter(pk=paper.pk).update(status=status)
    days = {"opens_on": OPENS, "closes_on": CLOSES} if action == Action.CONSULT else {}
    sources, target = MOVES[action]
    if status in sources:
        moved = services.set_stage(paper, action, by=county.officer, reason="Because", **days)
        assert moved.status == target
    else:
        with pytest.raises(MoveRefused, match="cannot be done"):
            services.set_stage(paper, action, by=county.officer, reason="Because", **days)


@pytest.mark.parametrize("action", [Action.AGREE, Action.WITHDRAW])
def test_a_drafter_keeps_documents_and_settles_none(paper, county, action):
    with pytest.raises(PermissionDenied):
        services.set_stage(paper, action, by=county.support, reason="Because")
    assert county.support.has_perm("documents.version_document", paper)
