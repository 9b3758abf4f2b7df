"""The description of the API is a promise to the programs of others: it changes on purpose only."""

import json
from typing import Any

import pytest
from ninja import Schema

from giaoban.faces.api.api import api
from tools.openapi import SNAPSHOT, described_now


def test_the_description_is_the_one_that_was_agreed() -> None:
    agreed = SNAPSHOT.read_text(encoding="utf-8")
    assert json.loads(described_now()) == json.loads(agreed), "`make openapi` writes it anew"


def test_it_is_openapi_3_1_and_every_reference_in_it_leads_somewhere() -> None:
    told = json.loads(described_now())

    assert told["openapi"].startswith("3.1.")
    for reference in references(told):
        place: Any = told
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def references(told: Any) -> list[str]:
    if isinstance(told, dict):
        own = [told["$ref"]] if isinstance(told.get("$ref"), str) else []
        return own + [each for part in told.values() for each in references(part)]
    if isinstance(told, list):
        return [each for part in told for each in references(part)]
    return []


def bodies_and_examples() -> list[tuple[str, type[Schema], Any]]:
    """For each operation with a body, the schema of the body and the example that is told."""
    told = json.loads(described_now())["paths"]
    by_name = {each["operationId"]: each for path in told.values() for each in path.values()}
    found = []
    for operation in operations():
        body = by_name[operation.view_func.__name__].get("requestBody")
        if body:
            [model] = [each for each in operation.models if each.__ninja_param_source__ == "body"]
            schema: Any = model.model_fields["body"].annotation
            example = body["content"]["application/json"]["example"]
            found.append((operation.view_func.__name__, schema, example))
    return found


def operations() -> list[Any]:
    return [
        operation
        for bound in api._get_bound_routers()  # noqa: SLF001  # ninja tells them nowhere else
        for view in bound.path_operations.values()
        for operation in view.operations
    ]


def test_every_example_of_a_body_would_be_taken() -> None:
    examples = bodies_and_examples()

    assert len(examples) == 22
    for _name, schema, example in examples:
        schema.model_validate(example)


def test_every_example_of_an_answer_fits_it() -> None:
    told = json.loads(described_now())["paths"]
    by_name = {each["operationId"]: each for path in told.values() for each in path.values()}
    tried = 0
    for operation in operations():
        answers = by_name[operation.view_func.__name__]["responses"]
        for status, model in operation.response_models.items():
            if model is not None:
                example = answers[str(status)]["content"]["application/json"]["example"]
                model.model_validate({"response": example})
                tried += 1
    assert tried >= 30  # some answer without a body


@pytest.mark.parametrize("operation", operations(), ids=lambda each: each.view_func.__name__)
def test_no_operation_is_open_to_everybody(operation: Any) -> None:
    kinds = [type(each).__name__ for each in operation.auth_callbacks]
    assert kinds == ["TokenAuth", "SignedIn"]
