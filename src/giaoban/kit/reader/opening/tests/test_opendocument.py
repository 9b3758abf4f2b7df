import pytest

from giaoban.kit.reader.opening import Apart, Form, Note, Place, Reason, open_file
from giaoban.kit.reader.opening.tests.build import a_zip
from giaoban.kit.reader.opening.tests.build_office import a_text_p, an_odt
from giaoban.kit.reader.opening.tests.test_plain import refusal_of

LISTS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="3" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-bullet text:level="4" text:bullet-char="•"/></text:list-style>'
)


def text_of(body: str, lists: str = "") -> str:
    return open_file(an_odt(body, lists=lists)).text


def a_list(*items: str, more: str = ' text:style-name="L"') -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f"<text:list{more}>{inside}</text:list>"


def a_table(*rows: list[str]) -> str:
    written = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{a_text_p(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="T">{written}</table:table>'


def test_paragraphs_spaces_and_tabs_are_read() -> None:
    body = (
        '<text:h>Kết luận</text:h><text:p>a<text:s text:c="3"/>b<text:tab/>c'
        "<text:span>d</text:span></text:p>"
    )
    opened = open_file(an_odt(body))

    assert opened.text == "Kết luận\na   b\tcd"
    assert opened.form is Form.OPEN_DOCUMENT
    assert opened.media_type == "application/vnd.oasis.opendocument.text"
    assert opened.place_of(opened.text.index("b")) == Place(paragraph=2)


def test_numbers_of_lists_are_written_out() -> None:
    inner = a_list(a_text_p("a"), a_text_p("b") + a_list(a_text_p("c"), more=""), more="")
    body = (
        a_list(a_text_p("Một") + inner)
        + a_text_p("giữa")
        + a_list(a_text_p("Hai"), more=' text:style-name="L" text:continue-numbering="true"')
        + a_list(a_text_p("Lại"))
    )

    assert text_of(body, LISTS).split("\n") == [
        *("I. Một", "1. a", "2. b", "a) c", "giữa", "II. Hai", "I. Lại"),
    ]


def test_an_item_has_one_number_and_may_say_which() -> None:
    body = (
        '<text:list text:style-name="L"><text:list-item text:start-value="4">'
        f"{a_text_p('Bốn')}{a_text_p('tiếp')}</text:list-item></text:list>"
    )

    assert text_of(body, LISTS) == "IV. Bốn\ntiếp"


def test_rows_of_a_table_are_lines() -> None:
    body = a_table(["TT", "Việc", "Đơn vị"], ["1", "Rà soát", "Vụ Một"])
    opened = open_file(an_odt(body))

    assert opened.text == "TT\tViệc\tĐơn vị\n1\tRà soát\tVụ Một"
    assert opened.place_of(opened.text.index("Vụ")) == Place(table=1, row=2, column=3)


def test_what_stands_beside_the_text_is_kept_apart() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{a_text_p('đã xóa')}</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Giao<office:annotation><dc:creator>Lê Thử</dc:creator>"
        f"{a_text_p('xem lại')}</office:annotation> Vụ Một<text:note><text:note-citation>1"
        f"</text:note-citation><text:note-body>{a_text_p('chú thích')}</text:note-body></text:note>"
        f"<draw:text-box>{a_text_p('hộp')}</draw:text-box></text:p>"
    )
    opened = open_file(an_odt(body, header=a_text_p("đầu trang")))

    assert opened.text == "Giao Vụ Một"
    assert {(aside.kind, aside.text) for aside in opened.asides} == {
        (Apart.MARGIN, "đầu trang"),
        (Apart.DELETED, "đã xóa"),
        (Apart.COMMENT, "xem lại"),
        (Apart.FOOTNOTE, "chú thích"),
        (Apart.BOX, "hộp"),
    }
    assert set(opened.notes) == {Note.TRACKED_CHANGES, Note.LEFT_ASIDE}


def test_a_sheet_is_a_table_and_empty_rows_cost_nothing() -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    row = "<table:table-row>{}</table:table-row>"
    head = row.format("".join(cell.format(a_text_p(name)) for name in ("TT", "Việc", "Hạn")))
    blank = (
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    last = row.format(
        cell.format(a_text_p("1"))
        + '<table:table-cell table:number-columns-repeated="1"/>'
        + cell.format(a_text_p("30/6/2020"))
    )
    data = an_odt(
        f'<table:table table:name="Quý II">{head}{blank}{last}</table:table>', kind="spreadsheet"
    )
    opened = open_file(data)

    assert opened.text == "TT\tViệc\tHạn\n1\t\t30/6/2020"
    assert opened.place_of(opened.text.index("30")) == Place(sheet="Quý II", row=1048578, column=3)


def test_a_cell_repeated_without_end_is_cut() -> None:
    body = (
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="99999999">'
        f"{a_text_p('x')}</table:table-cell></table:table-row></table:table>"
    )

    assert len(open_file(an_odt(body, kind="spreadsheet")).text) < 200


@pytest.mark.parametrize(
    "data",
    [
        an_odt(a_text_p("Thân"), header=a_text_p("MẬT")),
        an_odt(f"<text:p>x<office:annotation>{a_text_p('TỐI MẬT')}</office:annotation></text:p>"),
        an_odt(a_table(["VĂN PHÒNG", "MẬT"], ["a", "b"])),
    ],
    ids=["header", "comment", "cell"],
)
def test_a_stamp_is_seen_wherever_the_file_keeps_it(data: bytes) -> None:
    assert refusal_of(data) is Reason.SECRET


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (an_odt("<text:p>"), Reason.NOT_OPEN_DOCUMENT),
        (an_odt(a_text_p("x"), doctype='<!DOCTYPE a [<!ENTITY b "c">]>'), Reason.NOT_OPEN_DOCUMENT),
        (an_odt("<text:p>" * 500 + "</text:p>" * 500), Reason.NOT_OPEN_DOCUMENT),
        (an_odt(a_text_p("x"), members={"Basic/Standard/A.xml": b"macro"}), Reason.MACROS),
        (
            an_odt(a_text_p("x"), members={"META-INF/manifest.xml": b"<encryption-data/>"}),
            Reason.PASSWORD,
        ),
        (an_odt(a_text_p("x"), members={"a.xml": bytes(30 * 1024 * 1024)}), Reason.ZIP_BOMB),
        (
            a_zip({"mimetype": b"application/vnd.oasis.opendocument.graphics", "content.xml": b""}),
            Reason.UNKNOWN_FORMAT,
        ),
    ],
    ids=["broken", "entities", "bottomless", "macros", "locked", "bomb", "drawing"],
)
def test_an_opendocument_that_cannot_be_read_is_refused(data: bytes, reason: Reason) -> None:
    assert refusal_of(data) is reason
