"""How the API says no: problem+json (RFC 9457), in the language of whoever asks."""

import logging
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled
from ninja.errors import ValidationError as WrongRequest
from pydantic import Field

from giaoban.faces.api.types import KeyMalformed, KeyUsedOtherwise, ScopeMissing
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.json_api.versions import ChangedMeanwhile, VersionMissing
from giaoban.ground.platform.requests import current_request

MEDIA_TYPE = "application/problem+json"
KIND = "urn:giaoban:problem:"

log = logging.getLogger("giaoban.api")


class WrongPart(Schema):
    """One thing that is wrong in a request: in its body (`pointer`) or address (`parameter`)."""

    code: str = Field(examples=["missing"])
    detail: str = Field(examples=["This is missing."])
    pointer: str | None = Field(default=None, examples=["#/title"])
    parameter: str | None = Field(default=None, examples=[None])


class Problem(Schema):
    """Why a request was not carried out. `detail` is a sentence for people."""

    type: str = Field(examples=[f"{KIND}invalid"])
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    code: str = Field(examples=["invalid"])
    detail: str = Field(examples=["Something in this request is missing or does not fit."])
    errors: list[WrongPart] = []
    request: str = Field(examples=["8f0c2b6e41d97a35"], description="The number of the request.")


_TITLES: dict[int, Promise] = {
    400: gettext_lazy("Not understood"),
    401: gettext_lazy("Sign-in needed"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Not possible here"),
    409: gettext_lazy("Not possible now"),
    412: gettext_lazy("Changed meanwhile"),
    413: gettext_lazy("Too large"),
    422: gettext_lazy("Not valid"),
    428: gettext_lazy("Version needed"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Our mistake"),
}


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    errors: Iterable[WrongPart] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    told = Problem(
        type=f"{KIND}{code}",
        title=str(_TITLES.get(status, HTTPStatus(status).phrase)),
        status=status,
        code=code,
        detail=detail,
        errors=list(errors),
        request=current_request(),
    )
    return JsonResponse(
        told.model_dump(),
        status=status,
        content_type=MEDIA_TYPE,
        headers=dict(headers or {}),
        json_dumps_params={"ensure_ascii": False},
    )


def not_found() -> HttpResponse:
    detail = _("This does not exist, or you may not see it.")
    return problem(HTTPStatus.NOT_FOUND, "not-found", detail)


def method_not_allowed(allowed: str) -> HttpResponse:
    detail = _("This address understands: %(methods)s.") % {"methods": allowed}
    status = HTTPStatus.METHOD_NOT_ALLOWED
    return problem(status, "method-not-allowed", detail, headers={"Allow": allowed})


# From exceptions


_STATUSES: dict[type[RuleBroken], int] = {
    ScopeMissing: HTTPStatus.FORBIDDEN,
    KeyMalformed: HTTPStatus.BAD_REQUEST,
    KeyUsedOtherwise: HTTPStatus.UNPROCESSABLE_ENTITY,
    ChangedMeanwhile: HTTPStatus.PRECONDITION_FAILED,
    VersionMissing: HTTPStatus.PRECONDITION_REQUIRED,
}


def tell_problems(api: NinjaAPI, *, mistakes: Iterable[type[RuleBroken]]) -> None:
    """Let an API answer exceptions with problems; `mistakes` lie in what was sent (422), other
    broken rules in how things stand (409)."""
    statuses = _STATUSES | dict.fromkeys(mistakes, HTTPStatus.UNPROCESSABLE_ENTITY)

    def rule_broken(_request: HttpRequest, refusal: Any) -> HttpResponse:
        status = statuses.get(type(refusal), HTTPStatus.CONFLICT)
        return problem(status, code_of(type(refusal)), str(refusal))

    handlers: dict[type[Exception], Any] = {
        RuleBroken: rule_broken,
        WrongRequest: _wrong_request,
        ValidationError: _wrong_values,
        PermissionDenied: _denied,
        Http404: _missing,
        AuthenticationError: _unknown,
        Throttled: _too_many,
        HttpError: _other,
        RequestDataTooBig: _too_large,
        Exception: _ours,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def code_of(refusal: type[RuleBroken]) -> str:
    """`duty-closed` for DutyClosed."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", refusal.__name__).lower()


def _wrong_request(_request: HttpRequest, wrong: WrongRequest) -> HttpResponse:
    # Numbers in an address that nothing can have name nothing.
    if any(error["loc"][:1] == ("path",) for error in wrong.errors):
        return not_found()
    return _invalid(_wrong_part(error) for error in wrong.errors)


def _wrong_values(_request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    if not hasattr(wrong, "error_dict"):
        return _invalid(WrongPart(code="invalid", detail=words) for words in wrong.messages)
    return _invalid(
        WrongPart(code="invalid", detail=words, pointer=f"#/{name}")
        for name, messages in wrong.message_dict.items()
        for words in messages
    )


def _invalid(errors: Iterable[WrongPart]) -> HttpResponse:
    detail = _("Something in this request is missing or does not fit.")
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", detail, errors=errors)


def _denied(_request: HttpRequest, _exception: PermissionDenied) -> HttpResponse:
    return problem(HTTPStatus.FORBIDDEN, "not-allowed", _("You may not do this."))


def _missing(_request: HttpRequest, _exception: Http404) -> HttpResponse:
    return not_found()


def _unknown(_request: HttpRequest, _exception: AuthenticationError) -> HttpResponse:
    detail = _("Send a token that is in force, in the header Authorization: Bearer.")
    headers = {"WWW-Authenticate": 'Bearer realm="giaoban"'}
    return problem(HTTPStatus.UNAUTHORIZED, "sign-in-needed", detail, headers=headers)


def _too_many(_request: HttpRequest, throttled: Throttled) -> HttpResponse:
    seconds = throttled.wait or 1
    detail = _("Too many requests by this token. Wait %(seconds)s s.") % {"seconds": seconds}
    headers = {"Retry-After": str(seconds)}
    return problem(HTTPStatus.TOO_MANY_REQUESTS, "too-many-requests", detail, headers=headers)


def _other(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja refuses by itself: a body that is no JSON, a form without its CSRF token."""
    if error.status_code == HTTPStatus.FORBIDDEN:
        detail = _("A change made in a session bears the CSRF token of its pages.")
        return problem(HTTPStatus.FORBIDDEN, "csrf", detail)
    return problem(error.status_code, "malformed", _("The body of this request is not JSON."))


def _too_large(_request: HttpRequest, _exception: RequestDataTooBig) -> HttpResponse:
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return problem(status, "too-large", _("This is more than one request may bring."))


def _ours(_request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("an operation failed", exc_info=error)
    detail = _("Something went wrong on our side. Nothing was changed.")
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "our-mistake", detail)


# What is wrong in a value


_WORDS: dict[str, Promise] = {
    "missing": gettext_lazy("This is missing."),
    "extra_forbidden": gettext_lazy("There is no such part."),
    "string_too_short": gettext_lazy("This is empty or too short."),
    "string_too_long": gettext_lazy("This has more than %(max_length)s characters."),
    "too_long": gettext_lazy("These are more than %(max_length)s."),
    "string_type": gettext_lazy("This is no text."),
    "int_parsing": gettext_lazy("This is no whole number."),
    "int_type": gettext_lazy("This is no whole number."),
    "int_from_float": gettext_lazy("This is no whole number."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "greater_than_equal": gettext_lazy("This is less than %(ge)s."),
    "less_than_equal": gettext_lazy("This is more than %(le)s."),
    "enum": gettext_lazy("This is none of: %(expected)s."),
    "bool_parsing": gettext_lazy("This is neither true nor false."),
    "bool_type": gettext_lazy("This is neither true nor false."),
    "list_type": gettext_lazy("This is no list."),
    "model_type": gettext_lazy("This is no object."),
    "model_attributes_type": gettext_lazy("This is no object."),
    "dict_type": gettext_lazy("This is no object."),
    "date_from_datetime_parsing": gettext_lazy("There is no such day."),
    "date_parsing": gettext_lazy("There is no such day."),
    "unstorable_text": gettext_lazy("This text has characters that are no text."),
    "day_form": gettext_lazy("A day is written as 2020-07-31."),
    "day_out_of_reach": gettext_lazy("This day is too long ago or too far ahead."),
}


def _wrong_part(error: Mapping[str, Any]) -> WrongPart:
    place, *path = error["loc"]
    kind = error["type"]
    words = str(_WORDS.get(kind, gettext_lazy("This does not fit here.")))
    detail = words % {**error.get("ctx", {})} if "%(" in words else words
    if place == "body":
        # The first step is the name of ninja's argument.
        return WrongPart(
            code=kind, detail=detail, pointer="#" + "".join(f"/{_step(each)}" for each in path[1:])
        )
    # Before the name of the parameter may stand that of an argument, after it a place in its list.
    names = [each for each in path if isinstance(each, str)]
    return WrongPart(code=kind, detail=detail, parameter=names[-1])


def _step(name: object) -> str:
    """A name in a JSON pointer (RFC 6901)."""
    return str(name).replace("~", "~0").replace("/", "~1")[:200]
