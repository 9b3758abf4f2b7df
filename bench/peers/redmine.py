"""Redmine and giaoban with the same tasks on one PostgreSQL, asked by HTTP in turn.

`redmine.sh` runs it and says how to. The tasks are those of bench/ministry.py; their lead duties
become issues of one public project with a category for each unit, whoever is not signed in may read
it, and nothing else is there: no watchers, no custom fields, no journals. Both programs answer
with two threads of the one and two processes of the other, on the loopback.
"""

import argparse
import http.client
import importlib
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import localdate

REDMINE = "/usr/share/redmine"
REPEATS = 40
SECONDS_TO_START = 120
_SITE = {"RAILS_ENV": "production", "X_DEBIAN_SITEID": "default", "REDMINE_LANG": "en"}


@dataclass(frozen=True)
class Page:
    """A page of one of the two, and who asks for it."""

    port: int
    address: str
    cookie: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path, help="the Debian in which Redmine is installed")
    parser.add_argument("number", type=int)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "giaoban.config.settings"
    os.environ["GIAOBAN_SECOND_FACTOR"] = "offered"
    os.environ["GIAOBAN_LOG_LEVEL"] = "ERROR"
    os.environ["GIAOBAN_SECRET_KEY"] = "of a bench that lives for minutes, and of nobody else"  # noqa: S105 - nobody's
    with TemporaryDirectory() as var:
        os.environ["GIAOBAN_VAR"] = os.environ["GIAOBAN_FILES"] = var
        django.setup()
        cookie = store(options.number)
        prepare_redmine(options.root, os.environ["GIAOBAN_DATABASE"])
        with giaoban() as ours, redmine(options.root) as theirs:
            compare(options.number, ours=ours, theirs=theirs, cookie=cookie)
    return 0


def say(what: str) -> None:
    print(f"  redmine · {what}", file=sys.stderr, flush=True)


def store(number: int) -> str:
    """The tasks in our tables; gives the cookie by which the clerk is signed in."""
    ministry = importlib.import_module(
        "bench.ministry"
    )  # it has models, for which Django is set up
    call_command("migrate", verbosity=0, interactive=False)
    agency = ministry.a_ministry(localdate())
    say(f"storing {number:,} tasks")
    ministry.store_tasks(agency, number, say=say)
    ministry.settle_down()
    client = Client()
    client.force_login(agency.clerk)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


# Redmine


