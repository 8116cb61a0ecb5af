"""What runs in a child process: jobs come on standard input, answers go to standard output, each with its length.

A child knows nothing of Django and holds no secrets. It stays warm, because what it imports takes a second to load,
does one job at a time, and ends after `JOBS`, so that what libraries leak does not add up. `design/child.py` is the
parent's side.
"""

import gc
import json
import logging
import resource
import struct
import sys
import traceback
from collections.abc import Callable

JOBS = 200
HEADER = struct.Struct(">cQ")  # what it is, and how long
JOB, MADE, TOO_MUCH, ERROR = b"J", b"P", b"M", b"E"


def serve(make: Callable[[dict], bytes], limits: dict[int, int]) -> None:
    """Answer jobs until none come. ``limits``: of `resource`, set now that everything is loaded."""
    logging.disable(logging.CRITICAL)
    for limit, most in {**limits, resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0}.items():
        resource.setrlimit(limit, (most, most))
    gc.collect()
    gc.freeze()
    gc.disable()  # garbage is collected between jobs, when nobody waits
    for _job in range(JOBS):
        job = _read()
        if job is None or not _answer(job, make):
            return
        gc.collect()


def _read() -> dict | None:
    header = sys.stdin.buffer.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    return json.loads(sys.stdin.buffer.read(HEADER.unpack(header)[1]))


def _answer(job: dict, make: Callable[[dict], bytes]) -> bool:
    """Do the job and send what was made, or say why not. False: this process should end."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime) + job["seconds"] + 1
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
    try:
        _send(MADE, make(job))
    except (MemoryError, SystemError):  # C code that finds no memory may forget to say so
        _send(TOO_MUCH, b"")
        return False
    except Exception:  # the parent turns whatever it was into a plain error, and logs this
        _send(ERROR, traceback.format_exc().encode())
    return True


def _send(kind: bytes, body: bytes) -> None:
    sys.stdout.buffer.write(HEADER.pack(kind, len(body)) + body)
    sys.stdout.buffer.flush()
