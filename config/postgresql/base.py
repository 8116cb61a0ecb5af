"""Django's PostgreSQL, which asks before each request whether the connection still stands without asking the server."""

from select import POLLIN, poll

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self):
        """Whoever ends a connection says so, and what was said waits to be read: only then is ``SELECT 1`` asked.

        Of a server that went without a word Django would wait for the answer here, and so we do at the first query.
        """
        if self.connection is None or self.connection.closed:
            return False
        said = poll()
        said.register(self.connection.fileno(), POLLIN)
        return super().is_usable() if said.poll(0) else True
