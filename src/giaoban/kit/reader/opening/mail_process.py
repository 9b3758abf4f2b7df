"""The script that takes an e-mail apart; `apart.py` says why it runs by itself.

Arguments: bytes of memory, seconds of processor, parts at most. It answers with one line for the
envelope, `{"subject": …, "envelope": […]}`, and one for each part in order, `{"type": media type,
"name": of its file, "attached": whether it is an attachment, "data": base64}`; or with
`{"refused": why}` and the value of a Reason.
"""

import base64
import email
import email.policy
import json
import resource
import sys
from collections.abc import Iterator
from email.message import EmailMessage

_FIELDS = ("From", "To", "Cc", "Date")
_LONGEST_FIELD = 2_000


def parts_of(data: bytes, most: int) -> Iterator[dict[str, object]]:
    """What the script answers about `data`, line by line."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    yield {
        "subject": _field(message, "Subject"),
        "envelope": [f"{name}: {said}" for name in _FIELDS if (said := _field(message, name))],
    }
    for number, part in enumerate(_leaves(message)):
        if number >= most:
            yield {"refused": "not-mail"}
            return
        yield {
            "type": part.get_content_type(),
            "name": _name(part),
            "attached": part.get_content_disposition() == "attachment",
            "data": base64.b64encode(_content(part)).decode(),
        }


def _field(message: EmailMessage, name: str) -> str:
    """A field of the head in letters; one that is broken says nothing."""
    try:
        return " ".join(str(message.get(name, "")).split())[:_LONGEST_FIELD]
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""


def _name(part: EmailMessage) -> str:
    try:
        return (part.get_filename() or "")[:200]
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, of two that say the same the plain one."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_type() == "message/rfc822" or not part.is_multipart():
            yield part
            continue
        inner = [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
        if part.get_content_type() == "multipart/alternative":
            inner = _plainest(inner)
        waiting += reversed(inner)


def _plainest(ways: list[EmailMessage]) -> list[EmailMessage]:
    """Of several ways to say the same the plain text, if it says anything."""
    for way in ways:
        if way.get_content_type() == "text/plain" and _content(way).strip():
            return [way]
    return ways[-1:]


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, EmailMessage) else b""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    if part.get_content_maintype() == "text":
        return _in_unicode(content, part.get_content_charset())
    return content


def _in_unicode(content: bytes, charset: str | None) -> bytes:
    """Text as UTF-8 where the mail rightly says what it is in; else as it came."""
    try:
        return content.decode(charset or "utf-8").encode()
    except (LookupError, ValueError):
        return content


def main(arguments: list[str]) -> None:
    memory, seconds, most = map(int, arguments)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for answer in parts_of(sys.stdin.buffer.read(), most):
            sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.write(json.dumps({"whole": True}) + "\n")
    except MemoryError:
        raise
    except Exception:  # the parser meets all kinds of damage, depth among them
        sys.stdout.write(json.dumps({"refused": "not-mail"}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
