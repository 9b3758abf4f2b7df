import pytest

from giaoban.kit.vntext.legacy import Legacy, as_western, convert, recognise, vietnamese_share

SENTENCE = "Bà Đặng Thị Mỹ Hường yêu cầu các phòng báo cáo số liệu trước ngày 15, tiếp tục rà soát."
IN_TCVN3 = "Bµ §Æng ThÞ Mü H­êng yªu cÇu c¸c phßng b¸o c¸o sè liÖu tr­íc ngµy 15, tiÕp tôc rµ so¸t."
IN_VNI = (
    "Baø Ñaëng Thò Myõ Höôøng yeâu caàu caùc phoøng baùo caùo soá lieäu tröôùc ngaøy 15, "
    "tieáp tuïc raø soaùt."
)

SMALL = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
SMALL_IN_TCVN3 = bytes.fromhex(
    "61 b5 b6 b7 b8 b9 a8 bb bc bd be c6 a9 c7 c8 c9 ca cb 65 cc ce cf d0 d1 aa d2 d3 d4 d5 d6"
    "69 d7 d8 dc dd de 6f df e1 e2 e3 e4 ab e5 e6 e7 e8 e9 ac ea eb ec ed ee"
    "75 ef f1 f2 f3 f4 ad f5 f6 f7 f8 f9 79 fa fb fc fd fe ae"
)
SMALL_IN_VNI = (
    "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä e eø eû eõ eù eï eâ eà eå eã eá eä "
    "i ì æ ó í ò o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï "
    "u uø uû uõ uù uï ö öø öû öõ öù öï y yø yû yõ yù î ñ"
)


@pytest.mark.parametrize(
    ("shown", "encoding"), [(IN_TCVN3, Legacy.TCVN3), (IN_VNI, Legacy.VNI)], ids=["TCVN3", "VNI"]
)
def test_an_old_encoding_is_recognised_and_converted(shown: str, encoding: Legacy) -> None:
    assert recognise(shown) is encoding
    assert convert(shown, encoding) == SENTENCE


@pytest.mark.parametrize("shown", [IN_TCVN3, IN_VNI], ids=["TCVN3", "VNI"])
def test_bytes_show_as_a_western_program_shows_them(shown: str) -> None:
    assert as_western(shown.encode("cp1252")) == shown


def test_bytes_that_windows_leaves_undefined_are_kept() -> None:
    assert as_western(b"a\x81b") == "a\x81b"


def test_every_small_letter_of_tcvn3_is_known() -> None:
    assert convert(SMALL_IN_TCVN3.decode("latin-1"), Legacy.TCVN3) == SMALL


def test_every_small_letter_of_vni_is_known() -> None:
    assert convert(SMALL_IN_VNI, Legacy.VNI).replace(" ", "") == SMALL


def test_every_capital_letter_of_vni_is_known() -> None:
    assert convert(SMALL_IN_VNI.upper(), Legacy.VNI).replace(" ", "") == SMALL.upper()


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("Vô B­u chÝnh göi TTr sang Bé TµI CHÝNH", "Vụ Bưu chính gửi TTr sang Bộ TÀI CHÍNH"),
        ("¡n, ¢u, £, ¤ng, ¥n, ¦u", "Ăn, Âu, Ê, Ông, Ơn, Ưu"),
    ],
)
def test_capitals_of_tcvn3_are_told_from_the_letters_around_them(shown: str, meant: str) -> None:
    assert convert(shown, Legacy.TCVN3) == meant


def test_a_capital_with_a_small_mark_is_read_in_vni() -> None:
    assert convert("Aùnh Ôû Ñaø Naüng", Legacy.VNI) == "Ánh Ở Đà Nẵng"


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Plain words of a telegram, without a single accent.",
        "Le secrétaire général a présenté à l'assemblée les résultats de l'année dernière.",
        "Là-bas, le café très bon, mûr, dû, né, béni, fêté, légère.",
        "Die Behörde prüft die Anträge für größere Städte und übergibt sie später dem Büro.",
        "La señora Muñoz también enseñó el año pasado cómo está la situación económica aquí.",
        "hoà, khoá, thì, là",  # too little to tell
        "",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert recognise(text) is None


def test_vietnamese_words_with_western_letters_only_are_no_old_encoding() -> None:
    assert recognise("là và thì có sáu bà má đi") is None
    assert recognise("là và thì có sáu bà má") is None


def test_the_share_counts_words_with_marks_only() -> None:
    assert vietnamese_share("Office phòng xyz") == 1.0
    assert vietnamese_share("phòng dépassés") == 0.5
    assert vietnamese_share("Office") == 0.0


def test_an_endless_word_takes_no_time() -> None:
    assert recognise("x" * 1_000_000) is None
    assert convert("x" * 1_000_000, Legacy.TCVN3) == "x" * 1_000_000
