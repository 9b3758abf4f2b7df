import gzip
import hashlib
import io
import json
import sqlite3
import subprocess
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from giaoban.ground.platform.backups.last import LastBackup, last_backup, remember_backup
from giaoban.ground.platform.backups.postgresql import PostgresDatabase
from giaoban.ground.platform.backups.restoring import restore_backup
from giaoban.ground.platform.backups.tests.build import (
    NOON,
    REGISTER,
    Place,
    a_bare_place,
    a_place,
    store,
)
from giaoban.ground.platform.backups.types import BackupRefused


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return a_place(tmp_path)


@pytest.fixture
def archive(tmp_path: Path, place: Place) -> Path:
    target = tmp_path / "one.tar.gz"
    place.back_up(target)
    return target


Members = list[tuple[str, bytes]]


def repacked(archive: Path, change: Callable[[Members], Members]) -> Path:
    """The archive with other members, sound as a tar and as gzip."""
    with tarfile.open(archive) as old:
        members = [(each.name, old.extractfile(each).read()) for each in old]  # type: ignore[union-attr]  # all are files
    target = archive.with_name("other.tar.gz")
    with tarfile.open(target, "w:gz") as new:
        for name, content in change(members):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))
    return target


def refused_and_nothing_changed(archive: Path, folder: Path) -> str:
    """The words of the refusal, by an empty place and by a full one that would be overwritten."""
    bare = a_bare_place(folder)
    full = a_place(folder, "full", note="còn nguyên")
    full.keep(b"of its own")
    before = full.stored()
    with pytest.raises(BackupRefused) as refusal:
        bare.restore(archive)
    with pytest.raises(BackupRefused):
        full.restore(archive, force=True)
    assert not bare.database.path.exists()
    assert (bare.stored(), full.stored(), full.notes()) == (set(), before, ["còn nguyên"])
    return str(refusal.value)


def test_what_was_backed_up_comes_back(place: Place, archive: Path, tmp_path: Path) -> None:
    bare = a_bare_place(tmp_path)
    restored = bare.restore(archive)

    assert bare.notes() == place.notes()
    assert bare.stored() == place.stored()
    assert (restored.files, restored.rows, restored.missing) == (3, 5, [])
    assert restored.made_at == NOON.isoformat()


def test_the_archive_can_be_checked_without_us(archive: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "xzf", archive, "-C", tmp_path], check=True)  # noqa: S603, S607  # as in the guide
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"],  # noqa: S607  # wherever it is
        cwd=tmp_path,
        check=False,
    )

    assert done.returncode == 0
    assert json.loads((tmp_path / "manifest.json").read_text())["rows"]["note"] == 1


def test_a_place_that_holds_something_is_not_overwritten(archive: Path, tmp_path: Path) -> None:
    full = a_place(tmp_path, "full", note="còn nguyên")
    with pytest.raises(BackupRefused, match="--force"):
        full.restore(archive)

    assert full.notes() == ["còn nguyên"]


def test_a_place_that_holds_files_alone_is_not_overwritten(archive: Path, tmp_path: Path) -> None:
    bare = a_bare_place(tmp_path)
    store(bare.files, b"somebody's")
    with pytest.raises(BackupRefused, match="--force"):
        bare.restore(archive)


def test_when_told_all_is_as_in_the_backup_and_nothing_else(
    place: Place, archive: Path, tmp_path: Path
) -> None:
    full = a_place(tmp_path, "full", note="sẽ mất")
    full.keep(b"of its own", b"another")
    full.restore(archive, force=True)

    assert full.notes() == place.notes()
    assert full.stored() == place.stored()


def test_a_database_that_somebody_has_open_is_not_replaced(archive: Path, tmp_path: Path) -> None:
    full = a_place(tmp_path, "full", note="còn nguyên")
    for path in list(full.files.rglob("*/*")):
        path.unlink()
    full.keep(b"of its own")
    before = full.stored()
    with closing(sqlite3.connect(full.database.path)) as somebody:
        somebody.execute("SELECT * FROM note").fetchall()
        with pytest.raises(BackupRefused):
            full.restore(archive, force=True)

    assert full.notes() == ["còn nguyên"]
    assert full.stored() == before


def test_a_database_that_cannot_be_read_is_replaced_when_told(
    archive: Path, tmp_path: Path
) -> None:
    broken = a_bare_place(tmp_path)
    broken.database.path.write_bytes(b"no database" * 100)
    with pytest.raises(BackupRefused):
        broken.restore(archive)
    broken.restore(archive, force=True)

    assert broken.notes() == ["một ghi chú"]


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.9])
def test_half_an_archive_is_refused(archive: Path, tmp_path: Path, keep: float) -> None:
    half = tmp_path / "half.tar.gz"
    whole = archive.read_bytes()
    half.write_bytes(whole[: int(len(whole) * keep)])

    assert refused_and_nothing_changed(half, tmp_path)


