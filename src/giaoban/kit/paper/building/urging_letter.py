"""The công văn by which units are urged to do what is due or late (sample 1.5 of Appendix III)."""

from giaoban.kit.paper.building.letterhead import (
    addressees,
    letter_signature,
    letterhead_with_about,
)
from giaoban.kit.paper.building.markup import cell, each, paragraph, row, rows_of, table
from giaoban.kit.paper.closing import CLOSING

# Millimetres, together as wide as the text of the page, 155.
_COLUMNS = (
    (9, "TT"),
    (30, "Đơn vị"),
    (51, "Nhiệm vụ"),
    (27, "Văn bản giao"),
    (22, "Thời hạn"),
    (16, "Số ngày quá hạn"),
)
_FIELDS = (
    ("Giữa ô", "{{ loop.index }}"),
    ("Chữ trong bảng", "{{ row.unit }}"),
    ("Chữ trong bảng", "{{ row.task }}"),
    ("Chữ trong bảng", "{{ row.document }}"),
    ("Giữa ô", "{{ row.deadline }}"),
    ("Số trong bảng", "{{ row.days_late }}"),
)


def urging_letter() -> str:
    """The body of the template."""
    return "".join(
        (
            letterhead_with_about(),
            addressees(),
            each("line", "opening", paragraph("Nội dung", "{{ line }}")),
            paragraph("Trước bảng"),
            _duties(),
            each("line", "requests", paragraph("Nội dung", "{{ line }}")),
            paragraph(CLOSING, "{{ closing }}"),
            letter_signature(),
        )
    )


def _duties() -> str:
    """A row for each duty under one row of headers."""
    widths = [width for width, _ in _COLUMNS]
    return table(
        widths,
        row(
            *(cell(width, paragraph("Đầu bảng", words), middle=True) for width, words in _COLUMNS),
            header=True,
        ),
        rows_of(
            "row",
            "rows",
            *(cell(width, paragraph(*field)) for width, field in zip(widths, _FIELDS, strict=True)),
        ),
        ruled=True,
    )
