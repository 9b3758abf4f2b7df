"""The JSON API: who asks, how much, and which room answers under which address."""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router, Schema
from ninja.errors import AuthenticationError, Throttled
from ninja.operation import Operation
from ninja.responses import Status
from ninja.security import HttpBearer, SessionAuth

from giaoban.cycle.intake import api as intake
from giaoban.faces.api import services
from giaoban.faces.api.problems import tell_problems
from giaoban.faces.api.types import Answer, KeyMalformed, ScopeMissing
from giaoban.ground.accounts import api as accounts
from giaoban.ground.accounts import selectors as tokens
from giaoban.ground.accounts import services as counting
from giaoban.ground.accounts.http import ApiRequest
from giaoban.ground.accounts.models import Token, User
from giaoban.ground.platform import clock
from giaoban.records.documents import api as documents
from giaoban.records.organisations import api as organisations
from giaoban.records.tasks import api as tasks

VERSION = "1.0.0"
KEPT_HEADERS = ("ETag", "Location")
READING = {"GET", "HEAD"}


# Who asks


class TokenAuth(HttpBearer):
    """By a token in the header, which is good for some rooms; each of its requests is counted.

    Without a `room` any token will do. `only_reads`: what is sent there changes nothing.
    """

    def __init__(self, room: str = "", *, only_reads: bool = False) -> None:
        super().__init__()
        self._room = room
        self._only_reads = only_reads

    def scope(self, method: str) -> str:
        if not self._room:
            return ""
        reads = self._only_reads or method in READING
        return f"{self._room}:{'read' if reads else 'write'}"

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        now = clock.now()
        found = tokens.token_with(secret=token, now=now)
        if found is None:
            raise AuthenticationError
        limit = settings.API_REQUESTS_PER_MINUTE
        wait = counting.count_request(token=found, now=now, per_minute=limit)
        if wait is not None:
            raise Throttled(wait=max(math.ceil(wait), 1))
        scope = self.scope(request.method or "")
        if scope and scope not in found.scopes:
            raise ScopeMissing(scope)
        request.user = found.owner
        return found


class SignedIn(SessionAuth):
    """By the session of someone who is signed in; a change needs the CSRF token of its pages."""

    def __call__(self, request: HttpRequest) -> User | None:
        if not isinstance(request.user, User):
            return None
        signed_in: User | None = super().__call__(request)
        return signed_in


# How often


def once(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a POST with an Idempotency-Key be carried out once, and answered alike each time."""

    @wraps(view)
    def answered(request: ApiRequest, *args: Any, **kwargs: Any) -> Any:
        key = request.headers.get("Idempotency-Key")
        if key is None or request.method != "POST":
            return view(request, *args, **kwargs)
        if not (1 <= len(key) <= 200 and key.isascii() and key.isprintable()):
            raise KeyMalformed

        def work() -> Answer:
            return _answer(view(request, *args, **kwargs), kwargs.get("response"))

        answer = services.answer_once(
            actor=request.user,
            key=key,
            request_digest=_digest(request),
            now=clock.now(),
            work=work,
        )
        headers = dict(answer.headers)
        if answer.repeated:
            headers["Idempotent-Replayed"] = "true"
        kind = "application/json; charset=utf-8"
        return HttpResponse(answer.body, status=answer.status, headers=headers, content_type=kind)

    return answered


def _digest(request: HttpRequest) -> str:
    told = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(told).hexdigest()


def _answer(result: Status[Schema] | Schema, response: HttpResponse | None) -> Answer:
    status, value = (
        (result.status_code, result.value) if isinstance(result, Status) else (200, result)
    )
    headers = {name: response[name] for name in KEPT_HEADERS if response and name in response}
    return Answer(status, headers, value.model_dump_json(by_alias=True))


# Which room


@dataclass(frozen=True)
class Mount:
    """Where the router of a room answers, and which scopes its tokens need."""

    prefix: str
    router: Router
    auth: TokenAuth


MOUNTS = (
    Mount("/me", organisations.me, TokenAuth()),
    Mount("", organisations.router, TokenAuth("organisations")),
    Mount("/documents", documents.router, TokenAuth("documents")),
    Mount("/tasks", tasks.router, TokenAuth("tasks")),
    Mount("/duties", tasks.duties, TokenAuth("tasks")),
    Mount("/score-card", tasks.score_cards, TokenAuth("tasks")),
    Mount("/readings", intake.router, TokenAuth("readings", only_reads=True)),
    Mount("/tokens", accounts.router, TokenAuth("tokens")),
)


class Api(NinjaAPI):
    """Operations are called by the names of their functions, which are sentences."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = Api(
    title="giaoban",
    version=VERSION,
    description=(
        "Units, documents, tasks and score-cards of the briefing, with the same rights as on the"
        " pages: what you may not see does not exist here either."
    ),
    urls_namespace="api:v1",
    openapi_url=None,
    docs_url=None,
)
tell_problems(api, mistakes=(*tasks.MISTAKES, *intake.MISTAKES))
api.add_decorator(once)
for mount in MOUNTS:
    api.add_router(mount.prefix, mount.router, auth=[mount.auth, SignedIn()])
