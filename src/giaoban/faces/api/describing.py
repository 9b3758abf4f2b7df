"""The description of the API: what ninja tells of it, and what holds for every operation."""

from functools import cache
from typing import Any

from django.utils import translation
from ninja import NinjaAPI

from giaoban.faces.api.problems import MEDIA_TYPE, Problem

Described = dict[str, Any]

_TOLD = {
    "400": "Not understood: the body is no JSON.",
    "401": "No token in force, and nobody signed in.",
    "403": "Not allowed to you, or not to this token.",
    "404": "It does not exist, or you may not see it.",
    "409": "How things stand forbids it.",
    "412": "It changed since you read the version you named.",
    "422": "Something in the request is missing or does not fit.",
    "428": "Name the version you read.",
    "429": "Too many requests by this token; Retry-After says for how many seconds.",
}
_ETAG = {
    "description": "The version; name it in If-Match to change nothing that changed meanwhile.",
    "schema": {"type": "string"},
}
_LINK = {
    "description": "The first, previous, next and last page (RFC 8288).",
    "schema": {"type": "string"},
}
_LOCATION = {"description": "Where it can be read.", "schema": {"type": "string"}}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Of your choice, new for each change. A request that comes again with the same"
    " key within 24 hours is not carried out again but answered as before.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}


@cache
def description_of(api: NinjaAPI) -> Described:
    """The OpenAPI 3.1 document, the same in every language. It is made once; leave it as it is."""
    with translation.override("en"):
        told: Described = dict(api.get_openapi_schema(path_prefix="/api/v1/"))
        schemas = told["components"]["schemas"]
        made = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= made.pop("$defs") | {"Problem": made}
        told["components"]["responses"] = {
            status: {
                "description": words,
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
            for status, words in _TOLD.items()
        }
        scopes = _scopes(api)
        for path, operations in told["paths"].items():
            for method, operation in operations.items():
                _complete(operation, path, method, schemas)
                scope = scopes[operation["operationId"]]
                operation["security"] = [{"TokenAuth": [scope] if scope else []}, {"SignedIn": []}]
        return told


def _scopes(api: NinjaAPI) -> dict[str, str]:
    """Which scope a token needs for each operation."""
    found = {}
    for bound in api._get_bound_routers():  # noqa: SLF001  # ninja tells them nowhere else
        for view in bound.path_operations.values():
            for operation in view.operations:
                auth: Any = operation.auth_callbacks[0]
                found[operation.view_func.__name__] = auth.scope(operation.methods[0])
    return found


def _complete(operation: Described, path: str, method: str, schemas: Described) -> None:
    """Add to an operation what the frame does for all of its kind."""
    refusals = ["401", "403", "422", "429"]
    changes_a_duty = path.startswith("/api/v1/duties/")
    if "{" in path:
        refusals.append("404")
    if method == "post":
        refusals += ["400", "409"]
        operation["parameters"].append(_KEY)
    if changes_a_duty:
        required = operation["operationId"] == "change_deadline"
        operation["parameters"].append(_if_match(required=required))
        refusals += ["412", "428"] if required else ["412"]
    for answer in operation["responses"].values():
        _complete_answer(answer, method, schemas)
    for content in operation.get("requestBody", {}).get("content", {}).values():
        content["example"] = example_of(content["schema"], schemas)
    for status in sorted(refusals):
        operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}


def _complete_answer(answer: Described, method: str, schemas: Described) -> None:
    for content in answer.get("content", {}).values():
        schema = content["schema"]
        content["example"] = example_of(schema, schemas)
        name = schema.get("$ref", "").rsplit("/", 1)[-1]
        headers = {}
        if name == "TaskAnswer":
            headers["ETag"] = _ETAG
        if name.startswith("Page"):
            headers["Link"] = _LINK
        if answer["description"] == "Created" and method == "post":
            headers["Location"] = _LOCATION
        if headers:
            answer["headers"] = headers


def _if_match(*, required: bool) -> Described:
    return {
        "name": "If-Match",
        "in": "header",
        "required": required,
        "description": "The ETag of the task as you read it: the change is refused with 412 if"
        " something happened to the task since.",
        "schema": {"type": "string"},
    }


def example_of(schema: Described, schemas: Described) -> Any:
    """A value that fits a schema, made of the examples that stand in it."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    given = [*schema.get("examples", []), *schema.get("enum", [])]
    if given or "default" in schema:
        return given[0] if given else schema["default"]
    if "anyOf" in schema:
        return example_of(schema["anyOf"][0], schemas)
    if schema.get("type") == "array":
        return [example_of(schema["items"], schemas)]
    if schema.get("type") == "object":
        parts = schema.get("properties", {})
        return {name: example_of(part, schemas) for name, part in parts.items()}
    return _PLAIN.get((schema.get("type"), schema.get("format")))


_PLAIN: dict[tuple[Any, Any], Any] = {
    ("boolean", None): False,
    ("integer", None): 1,
    ("string", None): "",
    ("string", "date"): "2020-07-02",
    ("string", "date-time"): "2020-07-02T09:30:00+07:00",
}
