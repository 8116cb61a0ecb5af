"""Settings of the portal. Every one that an installation may change is read from the environment.

`docs/administrators/settings.md` lists them; `config/checks.py` says, in words, what a production installation
still needs.
"""

from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from config import env, oidc

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("PORTAL_VAR", str(BASE_DIR / "var")))

DEBUG = env.flag("DEBUG")
DEMONSTRATION = env.flag("PORTAL_DEMONSTRATION")  # lists the demonstration accounts on the sign-in page
PORTAL_NAME = env.text("PORTAL_NAME", "Partnership Portal")
PORTAL_URL = env.like(
    "PORTAL_URL",
    r"https?://[^/?#@\s]+/?",
    "http://localhost:8000",
    such_as="the address that people type, such as https://portal.example.org",
).rstrip("/")
PORTAL_TODAY = env.day("PORTAL_TODAY")  # a fixed day, for tests and demonstrations
REFERENCE_PREFIX = env.like(
    "PORTAL_REFERENCE_PREFIX",
    r"[A-Z][A-Z0-9]{1,7}",
    "CSP",
    such_as="two to eight capital letters and figures, such as CSP",
)
GIVING_PREFIX = env.text("PORTAL_360GIVING_PREFIX")  # as 360G-northshire; without it awards are not published
ISSUE_REVIEW_DAYS = env.number("ISSUE_REVIEW_DAYS", 14, least=1)  # from when an issue is taken, or looked at
SECRET_KEY = env.secret("SECRET_KEY", VAR_DIR / "secret_key")
SECRET_KEY_GIVEN = bool(env.text("SECRET_KEY"))
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")  # former keys, while they still sign something
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = [PORTAL_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_celery_beat",
    "django_htmx",
    "guardian",
    "rules.apps.AutodiscoverRulesConfig",
    "simple_history",
    "design",
    "audit",
    "partnership",
    "records",
    "documents",
    "notices",
    "actions",
    "signoffs",
    "meetings",
    "problems",
    "funding",
    "assessments",
    "reviews",
    "accounts",
    "home",
    "config",
]

MIDDLEWARE = [
    "design.middleware.PolicyMiddleware",  # first: redirects and static files have the policy, too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "design.middleware.RefuseNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "design.middleware.TokenOnceMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionLimitsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "design.middleware.WordedRefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": [
                "django.template.context_processors.debug",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.frame",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "design.renderer.GovukRenderer"

# -- Database: PostgreSQL in production, SQLite where nothing is set up ----------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # without it, 809 of 900 concurrent writes met "database is locked"
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;",
    }
else:
    DATABASES["default"]["ENGINE"] = "config.postgresql"
    # A page's statement is answered before PostgreSQL would have compiled it.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # a reason is kept whole

# -- Broker and cache ------------------------------------------------------------------------------------------
REDIS_URL = env.like(
    "REDIS_URL",
    r"(rediss?://\S+|unix:///\S+)?",
    such_as="redis://host:6379/0, unix:///path/to/socket, or nothing",
)
CACHES = {
    "default": {"BACKEND": "design.cache.LosableRedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1) or "memory://"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 0,  # a page waits for no broker: the jobs table keeps the work
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # the jobs table keeps the work; a lost wake-up is found by the sweep
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "records.sweep_jobs", "schedule": 60},
    "send-notices": {"task": "notices.send_due", "schedule": 60},
    "remind-actions": {"task": "actions.remind_owners", "schedule": 1800},
    "remind-assessments": {"task": "assessments.remind", "schedule": 1800},
    "remind-funding": {"task": "funding.remind", "schedule": 1800},
    "remind-issues": {"task": "problems.remind_of_issues", "schedule": 1800},
    "close-calls": {"task": "funding.close_calls", "schedule": 60},
    "remind-meetings": {"task": "meetings.remind", "schedule": 1800},
    "remind-of-reviews": {"task": "reviews.remind", "schedule": 1800},
    "chase-for-reviews": {"task": "reviews.chase", "schedule": 1800},
    "close-papers-of-reviews": {"task": "reviews.close_papers", "schedule": 1800},
    "remove-expired-exports": {"task": "reviews.remove_expired", "schedule": 1800},
    "remind-reviews": {"task": "problems.remind_reviews", "schedule": 1800},
    "close-expired-access": {"task": "records.close_expired_grants", "schedule": 3600},
    "note-what-was-taken": {"task": "records.fill_taken", "schedule": 24 * 3600},
    "clear-old-packs": {"task": "meetings.clear_packs", "schedule": 24 * 3600},
    "clear-old-sign-ins": {"task": "accounts.clear_old", "schedule": 24 * 3600},
}

