"""Every verb that a room records is declared by it, with its words and what of it can be erased."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from giaoban.ground.audit import hooks

SOURCE = Path(__file__).parents[1] / "src" / "giaoban"
FLOORS = ("ground", "records", "cycle", "faces")


def recorded() -> Iterator[tuple[str, str]]:
    """Each verb recorded somewhere, with the place; `tasks.*` where the rest is computed."""
    for floor in FLOORS:
        for path in sorted((SOURCE / floor).rglob("*.py")):
            if {"tests", "migrations"}.isdisjoint(path.parts):
                tree = ast.parse(path.read_text(encoding="utf-8"))
                for function in ast.walk(tree):
                    if isinstance(function, ast.FunctionDef):
                        yield from recorded_in(function, path.relative_to(SOURCE), tree)


def recorded_in(
    function: ast.FunctionDef, path: Path, module: ast.Module
) -> Iterator[tuple[str, str]]:
    names = {
        target.id: assignment.value
        for assignment in ast.walk(function)
        if isinstance(assignment, ast.Assign)
        for target in assignment.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(function):
        match call:
            case ast.Call(func=ast.Attribute(attr="record") | ast.Name(id="record")):
                for keyword in call.keywords:
                    if keyword.arg == "verb":
                        value = keyword.value
                        if isinstance(value, ast.Name):
                            value = names.get(value.id, value)
                        for said in told_by_callers(function, value, module):
                            yield written(said), f"{path}:{said.lineno}"


def told_by_callers(
    function: ast.FunctionDef, value: ast.expr, module: ast.Module
) -> list[ast.expr]:
    """What a verb is where a function takes it as an argument: what its module calls it with."""
    taken = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
    if not isinstance(value, ast.Name) or value.id not in taken:
        return [value]
    found: list[ast.expr] = []
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == function.name:
            place = taken.index(value.id)
            found += call.args[place : place + 1]
            found += [each.value for each in call.keywords if each.arg == value.id]
    return found or [value]


def written(value: ast.expr) -> str:
    match value:
        case ast.Constant(value=str(verb)):
            return verb
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
            return f"{start}*"
    return ast.unparse(value)


RECORDED = sorted(set(recorded()))


def test_the_rooms_are_read() -> None:
    assert {"tasks.assigned", "tasks.*", "audit.erased"} <= {verb for verb, _ in RECORDED}


@pytest.mark.parametrize(("verb", "place"), RECORDED)
def test_a_verb_that_is_recorded_is_declared(verb: str, place: str) -> None:
    declared = [each.name for each in hooks.verbs()]
    if verb.endswith("*"):
        assert any(name.startswith(verb[:-1]) for name in declared), place
    else:
        assert verb in declared, place


def test_every_verb_has_words_and_every_kind_can_be_told() -> None:
    # The builders of the trail's own tests declare some as well, where they run first.
    assert all(str(verb.words) for verb in hooks.verbs())
    assert all(str(kind.words) for kind in hooks.kinds())


def test_what_can_be_erased_of_a_person_is_found_by_the_person() -> None:
    assert not [each.name for each in hooks.verbs() if each.personal and each.whose is None]


def test_what_a_delegated_right_may_have_given_says_for_whom() -> None:
    """Where organisations decide, the entry names for whom; nobody for an own right."""
    silent = [
        f"{path}:{call.lineno}"
        for floor in ("records", "cycle")
        for path in sorted((SOURCE / floor).rglob("services/**/*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and is_record(call)
        if not {"on_behalf_of"} <= {keyword.arg for keyword in call.keywords}
        if path.name not in OF_ONE_S_OWN
    ]
    assert not silent


# Delegating is never done by a right that was delegated; what the installation does nobody gave.
OF_ONE_S_OWN = {"delegating.py"}


def is_record(call: ast.Call) -> bool:
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="audit"), attr="record")):
            actors = [each.value for each in call.keywords if each.arg == "actor"]
            return not any(isinstance(each, ast.Constant) for each in actors)
    return False
