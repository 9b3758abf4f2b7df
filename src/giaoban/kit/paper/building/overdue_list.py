"""The list of overdue tasks, unit by unit, by the first deadline and by the one in force."""

from giaoban.kit.paper.building.letterhead import addressees, wide_letterhead, wide_signature
from giaoban.kit.paper.building.markup import (
    cell,
    each,
    only_if,
    otherwise,
    paragraph,
    row,
    rows_of,
    table,
)
from giaoban.kit.paper.closing import CLOSING
from giaoban.kit.paper.rule_lines import PART

# Millimetres, together as wide as the text of a page turned round, 252.
_NUMBER, _CODE, _TITLE, _SOURCE, _DAY, _DAYS, _STAGE = 12, 23, 84, 36, 23, 15, 21
_COLUMNS = (_NUMBER, _CODE, _TITLE, _SOURCE, _DAY, _DAYS, _DAY, _DAYS, _STAGE)
_FIELDS = (
    ("Giữa ô", "{{ task.place }}"),
    ("Giữa ô", "{{ task.number }}"),
    ("Chữ trong bảng", "{{ task.title }}"),
    ("Chữ trong bảng", "{{ task.document }}"),
    ("Giữa ô", "{{ task.original_deadline }}"),
    ("Số trong bảng", "{{ task.days_original }}"),
    ("Giữa ô", "{{ task.deadline }}"),
    ("Số trong bảng", "{{ task.days }}"),
    ("Chữ trong bảng", "{{ task.stage }}"),
)


def overdue_list() -> str:
    """The body of the template."""
    return "".join(
        (
            wide_letterhead(),
            paragraph("Tên loại", "DANH SÁCH"),
            paragraph("Trích yếu", "{{ subject }}"),
            paragraph(PART),
            addressees(),
            each("line", "summary", paragraph("Nội dung", "{{ line }}")),
            paragraph(
                "Đơn vị tính",
                "Đến hết ngày {{ as_of }}, tính theo {{ measure }}",
            ),
            only_if(
                "units",
                _table(),
                otherwise(),
                paragraph("Nội dung", "Không có nhiệm vụ nào quá hạn."),
            ),
            each("note", "notes", paragraph("Nội dung", "- {{ note }}")),
            paragraph(CLOSING, "Danh sách gồm {{ total }} nhiệm vụ./."),
            wide_signature(),
        )
    )


def _table() -> str:
    tasks = "".join(
        (
            row(
                cell(
                    sum(_COLUMNS),
                    paragraph(
                        "Tên đơn vị trong bảng", "{{ unit.name }}: {{ unit.count }} nhiệm vụ"
                    ),
                    span=len(_COLUMNS),
                )
            ),
            rows_of(
                "task",
                "unit.tasks",
                *(
                    cell(width, paragraph(*field))
                    for width, field in zip(_COLUMNS, _FIELDS, strict=True)
                ),
            ),
        )
    )
    return table(_COLUMNS, *_headers(), _for_each_unit(tasks), ruled=True)


def _for_each_unit(rows: str) -> str:
    """Several rows once for each unit; the rows with the two tags go when it is filled."""
    begin, end = (
        row(cell(20, paragraph("Chữ trong bảng", f"{{%tr {tag} %}}"), span=len(_COLUMNS)))
        for tag in ("for unit in units", "endfor")
    )
    return begin + rows + end


def _headers() -> tuple[str, str]:
    before = ((_NUMBER, "TT"), (_CODE, "Số"), (_TITLE, "Nhiệm vụ"), (_SOURCE, "Văn bản giao"))
    after = ((_STAGE, "Tình trạng"),)
    low = ((_DAY, "ngày"), (_DAYS, "số ngày quá"), (_DAY, "ngày"), (_DAYS, "số ngày quá"))
    return (
        row(
            *(_header(width, words, merge="restart") for width, words in before),
            _header(_DAY + _DAYS, "Thời hạn ban đầu", span=2),
            _header(_DAY + _DAYS, "Thời hạn hiện hành", span=2),
            *(_header(width, words, merge="restart") for width, words in after),
            header=True,
        ),
        row(
            *(_header(width, "", merge="continue") for width, _ in before),
            *(_header(width, words) for width, words in low),
            *(_header(width, "", merge="continue") for width, _ in after),
            header=True,
        ),
    )


def _header(width: float, words: str, *, span: int = 1, merge: str = "") -> str:
    return cell(width, paragraph("Đầu bảng", words), span=span, merge=merge, middle=True)
