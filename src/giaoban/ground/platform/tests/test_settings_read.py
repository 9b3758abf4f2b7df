"""What the environment may say, and what is said of it when it is wrong."""

import re
from pathlib import Path

import pytest

from giaoban.ground.platform.environment import (
    FURTHER,
    OF_FILE,
    VARIABLES,
    Misconfigured,
    read_environment,
    strange_variables,
)

ROOT = Path(__file__).parents[5]
NAME = re.compile(r"GIAOBAN_[A-Z]+(?:_[A-Z]+)*")


def mistakes(**environ: str) -> list[str]:
    with pytest.raises(Misconfigured) as wrong:
        read_environment(environ)
    return [each.told() for each in wrong.value.mistakes]


def test_nothing_needs_to_be_said() -> None:
    assert read_environment({})["GIAOBAN_VAR"] == "var"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIAOBAN_DAY", "hôm nay"),
        ("GIAOBAN_DAY", "2020-13-01"),
        ("GIAOBAN_DATABASE", "mysql://a:b@host/name"),
        ("GIAOBAN_DATABASE", "postgresql://a:b@host:port/name"),
        ("GIAOBAN_DATABASE", "postgresql://a:b@host:99999/name"),
        ("GIAOBAN_DATABASE", "postgresql://a:b@host:5432/"),
        ("GIAOBAN_DATABASE", "/"),
        ("GIAOBAN_HOSTS", "https://giaoban.example.vn/"),
        ("GIAOBAN_HOSTS", "một, ,hai"),
        ("GIAOBAN_HTTPS", "yes"),
        ("GIAOBAN_DEBUG", "true"),
        ("GIAOBAN_LOG_LEVEL", "loud"),
        ("GIAOBAN_SLOW_MS", "1s"),
        ("GIAOBAN_DISK_MIN_MB", "-1"),
        ("GIAOBAN_BACKUP_HOURS", "²"),
        ("GIAOBAN_METRICS_TOKEN", "short"),
        ("GIAOBAN_TEMPLATES", "/no/such/folder"),
        ("GIAOBAN_VOCABULARY", "/no/such/words.toml"),
        ("GIAOBAN_SECRET_KEY_FILE", "/no/such/file"),
        ("GIAOBAN_RESULT_DAY", "today"),
        ("GIAOBAN_SECOND_FACTOR", "maybe"),
        ("GIAOBAN_SESSION_HOURS", "0"),
        ("GIAOBAN_IDLE_MINUTES", "4"),
        ("GIAOBAN_OIDC_OPENS_ACCOUNTS", "yes"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_the_variable(name: str, value: str) -> None:
    [sentence] = mistakes(**{name: value})

    assert sentence.startswith(f"{name}: ")
    assert "\n" not in sentence


def test_every_mistake_is_told_at_once() -> None:
    assert len(mistakes(GIAOBAN_DAY="x", GIAOBAN_HTTPS="x", GIAOBAN_SLOW_MS="x")) == 3


@pytest.mark.parametrize("issuer", ["sso.example.vn", "ftp://sso.example.vn", "https://a.vn/?b"])
def test_an_issuer_is_an_address(issuer: str) -> None:
    assert mistakes(GIAOBAN_OIDC_ISSUER=issuer, GIAOBAN_OIDC_CLIENT="giaoban")


def test_an_issuer_comes_with_the_name_of_the_client() -> None:
    (mistake,) = mistakes(GIAOBAN_OIDC_ISSUER="https://sso.example.vn/")

    assert "GIAOBAN_OIDC_CLIENT" in str(mistake)


@pytest.mark.parametrize("address", ["mysql://a:s3cret@host/x", "postgresql://a:s3cret@h:x/x"])
def test_no_sentence_repeats_a_password(address: str) -> None:
    assert "s3cret" not in str(mistakes(GIAOBAN_DATABASE=address))


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("a key of its own\n", encoding="utf-8")
    from_file = {"GIAOBAN_SECRET_KEY_FILE": str(file)}

    both = {**from_file, "GIAOBAN_SECRET_KEY": "said outright"}

    assert read_environment(from_file).get("GIAOBAN_SECRET_KEY") == "a key of its own"
    assert read_environment(both).get("GIAOBAN_SECRET_KEY") == "said outright"


def test_what_lies_in_a_file_is_checked_as_well(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("short", encoding="utf-8")

    assert mistakes(GIAOBAN_METRICS_TOKEN_FILE=str(file))


def test_a_misspelt_name_is_noticed() -> None:
    [told] = strange_variables({"GIAOBAN_HOST": "x", "GIAOBAN_HOSTS": "x", "HOME": "x"})

    assert "GIAOBAN_HOSTS may be meant" in told.told()


def test_every_variable_that_is_read_is_known() -> None:
    sources = [*ROOT.glob("src/**/*.py"), *ROOT.glob("tools/*.py")]
    named = {
        name
        for path in sources
        if "tests" not in path.parts
        for name in NAME.findall(path.read_text(encoding="utf-8"))
    }
    known = {*VARIABLES, *FURTHER}

    assert named <= known | {name + OF_FILE for name in VARIABLES}


def test_every_variable_is_documented() -> None:
    documented = set(NAME.findall((ROOT / "docs/settings.md").read_text(encoding="utf-8")))

    assert {*VARIABLES, *FURTHER} <= documented