@pytest.mark.parametrize("place_of_damage", [0.2, 0.5, 0.8])
def test_a_flipped_bit_is_found(archive: Path, tmp_path: Path, place_of_damage: float) -> None:
    plain = bytearray(gzip.decompress(archive.read_bytes()))
    with tarfile.open(archive) as members:
        bodies = [(each.offset_data, each.size) for each in members if each.name != "SHA256SUMS"]
    start, size = bodies[int(len(bodies) * place_of_damage)]
    plain[start + size // 2] ^= 1
    damaged = tmp_path / "damaged.tar.gz"
    damaged.write_bytes(gzip.compress(bytes(plain)))

    assert refused_and_nothing_changed(damaged, tmp_path)


def without_a_file(members: Members) -> Members:
    return [each for each in members if each[0] != members[2][0]]


def with_one_file_more(members: Members) -> Members:
    sha256 = hashlib.sha256(b"slipped in").hexdigest()
    return [*members[:-1], (f"files/{sha256[:2]}/{sha256}", b"slipped in"), members[-1]]


def without_the_sums(members: Members) -> Members:
    return members[:-1]


def with_another_manifest(members: Members) -> Members:
    return [("manifest.json", members[0][1].replace(b'"note": 1', b'"note": 2')), *members[1:]]


def without_the_database(members: Members) -> Members:
    return [members[0], *members[2:]]


@pytest.mark.parametrize(
    "change",
    [
        without_a_file,
        with_one_file_more,
        without_the_sums,
        with_another_manifest,
        without_the_database,
    ],
)
def test_what_was_taken_out_or_slipped_in_is_found(
    archive: Path, tmp_path: Path, change: Callable[[Members], Members]
) -> None:
    assert refused_and_nothing_changed(repacked(archive, change), tmp_path)


@pytest.mark.parametrize(
    "name",
    ["../outside", "/etc/outside", "files/../../outside", "files/aa/short", "database.sqlite3.sh"],
)
def test_an_archive_does_not_say_where_it_is_written(
    archive: Path, tmp_path: Path, name: str
) -> None:
    evil = repacked(archive, lambda members: [*members[:-1], (name, b"evil"), members[-1]])

    assert "does not belong" in refused_and_nothing_changed(evil, tmp_path) or name
    assert not list(tmp_path.rglob("outside"))


def test_a_link_in_an_archive_is_refused(archive: Path, tmp_path: Path) -> None:
    link = tarfile.TarInfo("files/aa/" + "a" * 64)
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    evil = tmp_path / "evil.tar.gz"
    with tarfile.open(archive) as old, tarfile.open(evil, "w:gz") as new:
        manifest = old.next()
        assert manifest is not None
        new.addfile(manifest, old.extractfile(manifest))
        new.addfile(link)

    assert refused_and_nothing_changed(evil, tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive at all", gzip.compress(b"nor this")],
    ids=["empty", "text", "packed"],
)
def test_any_other_file_is_refused(tmp_path: Path, content: bytes) -> None:
    strange = tmp_path / "strange.tar.gz"
    strange.write_bytes(content)

    assert refused_and_nothing_changed(strange, tmp_path)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match=r"nowhere\.tar\.gz"):
        a_bare_place(tmp_path).restore(tmp_path / "nowhere.tar.gz")


def test_a_backup_of_the_other_database_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match=r"SQLite.*PostgreSQL"):
        restore_backup(
            archive,
            database=PostgresDatabase("nobody_asks_it"),
            files=tmp_path / "files",
            register=REGISTER,
            force=True,
            knows=lambda _name: True,
        )


def test_a_backup_of_a_later_version_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused):
        a_bare_place(tmp_path).restore(archive, known=False)


def test_an_older_backup_is_not_overwritten(archive: Path, place: Place) -> None:
    before = archive.read_bytes()
    with pytest.raises(BackupRefused):
        place.back_up(archive)

    assert archive.read_bytes() == before


def test_missing_and_damaged_files_are_told_and_all_else_is_kept(
    place: Place, tmp_path: Path
) -> None:
    missing = hashlib.sha256(b"first").hexdigest()
    damaged = hashlib.sha256(b"second").hexdigest()
    (place.files / missing[:2] / missing).unlink()
    (place.files / damaged[:2] / damaged).write_bytes(b"rotten")
    taken = place.back_up(tmp_path / "some.tar.gz")
    restored = a_bare_place(tmp_path).restore(tmp_path / "some.tar.gz")

    assert (taken.files, taken.missing, taken.damaged) == (1, [missing], [damaged])
    assert sorted(restored.missing) == sorted([missing, damaged])


def test_half_written_files_stay_out(place: Place, tmp_path: Path) -> None:
    (place.files / "aa").mkdir(exist_ok=True)
    (place.files / "aa" / "tmp123").write_bytes(b"half")

    assert place.back_up(tmp_path / "some.tar.gz").files == 3


def test_a_place_without_a_database_cannot_be_backed_up(tmp_path: Path) -> None:
    bare = a_bare_place(tmp_path)
    with pytest.raises(BackupRefused):
        bare.back_up(tmp_path / "none.tar.gz")

    assert not bare.database.path.exists()
    assert not (tmp_path / "none.tar.gz").exists()
    assert not list(tmp_path.glob(".backup-*"))


def test_the_note_of_the_last_backup_is_read_back(tmp_path: Path) -> None:
    last = LastBackup(made_at=NOON, file="/luu/dem.tar.gz", size=12, files=3, rows=5)
    assert last_backup(tmp_path) is None
    remember_backup(tmp_path, last)

    assert last_backup(tmp_path) == last


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"made_at": "yesterday"}', '{"made_at": null}'])
def test_a_note_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "last-backup.json").write_text(text)

    assert last_backup(tmp_path) is None
