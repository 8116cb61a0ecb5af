"""What a production installation still needs, each with its remedy. Run by ``manage.py check --deploy``.

An error would open or lose something; a warning says what does not work yet.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

SHORTEST_KEY = 50


def checked(found, level, number, message, remedy):
    """One finding where the condition holds, none where it does not."""
    return [level(message, hint=remedy, id=f"portal.{level.__name__[0]}{number:03}")] if found else []


@register(Tags.security, deploy=True)
def secrets_are_set(app_configs, **kwargs):
    return [
        *checked(
            not settings.SECRET_KEY_GIVEN,
            Error,
            1,
            "SECRET_KEY is not set: each machine would make its own, and sessions would not be shared.",
            "Set SECRET_KEY to 50 or more random characters, the same on every web server and worker, such as the "
            "output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
        ),
        *checked(
            settings.SECRET_KEY_GIVEN and len(settings.SECRET_KEY) < SHORTEST_KEY,
            Error,
            2,
            f"SECRET_KEY has {len(settings.SECRET_KEY)} characters: it could be guessed.",
            f"Set SECRET_KEY to {SHORTEST_KEY} or more random characters.",
        ),
    ]


@register(Tags.security, deploy=True)
def address_is_safe(app_configs, **kwargs):
    host = urlsplit(settings.PORTAL_URL).hostname
    return [
        *checked(
            not settings.PORTAL_URL.startswith("https://"),
            Error,
            3,
            f"PORTAL_URL is {settings.PORTAL_URL}: passwords would cross the network in the clear.",
            "Set PORTAL_URL to the address that people type, beginning with https://, and end TLS in the proxy "
            "before the portal.",
        ),
        *checked(
            "*" in settings.ALLOWED_HOSTS or host not in settings.ALLOWED_HOSTS,
            Error,
            4,
            f"ALLOWED_HOSTS does not name {host} alone.",
            f"Set ALLOWED_HOSTS={host}",
        ),
        *checked(
            settings.PORTAL_URL.startswith("https://") and not settings.ALLAUTH_TRUSTED_PROXY_COUNT,
            Warning,
            5,
            "TRUSTED_PROXIES is 0: everybody seems to come from the proxy, and shares one limit of attempts.",
            "Set TRUSTED_PROXIES to the number of proxies that add to X-Forwarded-For, usually 1.",
        ),
    ]


@register(Tags.security, deploy=True)
def nothing_is_for_show(app_configs, **kwargs):
    return [
        *checked(
            settings.DEBUG,
            Error,
            6,
            "DEBUG is on: error pages show what is in the database.",
            "Set DEBUG=false, or leave it out.",
        ),
        *checked(
            settings.DEMONSTRATION,
            Error,
            7,
            "PORTAL_DEMONSTRATION is on: anybody may sign in as the demonstration accounts.",
            "Set PORTAL_DEMONSTRATION=false, or leave it out.",
        ),
        *checked(
            settings.PORTAL_TODAY,
            Error,
            8,
            f"PORTAL_TODAY is set: the portal believes that it is {settings.PORTAL_TODAY}.",
            "Leave PORTAL_TODAY out. It is for tests and demonstrations.",
        ),
        *checked(
            not settings.SECOND_FACTOR_REQUIRED,
            Warning,
            9,
            "SECOND_FACTOR_REQUIRED is off: a stolen password opens the portal.",
            "Set SECOND_FACTOR_REQUIRED=true, or leave it out.",
        ),
    ]


@register(Tags.database, deploy=True)
def services_are_there(app_configs, **kwargs):
    return [
        *checked(
            settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
            Error,
            10,
            "The database is SQLite, which serves one machine.",
            "Set DATABASE_URL=postgres://user:password@host:5432/portal",
        ),
        *checked(
            not settings.REDIS_URL,
            Error,
            11,
            "REDIS_URL is not set: work would be done while people wait, and nothing is shared between processes.",
            "Set REDIS_URL=redis://host:6379/0",
        ),
        *checked(
            not settings.MAIL_URL,
            Error,
            12,
            "MAIL_URL is not set: invitations, new passwords and reminders reach nobody.",
            "Set MAIL_URL=smtp://user:password@host:587/?tls=true, or notify://key/template for GOV.UK Notify.",
        ),
        *checked(
            settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"),
            Warning,
            13,
            "MAIL_FROM is not set: mail from portal@localhost is thrown away by most servers.",
            "Set MAIL_FROM to an address of your own, such as: Partnership Portal <portal@example.org>",
        ),
    ]


@register(Tags.security, deploy=True)
def what_comes_in_is_looked_at(app_configs, **kwargs):
    return [
        *checked(
            not settings.CLAMAV_SOCKET,
            Warning,
            16,
            "CLAMAV_SOCKET is not set: uploaded files are handed on unscanned.",
            "Set CLAMAV_SOCKET=/run/clamav/clamd.sock, the socket of a ClamAV daemon.",
        ),
        *checked(
            not settings.STOLEN_PASSWORDS,
            Warning,
            17,
            "STOLEN_PASSWORDS is not set: of stolen passwords only the 20,000 commonest are refused.",
            "Set STOLEN_PASSWORDS to a file with a password in each line, such as the 100,000 that the National "
            "Cyber Security Centre publishes.",
        ),
    ]


@register(Tags.security, deploy=True)
def nothing_travels_in_the_clear(app_configs, **kwargs):
    database = settings.DATABASES["default"]
    verified = database.get("OPTIONS", {}).get("sslmode") == "verify-full"
    mail = urlsplit(settings.MAIL_URL)
    return [
        *checked(
            _is_elsewhere(database.get("HOST")) and not verified,
            Warning,
            18,
            "DATABASE_URL names another machine, and its certificate is not verified: what is read and written "
            "could be read on the way.",
            "End DATABASE_URL with ?sslmode=verify-full&sslrootcert=/path/to/authority.pem",
        ),
        *checked(
            _is_elsewhere(urlsplit(settings.REDIS_URL).hostname)
            and not settings.REDIS_URL.startswith("rediss:"),
            Warning,
            19,
            "REDIS_URL names another machine, and goes there in the clear.",
            "Let REDIS_URL begin with rediss://",
        ),
        *checked(
            mail.scheme == "smtp" and _is_elsewhere(mail.hostname) and "tls=true" not in mail.query,
            Warning,
            20,
            "MAIL_URL sends mail in the clear: links that set a password could be read on the way.",
            "Write smtps:// instead of smtp://, or end MAIL_URL with ?tls=true",
        ),
    ]


def _is_elsewhere(host):
    """Not this machine, nor a neighbour in its own network of containers, which has a name without a dot."""
    return bool(host) and "." in host and not host.startswith(("127.", "/"))


@register(Tags.security, deploy=True)
def agencies_vouch_for_their_own(app_configs, **kwargs):
    return [
        finding
        for entry in settings.OIDC_BY_ID.values()
        for finding in (
            *checked(
                not entry["server_url"].startswith("https://"),
                Error,
                14,
                f"OIDC_PROVIDERS: the server of {entry['id']} is not at an https:// address.",
                "Give the address of the directory's issuer, beginning with https://",
            ),
            *checked(
                not entry.get("domains"),
                Warning,
                15,
                f"OIDC_PROVIDERS: {entry['id']} names no domains: its directory could sign in anybody.",
                f'Add "domains": ["…"] to the entry: the mail domains of {entry["agency"]}.',
            ),
        )
    ]
