import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.ground.accounts.passwords import is_guessed_first


@pytest.mark.parametrize(
    "password",
    [
        "password123",
        "P@ssw0rd2025",
        "Matkhau123456",
        "mật khẩu 2026!",
        "123456789012",
        "Anhyeuem@1990",
        "NguyenVanAn85",
        "vietnam1975!!",
        "Hanoi@2025#",
        "UBNDtinh2024",
        "vanphongubnd1",
        "qwertyuiop12",
        "aaaaaaaaaa1!",
        "Giaoban@2026",
        "admin@123456",
        "iloveyou3000",
        "botruong2025",
    ],
)
def test_what_everybody_thinks_of_is_refused(password: str) -> None:
    assert is_guessed_first(password)


@pytest.mark.parametrize(
    "password",
    [
        "ba con vịt qua cầu",
        "bốn con ngựa lên đồi",
        "hoi-nghi-2020",
        "tUq7-wamb-Zolk",
        "xe đạp màu tím than",
        "kZ8!rWq2#nLp",
        "ốc bươu vàng tháng tám",
    ],
)
def test_what_few_think_of_is_taken(password: str) -> None:
    assert not is_guessed_first(password)


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(password: str) -> None:
    assert is_guessed_first(password) in {True, False}
