"""The page that explains the API, its description for machines, and what is no address of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from giaoban.faces.api.describing import Described, description_of
from giaoban.faces.api.problems import method_not_allowed, not_found
from giaoban.faces.api.types import SCOPES
from giaoban.ground.accounts.http import SignedInRequest


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    kind: str
    required: bool
    words: str


@dataclass(frozen=True)
class Shown:
    """An operation as the page shows it."""

    key: str
    method: str
    path: str
    summary: str
    words: str
    scope: str
    tag: str
    parameters: list[Parameter]
    body: str
    answer: str
    statuses: list[tuple[str, str]]


@require_safe
@login_required
def reference(request: SignedInRequest, api: NinjaAPI) -> HttpResponse:
    told = description_of(api)
    shown = [
        _shown(told, path, method, operation)
        for path, operations in told["paths"].items()
        for method, operation in operations.items()
    ]
    shown.sort(key=lambda each: each.tag)
    groups = [(tag, list(each)) for tag, each in groupby(shown, key=lambda each: each.tag)]
    context = {"groups": groups, "scopes": SCOPES, "version": api.version}
    return render(request, "api/reference.html", context)


@require_safe
def description(_request: HttpRequest, api: NinjaAPI) -> JsonResponse:
    """It tells nothing of this installation but which program runs here."""
    told = description_of(api)
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})


@csrf_exempt
def no_address(_request: HttpRequest) -> HttpResponse:
    return not_found()


def as_machines_need_it(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refusals as problems, and no answer kept by anyone on the way: it was made for one person."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = method_not_allowed(response["Allow"])
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answered


def _shown(told: Described, path: str, method: str, operation: Described) -> Shown:
    contents = operation.get("requestBody", {}).get("content", {})
    [good, *_others] = operation["responses"].items()
    refusals, schemas = told["components"]["responses"], told["components"]["schemas"]
    summary = operation["summary"]
    return Shown(
        key=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=gettext(summary),
        words=operation.get("description", ""),
        scope="".join(operation["security"][0]["TokenAuth"]),
        tag=operation["tags"][0],
        parameters=[_parameter(each, schemas) for each in operation["parameters"]],
        body=_example(contents),
        answer=_example(good[1].get("content", {})),
        statuses=[
            (str(status), answer.get("description") or refusals[str(status)]["description"])
            for status, answer in operation["responses"].items()
        ],
    )


def _parameter(told: Described, schemas: Described) -> Parameter:
    return Parameter(
        name=told["name"],
        place=told["in"],
        kind=_kind(told["schema"], schemas),
        required=told["required"],
        words=told.get("description") or told["schema"].get("description", ""),
    )


def _kind(schema: Described, schemas: Described) -> str:
    """What values a parameter takes, in a word or by listing them."""
    if "$ref" in schema:
        return _kind(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "anyOf" in schema:
        kinds = [_kind(each, schemas) for each in schema["anyOf"] if each.get("type") != "null"]
        return ", ".join(kinds)
    if "items" in schema:
        return f"{_kind(schema['items'], schemas)} …"
    return str(schema.get("format") or schema.get("type") or "")


def _example(contents: Described) -> str:
    for content in contents.values():
        return json.dumps(content["example"], ensure_ascii=False, indent=2)
    return ""
