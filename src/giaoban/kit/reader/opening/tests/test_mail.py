import pytest

from giaoban.kit.reader.opening import Apart, Form, Note, Reason, limits, open_file
from giaoban.kit.reader.opening.tests.build import a_docx, a_paragraph
from giaoban.kit.reader.opening.tests.build_office import TASKS, an_eml, an_xlsx
from giaoban.kit.reader.opening.tests.test_plain import refusal_of

WORD = a_docx(a_paragraph("Giao Vụ Một rà soát quy trình."))


def test_subject_body_and_attachments_are_one_text() -> None:
    opened = open_file(an_eml("Gửi các phòng.", ("tb.docx", WORD), ("nv.xlsx", an_xlsx(*TASKS))))

    assert opened.form is Form.MAIL
    assert opened.text.startswith(
        "Giao ban tháng 4\nGửi các phòng.\n\nGiao Vụ Một rà soát quy trình.\nDANH MỤC"
    )
    assert opened.notes == ()


def test_every_character_tells_the_attachment_it_came_in() -> None:
    inner = an_eml("Thư trong", ("tb.docx", WORD))
    opened = open_file(an_eml("Thư ngoài", ("chuyen-tiep.eml", inner)))

    assert opened.place_of(opened.text.index("ngoài")).file == ""
    assert opened.place_of(opened.text.index("trong")).file == "chuyen-tiep.eml"
    at = opened.text.index("Vụ Một")
    assert opened.place_of(at).text("en") == "file chuyen-tiep.eml › tb.docx, paragraph 1"


def test_who_wrote_to_whom_is_kept_apart() -> None:
    opened = open_file(an_eml("Thân thư"))

    kept = [aside.text for aside in opened.asides if aside.kind is Apart.ENVELOPE]
    assert "From: van-thu@so-thu-nghiem.vn" in kept
    assert "van-thu" not in opened.text


def test_of_two_ways_to_say_the_same_the_plain_one_is_read() -> None:
    data = (
        b"From: a@b.vn\nSubject: x\nDate: Fri, 1 May 2020 08:00:00 +0700\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/alternative; boundary="-"\n\n---\n'
        b"Content-Type: text/html; charset=utf-8\n\n<p>web</p>\n---\n"
        b"Content-Type: text/plain; charset=utf-8\n\nplain\n-----\n"
    )

    assert open_file(data).text.split() == ["x", "plain"]


def test_a_body_in_another_charset_is_decoded() -> None:
    head = b"From: a@b.vn\nSubject: x\nDate: Fri, 1 May 2020 08:00:00 +0700\n"
    data = head + b"Content-Type: text/plain; charset=utf-16-le\n\n" + "việc".encode("utf-16-le")

    assert "việc" in open_file(data).text


def test_an_attachment_that_cannot_be_read_is_left_out_and_noted() -> None:
    opened = open_file(an_eml("Thân thư", ("x.docx", b"not a zip"), ("tb.docx", WORD)))

    assert "Vụ Một" in opened.text
    assert opened.notes == (Note.ATTACHMENTS_LEFT_OUT,)


def test_a_stamp_in_an_attachment_refuses_the_mail() -> None:
    secret = a_docx(a_paragraph("Thân"), header=a_paragraph("MẬT"))

    assert refusal_of(an_eml("Thân thư", ("a.docx", secret))) is Reason.SECRET
    assert refusal_of(an_eml("x", ("b.eml", an_eml("y", ("a.docx", secret))))) is Reason.SECRET
    assert refusal_of(an_eml("Thân", subject="TỐI MẬT")) is Reason.SECRET


def test_mails_in_mails_end_at_a_depth() -> None:
    mail = an_eml("đáy")
    for _depth in range(limits.MAIL_DEPTH):
        mail = an_eml("tầng", ("a.eml", mail))
    opened = open_file(mail)

    assert "đáy" not in opened.text
    assert opened.text.count("tầng") == limits.MAIL_DEPTH
    assert Note.ATTACHMENTS_LEFT_OUT in opened.notes


def test_attachments_without_end_are_cut() -> None:
    many = [(f"{number}.txt", b"chu") for number in range(limits.MAIL_PARTS + 5)]
    opened = open_file(an_eml("thân", *many))

    assert opened.text.count("chu") == limits.MAIL_PARTS - 1
    assert opened.notes == (Note.ATTACHMENTS_LEFT_OUT,)


HEAD = b"From: a@b.vn\nDate: Fri, 1 May 2020 08:00:00 +0700\nSubject: x\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    "data",
    [
        HEAD
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (at, at)
            for at in range(3_000)
        ),
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 5_000,
    ],
    ids=["deep", "many"],
)
def test_a_mail_of_endless_parts_is_refused(data: bytes) -> None:
    assert refusal_of(data) in {Reason.NOT_MAIL, Reason.TOO_COSTLY}


def test_a_text_that_only_begins_like_a_mail_is_a_text() -> None:
    assert open_file("Kính gửi: Sở\nSubject: x\n".encode()).form is Form.TEXT
    assert open_file(b"From: me\n\nwords").form is Form.TEXT
    assert open_file(b"From: me\n\nwords", name="a.eml").form is Form.MAIL