# -- People and access -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "partnership.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",  # what a role entails
    "records.access.GrantBackend",  # what was granted by name
    "accounts.backends.PasswordBackend",
]
GUARDIAN_GET_CONTENT_TYPE = "records.access.content_type"
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.WordsOfTheWorkValidator"},
]
if STOLEN_PASSWORDS := env.file("STOLEN_PASSWORDS"):
    AUTH_PASSWORD_VALIDATORS.append(
        {
            "NAME": "django.contrib.auth.password_validation.CommonPasswordValidator",
            "OPTIONS": {"password_list_path": STOLEN_PASSWORDS},
        }
    )
SECOND_FACTOR_REQUIRED = env.flag("SECOND_FACTOR_REQUIRED", default=not DEMONSTRATION)
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 60, least=1)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # it ends with the browser, as the session does
MESSAGE_STORAGE = "accounts.messages.SealedStorage"

# -- Signing in (allauth) --------------------------------------------------------------------------------------
OIDC_BY_ID = oidc.read(env.text("OIDC_PROVIDERS"))
DEMONSTRATION_PASSWORD = env.text("PORTAL_DEMONSTRATION_PASSWORD", "northshire-demonstration")
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_RATE_LIMITS = {  # `accounts.limits` guards secrets; these slow floods from an address that many share
    "login": "120/m/ip",
    "login_failed": None,
    "reset_password_from_key": "60/m/ip",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = PORTAL_NAME
MFA_TOTP_TOLERANCE = 1  # half a minute for a clock that is slow or fast
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PORTAL_URL.startswith("https://")
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.ConfirmCodeForm",
    "activate_totp": "accounts.forms.SetUpAppForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "accounts.adapters.AgencyAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_PROVIDERS = oidc.providers(OIDC_BY_ID)
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", int(PORTAL_URL.startswith("https://")))

# -- Behind a TLS-terminating proxy ----------------------------------------------------------------------------
HTTPS = PORTAL_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"  # no other host may set what begins so
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *oidc.origins(OIDC_BY_ID)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# -- Language, static and stored files -------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR_DIR / "media")))
TAKEN_FILE = Path(env.text("TAKEN_FILE", str(MEDIA_ROOT / "taken.log")))  # what no backup may give back
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.text("STATICFILES_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
UPLOAD_LIMIT_MB = env.number("UPLOAD_LIMIT_MB", 20, least=1)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = [
    "documents.uploads.QuotaHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "documents.uploads.DiskHandler",
]
CLAMAV_SOCKET = env.text("CLAMAV_SOCKET")  # /run/clamav/clamd.ctl or tcp://scanner:3310; empty scans nothing
X_ACCEL_PREFIX = env.text("X_ACCEL_PREFIX")  # where nginx serves MEDIA_ROOT from, as an internal location

# -- Mail ------------------------------------------------------------------------------------------------------
MAIL_URL = env.text("MAIL_URL")  # `notices.mail.carrier_for` reads it; empty keeps mail
EMAIL_BACKEND = "notices.mail.PortalBackend"
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Partnership Portal <portal@localhost>")

LOG_LEVEL = env.like(
    "LOG_LEVEL",
    "DEBUG|INFO|WARNING|ERROR|CRITICAL",
    "INFO",
    such_as="DEBUG, INFO, WARNING, ERROR or CRITICAL",
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "config.logs.JSONFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # our GrantBackend is guardian's, asked less often
    "models.W040",  # on SQLite an index leaves out the columns that it would only carry
]
