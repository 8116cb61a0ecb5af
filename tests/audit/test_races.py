"""Many at once, on PostgreSQL: the chain has no fork and no hole."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from audit.models import ChainLink, Event
from audit.services import log
from audit.verify import verify_chain

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, EACH = 8, 10


def test_eight_writers_make_one_chain():
    together = Barrier(THREADS) if connection.vendor == "postgresql" else None

    def write(n):
        try:
            if together:
                together.wait()
            for tick in range(EACH):
                with transaction.atomic():
                    log("clock", f"{n} tick {tick}", by=None)
                    log("clock", f"{n} tock {tick}", by=None)
                    if tick % 5 == 4:
                        transaction.set_rollback(True)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS if together else 1) as pool:
        list(pool.map(write, range(THREADS)))
    kept = THREADS * EACH * 2 * 8 // 10
    assert Event.objects.count() == ChainLink.objects.count() == kept
    finding = verify_chain()
    assert (finding.checked, finding.faults) == (kept, [])
