"""The web server: `python -m config.serve`. HOST, PORT, WEB_WORKERS and WEB_THREADS say where and with how much.

The portal is loaded once, before the server divides into workers: what they only read they share, and the first
page that each shows is as fast as the others. After a change of the code the server is restarted, not reloaded.
"""

import ctypes
import gc
from contextlib import suppress

from granian import Granian
from granian.constants import Interfaces

from config import env

TARGET = "config.wsgi:application"
M_ARENA_MAX, ARENAS = -8, 2  # of glibc: without a limit each thread keeps a heap of its own


def main() -> None:
    with suppress(AttributeError):  # another C library has no such limit
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)
    server = Granian(
        TARGET,
        address=env.text("HOST", "127.0.0.1"),
        port=env.number("PORT", 8000, least=1, most=65_535),
        interface=Interfaces.WSGI,
        workers=env.number("WEB_WORKERS", 2, least=1),
        blocking_threads=env.number("WEB_THREADS", 4, least=1),  # each holds a database connection of its own
        websockets=False,
        respawn_failed_workers=True,
    )
    server.on_startup(load)
    server.serve()


def load() -> None:
    """Whatever pages are made of: code, addresses, templates. It opens no connection, for none outlives a fork."""
    import redis  # noqa: F401, PLC0415 -- the cache imports it at its first use
    from django.contrib.auth import get_backends  # noqa: PLC0415
    from django.template import engines  # noqa: PLC0415
    from django.template.backends.jinja2 import Jinja2  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from config import wsgi  # noqa: F401, PLC0415 -- sets Django up, which those above wait for

    reverse("home:home")
    get_backends()
    jinja = next(engine.env for engine in engines.all() if isinstance(engine, Jinja2))
    for name in jinja.list_templates(extensions=["html"]):
        jinja.get_template(name)
    gc.collect()
    gc.freeze()  # a worker's collector leaves alone what it shares, and so does not make it its own


if __name__ == "__main__":
    main()
