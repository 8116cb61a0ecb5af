"""Health checks of the containers: `python -m bin.health web|worker|beat`. Quiet when well; a sentence when not."""

import os
import socket
import sys
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from bin.say import stop

BEAT_SILENCE = timedelta(minutes=10)  # it notes what it sent every three minutes


def web_is_well(host: str, port: int, portal_url: str) -> bool:
    """Whether the portal says so itself. It is asked by the name it is known by, since it answers to no other."""
    connection = HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/health/", headers={"Host": urlsplit(portal_url).netloc})
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def web() -> None:
    port, portal_url = os.environ.get("PORT") or "8000", os.environ.get("PORTAL_URL") or "http://localhost"
    if not web_is_well("127.0.0.1", int(port), portal_url):
        stop("The web server is not well; its log says why.")


def worker() -> None:
    from config.celery import app  # noqa: PLC0415 -- the web's check needs none of this

    if not app.control.inspect(destination=[f"celery@{socket.gethostname()}"], timeout=5).ping():
        stop("The worker does not answer.")


def beat() -> None:
    import django  # noqa: PLC0415 -- the web's check needs none of this

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 -- after setup
    from django_celery_beat.models import PeriodicTask  # noqa: PLC0415 -- after setup

    since = timezone.now() - BEAT_SILENCE
    if not PeriodicTask.objects.filter(last_run_at__gt=since).exists():
        stop("The timetable has sent nothing for ten minutes.")


if __name__ == "__main__":
    {"web": web, "worker": worker, "beat": beat}[sys.argv[1] if sys.argv[1:] else "web"]()
