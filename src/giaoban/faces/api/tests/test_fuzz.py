"""Whatever comes in, each operation answers: with what was asked for or with a problem, never 500.

Half of the bodies and addresses are like those that are meant, with one part or several wrong.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from giaoban.faces.api.api import api
from giaoban.faces.api.describing import description_of
from giaoban.faces.api.tests.build import API, Program
from giaoban.records.documents.tests.build import a_document
from giaoban.records.organisations.tests.build import a_charge
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_task,
    an_officer,
    lead_duty,
    lead_unit,
    reported,
)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    parameters: tuple[str, ...]
    example: Any


def operations() -> list[Operation]:
    told = description_of(api)
    return [
        Operation(
            name=each["operationId"],
            method=method,
            path=path.removeprefix(API),
            parameters=tuple(p["name"] for p in each["parameters"] if p["in"] == "query"),
            example=(
                each["requestBody"]["content"]["application/json"]["example"]
                if "requestBody" in each
                else None
            ),
        )
        for path, methods in told["paths"].items()
        for method, each in methods.items()
    ]


words = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            *("", " ", "\x00", "a\x00b", "\ud800", "NV-0001", "%", "_", "'", '"', "\\", "%00"),
            *("2020-07-02", "0001-01-01", "9999-12-31", "2020-02-30", "1593648000", "31/07/2020"),
            *("2020-06", "2020-Q5", "9998", "1000", "lead", "unit", "open_overdue", "true", "null"),
            *("-1", "0", "1", "99999999999999999999", "1e5", "1.5", "NaN", "Infinity", "٣", "１"),
            *("'; drop table tasks_task; --", "ế", "e\u0302\u0301", "\u202e", "x" * 5000),
        ]
    ),
)
numbers = st.one_of(
    st.integers(-2, 10), st.sampled_from([2**31, 2**63 - 1, 2**63, 10**30, -(2**63) - 1])
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, st.floats(), words),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=6,
)


def spoilt(example: Any) -> st.SearchStrategy[Any]:
    """The example with any of its parts left out or replaced."""
    if not isinstance(example, Mapping):
        return values
    names = sorted(example)

    @st.composite
    def draw_one(draw: st.DrawFn) -> dict[str, Any]:
        body = dict(example)
        for name in draw(st.lists(st.sampled_from(names), max_size=3)):
            body[name] = draw(values)
        if draw(st.booleans()):
            body.pop(draw(st.sampled_from(names)), None)
        return body

    return draw_one()


class World:
    """A clerk and an officer with a task, a document and all else that there is to ask for."""

    def __init__(self) -> None:
        document = a_document()
        task = a_task(assigned_on=date(2020, 6, 1), due_on=date(2020, 7, 20), document=document)
        reported(task, on=date(2020, 6, 3))
        unit = lead_unit(task)
        charge = a_charge(unit=unit)
        self.programs = [Program(a_clerk()), Program(an_officer(unit))]
        self.ids = [task.pk, lead_duty(task).pk, document.pk, unit.pk, charge.field_id]


@pytest.mark.parametrize("operation", operations(), ids=lambda each: each.name)
def test_every_operation_answers_whatever_comes_in(
    operation: Operation, settings: Settings
) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    world = World()

    @settings_of_fuzzing
    @given(data=st.data())
    def fuzz(data: st.DataObject) -> None:
        program = data.draw(st.sampled_from(world.programs))
        answer = asked(program, operation, data, world.ids)
        assert answer.status_code < 500, answer.content
        if answer.content:
            told = json.loads(answer.content)
            if answer.status_code >= 400:
                assert told["status"] == answer.status_code
                assert told["code"] != "our-mistake"

    fuzz()


HOSTILE: tuple[Any, ...] = (
    *("", "\x00", "a\x00b", "\ud800", "%", "\\", "0001-01-01", "9999-12-31", "9998", "NaN"),
    *("99999999999999999999", "x" * 20_000, -1, 0, 2**63, 10**30, None, [], {}, [[]], 1.5, True),
)


@pytest.mark.parametrize("operation", operations(), ids=lambda each: each.name)
def test_each_part_may_be_hostile_by_itself(operation: Operation, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    world = World()
    path = re.sub(r"{\w+}", str(world.ids[1]), operation.path)
    program = world.programs[0]

    for name in operation.parameters:
        for value in HOSTILE:
            query = urlencode({name: str(value).encode("utf-8", "surrogatepass")})
            answer = program.get(f"{path}?{query}")
            assert answer.status_code < 500, f"{name}={value!r}"
    for name in operation.example or {}:
        for value in HOSTILE:
            answer = program.post(path, {**operation.example, name: value})
            assert answer.status_code < 500, f"{name}: {value!r}"


settings_of_fuzzing = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def asked(program: Program, operation: Operation, data: st.DataObject, ids: list[int]) -> Any:
    path = operation.path
    while "{" in path:
        number = data.draw(st.one_of(st.sampled_from(ids), numbers.filter(lambda n: n >= 0)))
        path = f"{path[: path.index('{')]}{number}{path[path.index('}') + 1 :]}"
    if operation.parameters:
        query = data.draw(
            st.lists(st.tuples(st.sampled_from(operation.parameters), words), max_size=4)
        )
        path += "?" + urlencode(
            [(name, value.encode("utf-8", "surrogatepass")) for name, value in query],
            quote_via=quote,
        )
    if operation.method == "get":
        return program.get(path)
    if operation.method == "delete":
        return program.delete(path)
    tag = data.draw(st.one_of(st.none(), st.sampled_from(["*", '"x"', "W/*", ",", "é"])))
    key = data.draw(st.one_of(st.none(), st.sampled_from(["k", "k2", "\x7f", " "])))
    said = {"If-Match": tag, "Idempotency-Key": key}
    headers = {name: value for name, value in said.items() if value is not None}
    body = data.draw(st.one_of(spoilt(with_ids(operation.example, data, ids)), values))
    return program.post(path, body, headers=headers)


def with_ids(example: Any, data: st.DataObject, ids: list[int]) -> Any:
    """The example with numbers of what is there, so that some requests are carried out."""
    if not isinstance(example, Mapping):
        return example
    found = {
        name: data.draw(st.sampled_from(ids)) if name.endswith("_id") else value
        for name, value in example.items()
    }
    if "coordinating" in found:
        found["coordinating"] = []
    return found
