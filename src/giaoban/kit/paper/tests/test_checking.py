import io

import docx
import pytest

from giaoban.kit.paper.checking import Problem, Reason, check_template
from giaoban.kit.paper.tests.build import a_template, saved
from giaoban.kit.paper.word import shipped_template


def test_the_shipped_template_has_no_problem() -> None:
    assert check_template(shipped_template()) == []


@pytest.mark.parametrize(
    ("text", "tag", "reason"),
    [
        ("Của {{ agencyy }}", "{{ agencyy }}", Reason.UNKNOWN),
        ("Có {{ totals.sum }}", "{{ totals.sum }}", Reason.UNKNOWN),
        ("Có {{ units[0].totl }}", "{{ units[0].totl }}", Reason.UNKNOWN),
        ("Tên {{ agency.name }}", "{{ agency.name }}", Reason.UNKNOWN),
        ("Của {{ agency", "{{ agency", Reason.BROKEN),
        ("Của agency }}", "}}", Reason.BROKEN),
        ("Của {{ agency | }}", "{{ agency | }}", Reason.BROKEN),
        ("Của {{ agency|hoa }}", "{{ agency|hoa }}", Reason.BROKEN),
        ("{% each agency %}", "{% each agency %}", Reason.BROKEN),
        ("{%p if notes %}", "{%p if notes %}", Reason.UNCLOSED),
        ("Nếu {% if notes %} có {% endfor %}{% endif %}", "{% endfor %}", Reason.STRAY),
        ("{%p endif %}", "{%p endif %}", Reason.STRAY),
        ("{% else %}", "{% else %}", Reason.STRAY),
        ("{% for x in units %}{{ x.nam }}{% endfor %}", "{{ x.nam }}", Reason.UNKNOWN),
        ("{% for x in unts %}{{ x.name }}{% endfor %}", "{% for x in unts %}", Reason.UNKNOWN),
    ],
)
def test_a_tag_that_will_not_fill_is_named_with_its_paragraph(
    text: str, tag: str, reason: Reason
) -> None:
    problems = check_template(a_template("Mở đầu.", text, "Kết."))

    assert Problem(reason, tag, text) in problems


@pytest.mark.parametrize(
    "text",
    [
        "{{ agency|upper }} có {{ units|length }} đơn vị",
        "{% for unit in units %}{{ loop.index }}. {{ unit.name }}{% endfor %}",
        "{% if overdue %}có{% elif notes %}ghi{% else %}không{% endif %}",
        "{% if totals.total == “5” %}năm{% endif %}",
        "{# lời nhắc cho người soạn #}{{ signer_name }}",
        "{{ addressees[0] }}",
    ],
)
def test_what_fills_is_let_through(text: str) -> None:
    assert check_template(a_template(text)) == []


def test_a_name_is_known_only_within_its_loop() -> None:
    text = "{% for unit in units %}{{ unit.name }}{% endfor %}{{ unit.name }}"

    assert [p.tag for p in check_template(a_template(text))] == ["{{ unit.name }}"]


def test_a_tag_cut_into_runs_is_read_as_one() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Có {{ tot")
    paragraph.add_run("als.sum").bold = True
    paragraph.add_run(" }}")

    assert [p.tag for p in check_template(saved(document))] == ["{{ totals.sum }}"]


def test_tables_and_headers_are_read_too() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "{{ in_table }}"
    document.sections[0].header.paragraphs[0].text = "{{ in_header }}"

    assert [p.tag for p in check_template(saved(document))] == ["{{ in_table }}", "{{ in_header }}"]


def test_a_row_tag_outside_a_table_is_found_by_the_trial() -> None:
    template = a_template("{%tr for unit in units %}", "{{ unit.name }}", "{%tr endfor %}")

    assert [problem.reason for problem in check_template(template)] == [Reason.MISPLACED]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_said_to_be_none(data: bytes) -> None:
    assert check_template(data) == [Problem(Reason.NOT_WORD)]


def test_another_zip_is_no_word_file() -> None:
    workbook = io.BytesIO(shipped_template()).getvalue().replace(b"word/document", b"xord/document")

    assert check_template(workbook) == [Problem(Reason.NOT_WORD)]


def test_a_template_cannot_reach_into_the_programme() -> None:
    text = "{{ ''.__class__.__mro__ }}"

    assert check_template(a_template(text)) != []


def test_a_problem_speaks_both_languages() -> None:
    problem = Problem(Reason.UNKNOWN, "{{ x }}", "Của {{ x }}")

    assert problem.text("vi") == "{{ x }} không có trường này (trong đoạn “Của {{ x }}”)"
    assert problem.text("en") == "{{ x }} there is no such field (in the paragraph “Của {{ x }}”)"
