"""Words that an agency adds without code."""

from pathlib import Path

import pytest

from giaoban.kit.reader import NotAVocabulary, Vocabulary, load_vocabulary, read
from giaoban.kit.reader.vocabulary import read_vocabulary

ADDED = """
verbs = ["canh gác cống"]
units = ["Nhóm Bờ Kè"]
[headings]
shortcoming = ["việc còn nợ"]
"""


@pytest.fixture
def added(tmp_path: Path) -> Vocabulary:
    file = tmp_path / "words.toml"
    file.write_text(ADDED, encoding="utf-8")
    return load_vocabulary(file)


def test_an_added_unit_leads(added: Vocabulary) -> None:
    text = "Kết luận cuộc họp\nGiám đốc Sở giao Nhóm Bờ Kè khảo sát tuyến kè phía đông."

    assert "Nhóm Bờ Kè" not in [item.lead for item in read(text).items]
    assert read(text, vocabulary=added).items[0].lead == "Nhóm Bờ Kè"


def test_an_added_verb_opens_work(added: Vocabulary) -> None:
    text = "Tin tuần\nTrạm Cửa Đông canh gác cống suốt đêm mưa.\nKẾ HOẠCH\nCanh gác cống số ba."

    assert len(read(text, vocabulary=added).items) > len(read(text).items)


def test_an_added_heading_says_what_stands_below(added: Vocabulary) -> None:
    text = "BÁO CÁO\nI. VIỆC CÒN NỢ\n- Sổ theo dõi của hai trạm."

    assert [item.kind for item in read(text, vocabulary=added).items] == ["shortcoming"]


def test_the_words_hold_for_one_reading_only(added: Vocabulary) -> None:
    text = "Kết luận cuộc họp\nGiám đốc Sở giao Nhóm Bờ Kè khảo sát tuyến kè phía đông."
    before = read(text)
    read(text, vocabulary=added)

    assert read(text) == before


@pytest.mark.parametrize(
    "told",
    [[], {"nouns": []}, {"verbs": "một"}, {"units": [""]}, {"headings": {"praise": ["khen"]}}, 3],
)
def test_what_is_no_vocabulary_is_refused(told: object) -> None:
    with pytest.raises(NotAVocabulary):
        read_vocabulary(told)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "words.toml"
    broken.write_text("verbs = [", encoding="utf-8")

    with pytest.raises(NotAVocabulary, match=r"words\.toml"):
        load_vocabulary(broken)
    with pytest.raises(NotAVocabulary):
        load_vocabulary(tmp_path / "nothing.json")
