"""What differs between installations comes from the environment; the rest is written here."""

import os
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.environment import (
    kept_key,
    mail_server,
    open_id_connect,
    read_environment,
)
from giaoban.ground.platform.logs import log_settings

# Checked as it is read: a mistake stops the start, told in a sentence.
ENVIRONMENT = read_environment(os.environ)

VAR = Path(ENVIRONMENT["GIAOBAN_VAR"]).resolve()

# `giaoban serve` keeps a key in the file, and pages, worker and commands must share it. Without
# any each start invents one: safe, but sign-ins and jobs end with the process.
SECRET_KEY = (
    ENVIRONMENT["GIAOBAN_SECRET_KEY"] or kept_key(VAR / "secret-key") or get_random_secret_key()
)
FORMER_SECRET_KEY = ENVIRONMENT["GIAOBAN_FORMER_SECRET_KEY"]
SECRET_KEY_FALLBACKS = [FORMER_SECRET_KEY] if FORMER_SECRET_KEY else []
DEBUG = ENVIRONMENT["GIAOBAN_DEBUG"] == "1"
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT["GIAOBAN_HOSTS"].split(",")]
HTTPS = ENVIRONMENT["GIAOBAN_HTTPS"] == "1"
FILES_ROOT = Path(ENVIRONMENT["GIAOBAN_FILES"] or VAR / "files")
DAY = date.fromisoformat(ENVIRONMENT["GIAOBAN_DAY"]) if ENVIRONMENT["GIAOBAN_DAY"] else None
TEMPLATE_FOLDER = ENVIRONMENT["GIAOBAN_TEMPLATES"]
VOCABULARY_FILE = ENVIRONMENT["GIAOBAN_VOCABULARY"]

SLOW_MS = int(ENVIRONMENT["GIAOBAN_SLOW_MS"])
DISK_MIN_MB = int(ENVIRONMENT["GIAOBAN_DISK_MIN_MB"])
BACKUP_HOURS = int(ENVIRONMENT["GIAOBAN_BACKUP_HOURS"])
METRICS_TOKEN = ENVIRONMENT["GIAOBAN_METRICS_TOKEN"]
LOGGING = log_settings(ENVIRONMENT["GIAOBAN_LOG_LEVEL"])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "django_q",
    "template_partials",
    "giaoban.ground.platform",
    "giaoban.ground.audit",
    "giaoban.ground.files",
    "giaoban.ground.notices",
    "giaoban.ground.accounts",
    "giaoban.records.organisations",
    "giaoban.records.organisations.administration",
    "giaoban.records.documents",
    "giaoban.records.tasks",
    "giaoban.records.tasks.urging",
    "giaoban.records.tasks.recurring",
    "giaoban.records.tasks.papers",
    "giaoban.records.tasks.handing_over",
    "giaoban.records.tasks.editions",
    "giaoban.records.tasks.saved",
    "giaoban.records.tasks.together",
    "giaoban.records.tasks.looking",
    "giaoban.records.tasks.importing",
    "giaoban.records.tasks.reconciling",
    "giaoban.cycle.meetings",
    "giaoban.cycle.reporting",
    "giaoban.cycle.intake",
    "giaoban.faces.workspace",
    "giaoban.faces.api",
]

MIDDLEWARE = [
    "giaoban.ground.platform.requests.RequestNumber",
    "django.middleware.security.SecurityMiddleware",
    "giaoban.ground.platform.middleware.CarefulHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "giaoban.ground.platform.middleware.Watch",
    "giaoban.ground.platform.middleware.NoMachineInTheClear",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "giaoban.ground.platform.middleware.BoundedBody",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "giaoban.ground.accounts.middleware.Signing",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "giaoban.config.urls"
WSGI_APPLICATION = "giaoban.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "giaoban.faces.workspace.navigation.navigation",
            ],
            "builtins": ["giaoban.ground.platform.templatetags.figures"],
        },
    }
]

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site uses our assets


def _database(address: str) -> dict[str, object]:
    """A path is a SQLite file; `postgresql://user:password@host:port/name` is what it says."""
    if not address.startswith(("postgres://", "postgresql://")):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": address,
            # SQLite has no row locks: a transaction takes the write lock at its start, not midway.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        # The planner takes a disk with heads for granted, and would read whole tables instead of
        # the index that holds all a score-card asks for.
        "OPTIONS": {"connect_timeout": 5, "options": "-c random_page_cost=1.1 -c jit=off"},
    }


