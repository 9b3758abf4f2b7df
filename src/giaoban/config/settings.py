"""What differs between installations comes from the environment; the rest is written here."""

import os
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.environment import kept_key, mail_server, read_environment
from giaoban.ground.platform.logs import log_settings

# Checked as it is read: a mistake stops the start, told in a sentence.
ENVIRONMENT = read_environment(os.environ)

VAR = Path(ENVIRONMENT["GIAOBAN_VAR"]).resolve()

# `giaoban serve` keeps a key in the file, and pages, worker and commands must share it. Without
# any each start invents one: safe, but sign-ins and jobs end with the process.
SECRET_KEY = (
    ENVIRONMENT["GIAOBAN_SECRET_KEY"] or kept_key(VAR / "secret-key") or get_random_secret_key()
)
DEBUG = ENVIRONMENT["GIAOBAN_DEBUG"] == "1"
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT["GIAOBAN_HOSTS"].split(",")]
HTTPS = ENVIRONMENT["GIAOBAN_HTTPS"] == "1"
FILES_ROOT = Path(ENVIRONMENT["GIAOBAN_FILES"] or VAR / "files")
DAY = date.fromisoformat(ENVIRONMENT["GIAOBAN_DAY"]) if ENVIRONMENT["GIAOBAN_DAY"] else None
TEMPLATE_FOLDER = ENVIRONMENT["GIAOBAN_TEMPLATES"]

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
    "giaoban.records.documents",
    "giaoban.records.tasks",
    "giaoban.records.tasks.urging",
    "giaoban.cycle.intake",
    "giaoban.faces.workspace",
    "giaoban.faces.api",
]

MIDDLEWARE = [
    "giaoban.ground.platform.requests.RequestNumber",
    "django.middleware.security.SecurityMiddleware",
    "giaoban.ground.platform.middleware.CarefulHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "giaoban.ground.platform.middleware.Watch",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "giaoban.ground.platform.middleware.BoundedBody",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
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
        "OPTIONS": {"connect_timeout": 5},
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
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

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
# A proxy in front speaks HTTPS and says so in this header, which it must take from everybody else.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
# Machines ask these from beside the process, not through the proxy.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
X_FRAME_OPTIONS = "DENY"

# What one request may bring: the reader refuses files above 20 MB with a sentence of its own.
BODY_MAX_BYTES = 25_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

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
SITE_URL = ENVIRONMENT["GIAOBAN_URL"].rstrip("/")

# What one token may ask of the JSON API, in bursts as well.
API_REQUESTS_PER_MINUTE = 300
