"""The drill: back up under load, restore elsewhere, and find everything again.

Told to real programs, in processes of their own, on the database that the tests run on.
"""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

ADDRESS = os.environ.get("GIAOBAN_DATABASE", "")
ON_POSTGRESQL = "://" in ADDRESS
# Each pass keeps two files and registers them, as services do; it goes on until it is told to end.
WRITER = """
import os, sys, threading
import django
django.setup()
from django.db import transaction
from django.utils import timezone
from giaoban.ground.accounts.models import User
from giaoban.ground.files.services import keep_file
ended = threading.Event()
def write(which):
    number = 0
    while not ended.is_set():
        number += 1
        now = timezone.now()
        with transaction.atomic():
            keep_file(data=os.urandom(20_000), media_type="text/plain", now=now)
            keep_file(data=f"{which} {number}".encode(), media_type="text/plain", now=now)
            User.objects.create(username=f"u{which}-{number}", full_name="Người Mẫu")
        print(number, flush=True)
threads = [threading.Thread(target=write, args=[which], daemon=True) for which in range(2)]
for thread in threads:
    thread.start()
sys.stdin.read()
ended.set()
for thread in threads:
    thread.join()
"""


class Installation:
    """A folder and a database of its own, and the programs of giaoban told of both."""

    def __init__(self, var: Path, database: str) -> None:
        self.var = var
        self.database = database
        self.environment = {
            **{name: value for name, value in os.environ.items() if "GIAOBAN" not in name},
            "GIAOBAN_VAR": str(var),
            "GIAOBAN_DATABASE": database,
            "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
            "GIAOBAN_SECRET_KEY": "only for this test, and long enough for it, too",
        }

    def migrate(self) -> None:
        self.python(
            "import django; django.setup(); from django.core.management import call_command"
            "; call_command('migrate', verbosity=0)"
        )

    def python(self, program: str) -> None:
        command = [sys.executable, "-c", program]
        subprocess.run(command, env=self.environment, check=True)  # noqa: S603  # ours

    def giaoban(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "giaoban", *arguments, "--lang", "en"]
        return subprocess.run(  # noqa: S603  # ours
            command, env=self.environment, capture_output=True, text=True, check=False
        )

    def writer(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(  # noqa: S603  # ours
            [sys.executable, "-c", WRITER],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        if ON_POSTGRESQL:
            with psycopg.connect(self.database) as connection:
                return connection.execute(statement).fetchall()
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(statement).fetchall()

    def contents(self) -> dict[str, str]:
        """The digest of every table, whatever the order in which its rows lie."""
        names = (
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            if ON_POSTGRESQL
            else "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
        found = {}
        for (name,) in self.ask(names):
            rows = sorted(map(repr, self.ask(f'SELECT * FROM "{name}"')))  # noqa: S608  # ours
            found[str(name)] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        return found

    def files(self) -> dict[str, str]:
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (self.var / "files").rglob("*")
            if path.is_file()
        }

    def registered(self) -> set[str]:
        return {str(sha256) for (sha256,) in self.ask("SELECT sha256 FROM files_storedfile")}


class Databases:
    """Makes databases, empty or as a first start leaves them, and takes them away again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []
        self.first = Installation(folder / "first", self.fresh())
        self.first.migrate()

    def fresh(self, *, like: str = "") -> str:
        """The address of a new database, a copy of the one at `like` if that is given."""
        name = f"drill_{uuid4().hex[:12]}"
        if not ON_POSTGRESQL:
            path = self.folder / f"{name}.sqlite3"
            if like:
                shutil.copyfile(like, path)
            return str(path)
        template = like.rpartition("/")[2] or "template1"
        with psycopg.connect(ADDRESS, autocommit=True) as server:
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        self.made.append(name)
        return f"{ADDRESS.rpartition('/')[0]}/{name}"

    def clear(self) -> None:
        for name in self.made:
            with psycopg.connect(ADDRESS, autocommit=True) as server:
                server.execute(
                    sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                )


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    made = Databases(tmp_path_factory.mktemp("drill"))
    yield made
    made.clear()


@pytest.fixture
def new(databases: Databases, tmp_path: Path) -> Callable[[str], Installation]:
    """An installation as a first start leaves it."""

    def make(name: str) -> Installation:
        return Installation(tmp_path / name, databases.fresh(like=databases.first.database))

    return make


@pytest.fixture
def bare(databases: Databases, tmp_path: Path) -> Callable[[str], Installation]:
    """An installation that was never started."""

    def make(name: str) -> Installation:
        return Installation(tmp_path / name, databases.fresh())

    return make


def wait_for(writer: "subprocess.Popen[str]", *, passes: int) -> None:
    assert writer.stdout is not None
    for _ in range(passes):
        assert writer.stdout.readline()


def test_a_backup_taken_under_load_comes_back_whole_elsewhere(
    new: Callable[[str], Installation], bare: Callable[[str], Installation], tmp_path: Path
) -> None:
    here, there = new("here"), bare("there")
    writer = here.writer()
    try:
        wait_for(writer, passes=30)
        done = here.giaoban("backup", str(tmp_path / "night.tar.gz"))
        wait_for(writer, passes=10)  # and people went on meanwhile
    finally:
        writer.communicate(timeout=60)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "night.tar.gz").stat().st_mode & 0o077 == 0

    restored = there.giaoban("restore", str(tmp_path / "night.tar.gz"))
    assert restored.returncode == 0, restored.stderr

    # One moment, and not a mixture: each pass wrote two files and a person, or nothing.
    [[people]] = there.ask("SELECT count(*) FROM accounts_user")
    files = there.files()
    assert isinstance(people, int)
    assert 10 < people < int(str(here.ask("SELECT count(*) FROM accounts_user")[0][0]))
    assert len(there.registered()) == 2 * people
    assert there.registered() <= files.keys()
    assert all(name == sha256 for name, sha256 in files.items())

    # And what came back is what a second backup of it would hold.
    again = bare("again")
    assert there.giaoban("backup", str(tmp_path / "again.tar.gz")).returncode == 0
    assert again.giaoban("restore", str(tmp_path / "again.tar.gz")).returncode == 0
    assert again.contents() == there.contents()
    assert again.files() == files


def test_what_is_there_is_overwritten_only_when_told_and_kept_in_a_backup(
    new: Callable[[str], Installation], tmp_path: Path
) -> None:
    here, there = new("here"), new("there")
    for each, word in ((here, "here"), (there, "there")):
        each.python(
            "import django; django.setup(); from django.utils import timezone;"
            "from giaoban.ground.files.services import keep_file;"
            f"keep_file(data=b'{word}', media_type='text/plain', now=timezone.now())"
        )
    before, files = there.contents(), there.files()
    archive = str(tmp_path / "one.tar.gz")
    assert here.giaoban("backup", archive).returncode == 0

    refused = there.giaoban("restore", archive)
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert (there.contents(), there.files()) == (before, files)

    assert there.giaoban("restore", archive, "--force").returncode == 0
    assert (there.contents(), there.files()) == (here.contents(), here.files())

    [kept] = there.var.glob("before-restore-*.tar.gz")
    assert there.giaoban("restore", str(kept), "--force").returncode == 0
    assert (there.contents(), there.files()) == (before, files)


def test_a_restored_installation_goes_on(
    new: Callable[[str], Installation], bare: Callable[[str], Installation], tmp_path: Path
) -> None:
    here, there = new("here"), bare("there")
    user = "User.objects.create(username='{}', full_name='Người Mẫu')"
    begin = "import django; django.setup(); from giaoban.ground.accounts.models import User;"
    here.python(begin + user.format("mot"))
    assert here.giaoban("backup", str(tmp_path)).returncode == 0
    [archive] = tmp_path.glob("giaoban-*.tar.gz")
    assert there.giaoban("restore", str(archive)).returncode == 0

    there.migrate()
    there.python(begin + user.format("hai"))  # the numbers of rows go on, too

    assert there.ask("SELECT username FROM accounts_user ORDER BY id") == [("mot",), ("hai",)]


def test_a_backup_that_is_killed_leaves_nothing_that_looks_like_one(
    new: Callable[[str], Installation], tmp_path: Path
) -> None:
    here = new("here")
    folder = here.var / "files" / "aa"
    folder.mkdir(parents=True)
    for number in range(40):
        data = number.to_bytes(2, "big") * 500_000
        (folder / hashlib.sha256(data).hexdigest()).write_bytes(data)
    for path in list(folder.iterdir()):
        own = here.var / "files" / path.name[:2]
        own.mkdir(exist_ok=True)
        path.rename(own / path.name)
    target = tmp_path / "night.tar.gz"
    process = subprocess.Popen(  # noqa: S603  # ours
        [sys.executable, "-m", "giaoban", "backup", str(target)], env=here.environment
    )
    while not list(tmp_path.glob(".backup-*/archive")) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert not target.exists()
    assert here.giaoban("backup", str(target)).returncode == 0


def test_the_note_of_the_last_backup_tells_where_it_is(
    new: Callable[[str], Installation], tmp_path: Path
) -> None:
    here = new("here")
    target = tmp_path / "night.tar.gz"
    here.giaoban("backup", str(target))
    told = json.loads((here.var / "last-backup.json").read_text(encoding="utf-8"))

    assert (told["file"], told["size"]) == (str(target), target.stat().st_size)
    assert here.giaoban("backup", str(target)).returncode == 2  # never over another one
