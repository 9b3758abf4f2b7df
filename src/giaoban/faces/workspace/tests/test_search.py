from datetime import date

import pytest

from giaoban.faces.workspace import selectors
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.tests.build import a_clerk, a_stranger, a_task

TODAY = date(2025, 3, 31)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["đề án bưu chính", "de an buu chinh", "Đề án BƯU CHÍNH"])
def test_tasks_are_found_with_and_without_accents(words: str) -> None:
    task = a_task(title="Trình đề án phát triển bưu chính nông thôn")
    found = selectors.found(actor=a_clerk(), on=TODAY, words=words)

    assert [item.span.task for item in found.tasks] == [task]


def test_tasks_with_the_accents_as_typed_come_first() -> None:
    a_task(title="Báo cáo về chế độ")
    a_task(title="Bao cao ve che do")
    a_task(title="Bão cao tầng")
    found = selectors.found(actor=a_clerk(), on=TODAY, words="báo cáo")

    assert [item.span.task.title for item in found.tasks][:1] == ["Báo cáo về chế độ"]


def test_nobody_finds_what_they_may_not_see() -> None:
    a_task(title="Trình đề án")

    assert selectors.found(actor=a_stranger(), on=TODAY, words="đề án").task_count == 0


def test_units_are_found_by_any_of_their_words_accents_as_typed_first() -> None:
    a_unit(name="Cục Bao chí")  # the first in the register
    a_unit(name="Cục Báo chí")
    a_unit(name="Vụ Bưu chính")
    found = selectors.found(actor=a_clerk(), on=TODAY, words="báo chí")

    assert [unit.name for unit in found.units] == ["Cục Báo chí", "Cục Bao chí"]


def test_decomposed_words_count_as_accented() -> None:
    a_unit(name="Cục Bao chí")
    a_unit(name="Cục Báo chí")
    found = selectors.found(actor=a_clerk(), on=TODAY, words="ba\u0301o chi\u0301")

    assert [unit.name for unit in found.units] == ["Cục Báo chí", "Cục Bao chí"]


def test_units_no_longer_in_force_are_not_found() -> None:
    a_unit(name="Cục Đã giải thể", valid_to=date(2025, 1, 1))

    assert selectors.found(actor=a_clerk(), on=TODAY, words="giải thể").unit_count == 0


def test_nothing_asked_finds_nothing() -> None:
    a_task()

    assert selectors.found(actor=a_clerk(), on=TODAY, words="").count == 0
