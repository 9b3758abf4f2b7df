import pytest

from giaoban.kit.paper.errors import FiguresDisagree
from giaoban.kit.paper.report import UnitRow
from giaoban.kit.paper.tests.build import a_report, a_row, the_sum_of


def test_a_row_whose_classes_do_not_make_its_total_is_refused() -> None:
    with pytest.raises(FiguresDisagree) as refused:
        UnitRow("Vụ Bưu chính", 5, 2, 1, 1, 0)

    assert "Vụ Bưu chính" in refused.value.text("vi")
    assert "Vụ Bưu chính" in refused.value.text("en")


def test_a_report_whose_rows_do_not_make_its_totals_is_refused() -> None:
    units = (a_row("Vụ A", 2, 0, 1, 0), a_row("Vụ B", 1, 0, 0, 1))
    # As many tasks, but one of them in another class.
    other = the_sum_of((units[0], a_row("Vụ B", 1, 1, 0, 0)))

    with pytest.raises(FiguresDisagree):
        a_report(units=units, totals=other)


def test_a_report_without_units_can_be_made() -> None:
    assert a_report(units=()).totals.total == 0
