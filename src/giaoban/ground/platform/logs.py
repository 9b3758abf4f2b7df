"""Logs that a machine reads: one JSON object a line, with the number of the request.

They tell what happened, never to whom and never in which words: no person, no text of a document,
no address asked for, no message of an error, in which a database quotes the row it refused.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

from giaoban.ground.platform.requests import current_request

# What a line may bear besides its words. Anything else given to a logger stays out.
FIELDS = ("method", "view", "status", "ms", "database_ms", "queries")
OURS = "giaoban"
DEEPEST = 30


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "said": _said(record),
        }
        if number := current_request():
            line["request"] = number
        line |= {name: vars(record)[name] for name in FIELDS if name in vars(record)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = f"{record.exc_info[0].__module__}.{record.exc_info[0].__qualname__}"
            line["where"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


def _said(record: logging.LogRecord) -> str:
    """Our own words with what was put in; of others only the pattern, since they quote data."""
    if record.name == OURS or record.name.startswith(f"{OURS}."):
        return record.getMessage()
    if record.name == "django.request" and isinstance(record.args, tuple) and record.args:
        return str(record.args[0])  # the reason alone: what follows is the address asked for
    return str(record.msg)


def _places(trace: TracebackType | None) -> list[str]:
    """Where it happened, innermost last: files, lines and functions, without what they held."""
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def log_settings(level: str) -> dict[str, object]:
    """For the LOGGING of the settings: lines to standard error, ours from `level` on."""
    quieter = level if level in {"WARNING", "ERROR"} else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "giaoban.ground.platform.logs.JsonLines"}},
        "handlers": {
            "lines": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stderr",
                "formatter": "json",
            }
        },
        "root": {"handlers": ["lines"], "level": quieter},
        "loggers": {
            OURS: {"level": level},
            # Django's own handlers would print pages of an error, with what they held.
            "django": {"handlers": [], "level": quieter, "propagate": True},
            # Its line for each refusal tells the address that was asked for; ours tells the view.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": quieter, "propagate": True},
            # At DEBUG it tells every statement with its values.
            "django.db.backends": {"level": "WARNING"},
        },
    }