def prepare_redmine(root: Path, address: str) -> None:
    """Its database beside ours, with its own tables and the same tasks."""
    ours = psycopg.conninfo.conninfo_to_dict(address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE redmine")
    (root / "etc/redmine/default/database.yml").write_text(
        "production:\n  adapter: postgresql\n  database: redmine\n  encoding: utf8\n"
        f"  host: {ours['host']}\n  port: {ours['port']}\n  username: {ours['user']}\n",
        encoding="utf-8",
    )
    say("making Redmine's tables")
    for task in ("db:migrate", "redmine:load_default_data"):
        inside(root, ["rake", task])
    theirs = psycopg.conninfo.make_conninfo(address, dbname="redmine")
    with psycopg.connect(address) as source, psycopg.connect(theirs) as target:
        copy_tasks(source, target)
    with psycopg.connect(theirs, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def inside(root: Path, command: Sequence[str]) -> None:
    done = subprocess.run(
        ["/usr/sbin/chroot", str(root), "sh", "-c", 'cd "$0" && exec "$@"', REDMINE, *command],
        env={**os.environ, **_SITE},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr[-2000:]}")


def copy_tasks(
    source: psycopg.Connection[tuple[object, ...]], target: psycopg.Connection[tuple[object, ...]]
) -> None:
    """Our lead duties as issues: closed where confirmed or cancelled, else new."""
    target.execute(_PROJECT)
    with source.cursor() as units, target.cursor() as categories:
        units.execute("SELECT unit_id, name FROM organisations_unitversion ORDER BY 1")
        categories.executemany(_CATEGORY, units.fetchall())
    with (
        source.cursor().copy(f"COPY ({_LEADS}) TO STDOUT") as leads,
        target.cursor().copy(f"COPY {_ISSUES} FROM STDIN") as issues,
    ):
        for block in leads:
            issues.write(block)
    target.execute("SELECT setval('issues_id_seq', (SELECT MAX(id) FROM issues))")
    told = target.execute("SELECT COUNT(*) FROM issues").fetchone()
    say(f"{told[0] if told else 0:,} issues stored")


_PROJECT = """
    INSERT INTO projects (id, name, identifier, status, is_public, lft, rgt, created_on, updated_on)
         VALUES (1, 'Bench', 'bench', 1, true, 1, 2, now(), now());
    INSERT INTO enabled_modules (project_id, name) VALUES (1, 'issue_tracking');
    INSERT INTO projects_trackers (project_id, tracker_id) SELECT 1, MIN(id) FROM trackers;
    UPDATE settings SET value = '0' WHERE name = 'login_required';
"""
_CATEGORY = "INSERT INTO issue_categories (id, project_id, name) VALUES (%s, 1, %s)"
_ISSUES = """
    issues (id, tracker_id, project_id, subject, description, due_date, category_id, status_id,
            priority_id, author_id, lock_version, created_on, updated_on, start_date, done_ratio,
            root_id, lft, rgt, is_private, closed_on)
"""
# Redmine's default data: tracker 1, status 1 new and 5 closed, the usual priority 2; user 2 is
# whoever is not signed in.
_LEADS = """
    SELECT task.id, 1, 1, task.title, '', span.due_on, span.unit_id,
           CASE WHEN span.counted_from IS NULL THEN 1 ELSE 5 END,
           2, 2, 0, task.created_at, task.created_at, task.assigned_on,
           CASE WHEN span.counted_from IS NULL THEN 0 ELSE 100 END,
           task.id, 1, 2, false, span.counted_from
      FROM tasks_span span JOIN tasks_task task ON task.id = span.task_id
     WHERE span.role = 'lead' AND span.valid_to IS NULL
"""


@contextmanager
def redmine(root: Path) -> Iterator[int]:
    port = free_port()
    command = ["puma", "-e", "production", "-t", "2:2", "-b", f"tcp://127.0.0.1:{port}"]
    with running(
        ["/usr/sbin/chroot", str(root), "sh", "-c", 'cd "$0" && exec "$@"', REDMINE, *command],
        _SITE,
    ):
        wait_for(Page(port, "/projects/bench"))
        yield port


@contextmanager
def giaoban() -> Iterator[int]:
    port = free_port()
    program = str(Path(sys.executable).with_name("giaoban"))
    command = [program, "serve", "--without-jobs", "--workers", "2"]
    with running([*command, "--port", str(port)], {}):
        wait_for(Page(port, "/"))
        yield port


@contextmanager
def running(command: Sequence[str], more: dict[str, str]) -> Iterator[None]:
    """A server while it runs; what it said is told where it does not answer."""
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, **more},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            yield
        except OSError:
            output.seek(0)
            say(output.read()[-2000:])
            raise
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


# Comparing


def compare(number: int, *, ours: int, theirs: int, cookie: str) -> None:
    """The two lists and the two summaries, asked in turn, and how they stand to one another."""
    month = localdate().strftime("%Y-%m")
    overdue = (
        "/projects/bench/issues?set_filter=1&f%5B%5D=status_id&op%5Bstatus_id%5D=o"
        "&f%5B%5D=due_date&op%5Bdue_date%5D=%3Ct-&v%5Bdue_date%5D%5B%5D=1&sort=due_date"
        "&per_page=50&c%5B%5D=subject&c%5B%5D=category&c%5B%5D=due_date&c%5B%5D=status"
    )
    pairs = {
        "list of overdue, 50 rows": (
            Page(ours, "/tasks/?status=open_overdue&rows=50", cookie),
            Page(theirs, overdue),
        ),
        "the same, page 100": (
            Page(ours, "/tasks/?status=open_overdue&rows=50&page=100", cookie),
            Page(theirs, f"{overdue}&page=100"),
        ),
        "summary by unit and status": (
            Page(ours, f"/tasks/score-card/?period={month}", cookie),
            Page(theirs, "/projects/bench/issues/report/category"),
        ),
    }
    print(f"{number:,} tasks, PostgreSQL, HTTP on the loopback, ms (median, p95)")
    for name, (our_page, their_page) in pairs.items():
        mine, other = in_turn(our_page, their_page)
        ratio = statistics.median(other) / statistics.median(mine)
        verdict = "Redmine takes" if ratio >= 1 else "LOST: Redmine takes"
        print(f"{name:30} giaoban {told(mine)}   Redmine {told(other)}   {verdict} {ratio:.2f} x")


def in_turn(mine: Page, other: Page) -> tuple[list[float], list[float]]:
    """Milliseconds of both, one after the other, so that both have the same machine."""
    samples: tuple[list[float], list[float]] = ([], [])
    for page in (mine, other):
        asked(page)
        asked(page)
    for _ in range(REPEATS):
        for kept, page in zip(samples, (mine, other), strict=True):
            kept.append(asked(page))
    return samples


def asked(page: Page) -> float:
    began = time.perf_counter()
    status, body = get(page)
    seconds = time.perf_counter() - began
    if status != http.client.OK:
        raise RuntimeError(f"{page.address} answered {status}: {body[:300]!r}")
    return seconds * 1000


def get(page: Page) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=120)
    try:
        connection.request("GET", page.address, headers={"Cookie": page.cookie})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def wait_for(page: Page) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            get(page)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
        else:
            return


def told(samples: Sequence[float]) -> str:
    ordered = sorted(samples)
    return f"{statistics.median(ordered):7.1f} {ordered[-(len(ordered) // 20) - 1]:7.1f}"


if __name__ == "__main__":
    sys.exit(main())
