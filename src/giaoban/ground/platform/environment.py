"""What the environment may say: every variable, what is wrong with its value, in one sentence each.

The settings read their values here, so that a mistake stops the start and is told in words.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_noop

PREFIX = "GIAOBAN_"
OF_FILE = "_FILE"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
MAIL = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}  # each with its usual port
POSTGRESQL = ("postgres://", "postgresql://")
LONGEST_TOKEN_THAT_IS_GUESSED = 15
LAST_PORT = 65_535


@dataclass(frozen=True)
class Mistake:
    """One wrong value. `words` is a msgid; its values never hold the secret part of a setting."""

    name: str
    words: str
    values: Mapping[str, str] = field(default_factory=dict)

    def told(self, translate: Callable[[str], str] = str) -> str:
        return f"{self.name}: {translate(self.words) % self.values}"


class Misconfigured(ImproperlyConfigured):
    """The program cannot start like this; every mistake is told, not only the first."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(each.told() for each in mistakes))
        self.mistakes = mistakes


Check = Callable[[str], Iterator[Mistake]]


def _anything(_value: str) -> Iterator[Mistake]:
    yield from ()


def _switch(name: str) -> Check:
    def check(value: str) -> Iterator[Mistake]:
        if value not in {"", "0", "1"}:
            yield Mistake(name, gettext_noop("Only 1 (on), 0 or nothing (off) are understood."))

    return check


def _whole_number(name: str) -> Check:
    def check(value: str) -> Iterator[Mistake]:
        if not value.isascii() or not value.isdecimal():
            said = {"value": value}
            yield Mistake(name, gettext_noop("“%(value)s” is not a whole number."), said)

    return check


def _day(value: str) -> Iterator[Mistake]:
    try:
        date.fromisoformat(value or "2020-07-02")
    except ValueError:
        words = gettext_noop("“%(value)s” is not a day; write it as 2020-07-02.")
        yield Mistake("GIAOBAN_DAY", words, {"value": value})


def _hosts(value: str) -> Iterator[Mistake]:
    for host in value.split(","):
        if not host.strip() or "/" in host or " " in host.strip():
            words = gettext_noop(
                "“%(value)s” is not the name of a host; write names alone, "
                "as in giaoban.example.vn,localhost."
            )
            yield Mistake("GIAOBAN_HOSTS", words, {"value": host})


def _database(value: str) -> Iterator[Mistake]:
    name = "GIAOBAN_DATABASE"
    if "://" not in value:
        if value and Path(value).is_dir():
            yield Mistake(name, gettext_noop("This is a folder; name a file in it."))
        return
    # The address bears a password: no sentence repeats it.
    if not value.startswith(POSTGRESQL):
        words = gettext_noop(
            "Write a path for SQLite, or postgresql://user:password@host:port/name."
        )
        yield Mistake(name, words)
        return
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        yield Mistake(name, gettext_noop("The port is not a number from 1 to 65535."))
        return
    if port == 0:
        yield Mistake(name, gettext_noop("The port is not a number from 1 to 65535."))
    if not parts.path.strip("/"):
        yield Mistake(name, gettext_noop("The name of the database is missing after the host."))


def _vocabulary(value: str) -> Iterator[Mistake]:
    if value and not Path(value).is_file():
        yield Mistake(
            "GIAOBAN_VOCABULARY", gettext_noop("“%(value)s” is no file."), {"value": value}
        )


def _templates(value: str) -> Iterator[Mistake]:
    if value and not Path(value).is_dir():
        words = gettext_noop("There is no folder %(value)s.")
        yield Mistake("GIAOBAN_TEMPLATES", words, {"value": value})


def _level(value: str) -> Iterator[Mistake]:
    if value not in LEVELS:
        words = gettext_noop("“%(value)s” is none of %(known)s.")
        said = {"value": value, "known": ", ".join(LEVELS)}
        yield Mistake("GIAOBAN_LOG_LEVEL", words, said)


def _token(value: str) -> Iterator[Mistake]:
    if value and len(value) <= LONGEST_TOKEN_THAT_IS_GUESSED:
        words = gettext_noop("The token is too short; take 16 random characters or more.")
        yield Mistake("GIAOBAN_METRICS_TOKEN", words)


def _number_from(name: str, least: int) -> Check:
    def check(value: str) -> Iterator[Mistake]:
        if not value.isascii() or not value.isdecimal() or int(value) < least:
            said = {"value": value, "least": str(least)}
            words = gettext_noop("“%(value)s” is not a whole number from %(least)s on.")
            yield Mistake(name, words, said)

    return check


