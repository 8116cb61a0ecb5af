"""Many at once on PostgreSQL; SQLite serialises writers, so there the same story is told in turn."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from documents import services
from documents.lifecycle import Action
from documents.models import Document
from records.lifecycle import MoveRefused
from tests.documents.samples import upload, word

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 6


def together(do):
    concurrent = connection.vendor == "postgresql"
    start = Barrier(THREADS if concurrent else 1)

    def one(n):
        try:
            start.wait()
            return do(n)
        except MoveRefused as refusal:
            return refusal.reasons
        finally:
            if concurrent:
                connection.close()

    if not concurrent:
        return [one(n) for n in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(THREADS)))


def test_the_same_version_sent_by_many_is_kept_once(paper, county):
    data = word("New.")
    answers = together(
        lambda _: services.add_version(paper, upload(data=data), description="New", by=county.officer).number
    )
    assert answers.count("0.2") == 1
    assert paper.versions.count() == 2


def test_different_versions_sent_together_get_their_own_numbers(paper, county):
    texts = [word(f"Text {n}") for n in range(THREADS)]
    answers = together(
        lambda n: (
            services.add_version(paper, upload(data=texts[n]), description="New", by=county.officer).number
        )
    )
    assert sorted(answers) == [f"0.{n}" for n in range(2, THREADS + 2)]


def test_agreed_by_many_it_is_agreed_once(paper, county):
    answers = together(lambda _: services.set_stage(paper, Action.AGREE, by=county.chair).status)
    assert answers.count("agreed") == 1
    assert Document.objects.get().versions.count() == 2