DATABASES = {"default": _database(ENVIRONMENT["GIAOBAN_DATABASE"] or str(VAR / "giaoban.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "workspace:home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "giaoban.ground.accounts.passwords.GuessedFirst"},
]

# By which day a result is held against its deadline; records.tasks folds events by it.
RESULT_DAY = ENVIRONMENT["GIAOBAN_RESULT_DAY"]

# Signing in. allauth keeps second factors and walks through the steps; its own pages, messages and
# mails are not used, and how often one may try is counted by accounts, not in a cache of each
# process.
SECOND_FACTOR = ENVIRONMENT["GIAOBAN_SECOND_FACTOR"]
OIDC = open_id_connect(ENVIRONMENT)
ACCOUNT_ADAPTER = "giaoban.ground.accounts.adapters.Accounts"
ACCOUNT_EMAIL_VERIFICATION = SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_LOGIN_TIMEOUT = 600  # from the password to the second step
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "giaoban.ground.accounts.adapters.Factors"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "giaoban.ground.accounts.issuer.Issuers"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
# The proxy in front names from where a request came as the last of X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
SESSION_HOURS = int(ENVIRONMENT["GIAOBAN_SESSION_HOURS"])
IDLE_MINUTES = int(ENVIRONMENT["GIAOBAN_IDLE_MINUTES"])
SESSION_COOKIE_AGE = SESSION_HOURS * 3600

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["giaoban.config.formats"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Under this name a browser takes a cookie from this very host alone, and only over HTTPS.
HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{HOST_ONLY}sessionid"
CSRF_COOKIE_NAME = f"{HOST_ONLY}csrftoken"
LANGUAGE_COOKIE_NAME = f"{HOST_ONLY}django_language"
DEVICE_COOKIE_NAME = f"{HOST_ONLY}giaoban_device"
# What was just said to somebody waits in the database, never in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# A proxy in front speaks HTTPS and says so in this header, which it must take from everybody else.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
# Machines ask the first two from beside the process, not through the proxy. The API is not led to
# HTTPS but refused without it, by NoMachineInTheClear.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$", r"^api/v1/"]
X_FRAME_OPTIONS = "DENY"

# What one request may bring: the reader refuses files above 20 MB with a sentence of its own.
BODY_MAX_BYTES = 25_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Where clamd listens; without it files are not scanned.
CLAMAV = ENVIRONMENT["GIAOBAN_CLAMAV"]

# Jobs: kept in the database. A row is handed out again when its worker died, which is only sure
# once no attempt can still be at work: `retry` lies above `timeout`. `platform.jobs` counts the
# attempts and says how long to wait; what failed is therefore never taken for done.
JOB_SECONDS = int(ENVIRONMENT["GIAOBAN_JOB_SECONDS"])
Q_CLUSTER = {
    "name": "giaoban",
    "orm": "default",
    "workers": int(ENVIRONMENT["GIAOBAN_JOB_WORKERS"]),
    "timeout": JOB_SECONDS,
    "retry": JOB_SECONDS * 3 // 2,
    "queue_limit": 1,  # what waits for a worker waits in the database, where its time does not run
    "ack_failures": False,
    "max_attempts": 0,
    "catch_up": False,  # what was missed is done once
    "poll": 1,
    "save_limit": 100,
}

# E-mail: none is sent where no server is named.
MAIL_SERVER = mail_server(ENVIRONMENT["GIAOBAN_MAIL"])
MAIL_IS_SENT = bool(MAIL_SERVER.host)
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.starts_tls, MAIL_SERVER.is_tls
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT["GIAOBAN_MAIL_FROM"]
# Devices: none is told where no push service is named. An address is one of these services alone,
# and never of this network, but for the tests, which have a service of their own here.
PUSH_SERVICES = [
    name.strip() for name in ENVIRONMENT["GIAOBAN_PUSH_SERVICES"].split(",") if name.strip()
]
PUSH_TO_THIS_NETWORK = False
PUSH_CA_FILE = ""
NOTICES_PAGE = "notices:inbox"
SITE_URL = ENVIRONMENT["GIAOBAN_URL"].rstrip("/")

# What one token may ask of the JSON API, in bursts as well.
API_REQUESTS_PER_MINUTE = 300