def _mail(value: str) -> Iterator[Mistake]:
    name = "GIAOBAN_MAIL"
    # The address bears a password: no sentence repeats it.
    parts = urlsplit(value)
    if value and (parts.scheme not in MAIL or not parts.hostname):
        words = gettext_noop("Write smtps://user:password@host:465, smtp+starttls://… or smtp://….")
        yield Mistake(name, words)
        return
    try:
        _port = parts.port
    except ValueError:
        yield Mistake(name, gettext_noop("The port is not a number from 1 to 65535."))


def _push_services(value: str) -> Iterator[Mistake]:
    for name in filter(None, map(str.strip, value.split(","))):
        if not _HOST.fullmatch(name):
            words = gettext_noop(
                "“%(value)s” is not the name of a push service; write names alone, "
                "as in fcm.googleapis.com,*.push.apple.com."
            )
            yield Mistake("GIAOBAN_PUSH_SERVICES", words, {"value": name})


# At least two labels after the star: "*.com" would be everybody's.
_HOST = re.compile(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def _url(value: str) -> Iterator[Mistake]:
    if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
        words = gettext_noop("“%(value)s” is no address; write it as https://giaoban.example.vn.")
        yield Mistake("GIAOBAN_URL", words, {"value": value})


def _scanner(value: str) -> Iterator[Mistake]:
    """A local socket, or host:port; clamd neither encrypts nor asks who is there."""
    host, _colon, port = value.rpartition(":")
    is_place = host and port.isascii() and port.isdecimal() and 0 < int(port) <= LAST_PORT
    if value and not value.startswith("/") and not is_place:
        words = gettext_noop(
            "“%(value)s” is no socket of clamd; write /run/clamav/clamd.ctl or 127.0.0.1:3310."
        )
        yield Mistake("GIAOBAN_CLAMAV", words, {"value": value})


def _one_of(name: str, *known: str) -> Check:
    def check(value: str) -> Iterator[Mistake]:
        if value not in known:
            words = gettext_noop("“%(value)s” is none of %(known)s.")
            yield Mistake(name, words, {"value": value, "known": ", ".join(known)})

    return check


def _issuer(value: str) -> Iterator[Mistake]:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query):
        words = gettext_noop("“%(value)s” is no address; write it as https://giaoban.example.vn.")
        yield Mistake("GIAOBAN_OIDC_ISSUER", words, {"value": value})


@dataclass(frozen=True)
class Variable:
    """`default` is what holds where nothing is said; a secret may come from a file instead."""

    default: str = ""
    check: Check = _anything
    secret: bool = False


VARIABLES: dict[str, Variable] = {
    "GIAOBAN_VAR": Variable("var"),
    "GIAOBAN_DATABASE": Variable(check=_database, secret=True),
    "GIAOBAN_FILES": Variable(),
    "GIAOBAN_TEMPLATES": Variable(check=_templates),
    "GIAOBAN_VOCABULARY": Variable(check=_vocabulary),
    "GIAOBAN_SECRET_KEY": Variable(secret=True),
    "GIAOBAN_FORMER_SECRET_KEY": Variable(secret=True),
    "GIAOBAN_HOSTS": Variable("localhost,127.0.0.1", _hosts),
    "GIAOBAN_HTTPS": Variable(check=_switch("GIAOBAN_HTTPS")),
    "GIAOBAN_DAY": Variable(check=_day),
    "GIAOBAN_DEBUG": Variable(check=_switch("GIAOBAN_DEBUG")),
    "GIAOBAN_LOG_LEVEL": Variable("INFO", _level),
    "GIAOBAN_SLOW_MS": Variable("1000", _whole_number("GIAOBAN_SLOW_MS")),
    "GIAOBAN_DISK_MIN_MB": Variable("500", _whole_number("GIAOBAN_DISK_MIN_MB")),
    "GIAOBAN_BACKUP_HOURS": Variable("26", _whole_number("GIAOBAN_BACKUP_HOURS")),
    "GIAOBAN_METRICS_TOKEN": Variable(check=_token, secret=True),
    "GIAOBAN_JOB_SECONDS": Variable("600", _number_from("GIAOBAN_JOB_SECONDS", 2)),
    "GIAOBAN_JOB_WORKERS": Variable("2", _number_from("GIAOBAN_JOB_WORKERS", 1)),
    "GIAOBAN_RESULT_DAY": Variable(
        "report", _one_of("GIAOBAN_RESULT_DAY", "report", "confirmation")
    ),
    "GIAOBAN_SECOND_FACTOR": Variable(
        "required", _one_of("GIAOBAN_SECOND_FACTOR", "required", "offered")
    ),
    "GIAOBAN_SESSION_HOURS": Variable("12", _number_from("GIAOBAN_SESSION_HOURS", 1)),
    "GIAOBAN_IDLE_MINUTES": Variable("120", _number_from("GIAOBAN_IDLE_MINUTES", 5)),
    "GIAOBAN_OIDC_ISSUER": Variable(check=_issuer),
    "GIAOBAN_OIDC_CLIENT": Variable(),
    "GIAOBAN_OIDC_SECRET": Variable(secret=True),
    "GIAOBAN_OIDC_NAME": Variable("OpenID Connect"),
    "GIAOBAN_OIDC_CLAIM": Variable("email"),
    "GIAOBAN_OIDC_OPENS_ACCOUNTS": Variable(check=_switch("GIAOBAN_OIDC_OPENS_ACCOUNTS")),
    "GIAOBAN_MAIL": Variable(check=_mail, secret=True),
    "GIAOBAN_MAIL_FROM": Variable("giaoban@localhost"),
    "GIAOBAN_PUSH_SERVICES": Variable(check=_push_services),
    "GIAOBAN_CLAMAV": Variable(check=_scanner),
    "GIAOBAN_URL": Variable("http://127.0.0.1:8000", _url),
}
# Read elsewhere than in the settings: by the tests and the score of the reader.
FURTHER = {"GIAOBAN_CORPUS"}


@dataclass(frozen=True)
class MailServer:
    """Where e-mail is handed over; without a host none is sent."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False


def mail_server(address: str) -> MailServer:
    """`smtp+starttls://user:password@host:587`, taken apart."""
    if not address:
        return MailServer()
    parts = urlsplit(address)
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or MAIL[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp+starttls",
        is_tls=parts.scheme == "smtps",
    )


@dataclass(frozen=True)
class OpenIdConnect:
    """Where people may sign in besides; nowhere without an issuer.

    `claim` of the issuer names the account here: `email`, if it is verified, or one that holds
    the user name. `opens_accounts` makes one for whoever has none.
    """

    issuer: str = ""
    client: str = ""
    secret: str = ""
    name: str = ""
    claim: str = "email"
    opens_accounts: bool = False


def open_id_connect(values: Mapping[str, str]) -> OpenIdConnect:
    return OpenIdConnect(
        issuer=values["GIAOBAN_OIDC_ISSUER"].removesuffix("/"),
        client=values["GIAOBAN_OIDC_CLIENT"],
        secret=values["GIAOBAN_OIDC_SECRET"],
        name=values["GIAOBAN_OIDC_NAME"],
        claim=values["GIAOBAN_OIDC_CLAIM"],
        opens_accounts=values["GIAOBAN_OIDC_OPENS_ACCOUNTS"] == "1",
    )


def _belong_together(values: Mapping[str, str]) -> Iterator[Mistake]:
    if values.get("GIAOBAN_OIDC_ISSUER") and not values.get("GIAOBAN_OIDC_CLIENT"):
        words = gettext_noop("Without it GIAOBAN_OIDC_ISSUER does not know this program.")
        yield Mistake("GIAOBAN_OIDC_CLIENT", words)


def kept_key(path: Path) -> str:
    """The key that `giaoban serve` made and kept, if it did."""
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def read_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The value of every variable, defaults filled in. Misconfigured names whatever is wrong."""
    values: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for name, variable in VARIABLES.items():
        try:
            said = _said(name, variable, environ)
        except (OSError, UnicodeDecodeError):
            path = environ[name + OF_FILE]
            words = gettext_noop("The file %(path)s cannot be read.")
            mistakes.append(Mistake(name + OF_FILE, words, {"path": path}))
            continue
        values[name] = said or variable.default
        mistakes.extend(variable.check(values[name]))
    mistakes.extend(_belong_together(values))
    if mistakes:
        raise Misconfigured(mistakes)
    return values


def _said(name: str, variable: Variable, environ: Mapping[str, str]) -> str:
    if variable.secret and not environ.get(name) and environ.get(name + OF_FILE):
        return Path(environ[name + OF_FILE]).read_text(encoding="utf-8").strip()
    return environ.get(name, "")


def strange_variables(environ: Mapping[str, str]) -> Iterator[Mistake]:
    """Variables that look like ours and that nothing reads: most are misspelt."""
    secret = {name + OF_FILE for name, variable in VARIABLES.items() if variable.secret}
    known = {*VARIABLES, *FURTHER, *secret}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, sorted(known), 1)
            if near:
                words = gettext_noop("There is no such setting; %(near)s may be meant.")
                yield Mistake(name, words, {"near": near[0]})
            else:
                yield Mistake(name, gettext_noop("There is no such setting."))
