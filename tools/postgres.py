"""A PostgreSQL server of one's own for as long as a command runs.

    python tools/postgres.py run -- pytest

starts a cluster in a temporary folder on a free port of the loopback, tells the command its address
in GIAOBAN_DATABASE, and takes everything away again however the command ends. Nothing that is
written survives, so the server need not wait for the disk: figures of writes are those of a fast
disk. PostgreSQL refuses to run as root, so under root it runs as the user postgres.
"""

import argparse
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

NAME = "giaoban"
PROGRAMS = ("postgres", "initdb", "createdb", "pg_isready")
SECONDS_TO_START = 60
NOT_FOUND = 69  # the exit status of a service that is not available (sysexits.h)
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
    "max_connections": "60",
    "timezone": "UTC",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
}


class NoPostgres(Exception):
    """This machine has no PostgreSQL that could be started; says why."""


@contextmanager
def postgres() -> Iterator[str]:
    """A running server; gives the address of its empty database."""
    programs = find_programs()
    user = unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="giaoban-postgres-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        make_cluster(programs, folder, user)
        with leaving_when_told(), server(programs, folder, user) as port:
            make_database(programs, port)
            yield f"postgresql://{NAME}@127.0.0.1:{port}/{NAME}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path:
    """The folder with the programs of the newest server on this machine."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parts[-2])
    )
    on_path = shutil.which("postgres")
    if on_path is not None:
        folders.append(Path(on_path).resolve().parent)
    for folder in reversed(folders):
        if all((folder / name).exists() for name in PROGRAMS):
            return folder
    raise NoPostgres("no server on PATH or under /usr/lib/postgresql")


def unprivileged_user() -> str | None:
    """Who runs the server where we are root, and nobody else otherwise."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError as error:
        raise NoPostgres(
            "PostgreSQL does not run as root, and there is no user postgres"
        ) from error


def make_cluster(programs: Path, folder: Path, user: str | None) -> None:
    # Trusting the loopback is enough for a database of test data that lives for minutes. C.UTF-8
    # knows the capitals of Vietnamese letters, and every Debian has it.
    options = ["--username", NAME, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"]
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "--no-sync", *options]
    done = subprocess.run(
        command,
        cwd=folder,
        user=user,
        group=user,
        extra_groups=[] if user else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise NoPostgres(f"initdb failed: {done.stderr.strip()}")


@contextmanager
def server(programs: Path, folder: Path, user: str | None) -> Iterator[int]:
    """The server while it runs; gives its port."""
    port = free_port()
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port), *settings]
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # an interrupt at the keyboard is for the command, not for us
        )
    try:
        wait_until_ready(programs, port, process, log)
        yield port
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: there is nothing to keep
        process.wait(timeout=SECONDS_TO_START)


@contextmanager
def leaving_when_told() -> Iterator[None]:
    """Turns a request to end into an exception, so that the server is stopped on the way out."""

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_until_ready(
    programs: Path, port: int, process: subprocess.Popen[bytes], log: Path
) -> None:
    ready = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    deadline = time.monotonic() + SECONDS_TO_START
    while subprocess.run(ready, check=False).returncode != 0:
        if process.poll() is not None or time.monotonic() > deadline:
            raise NoPostgres(f"the server did not start: {log.read_text(errors='replace')}")
        time.sleep(0.05)


def make_database(programs: Path, port: int) -> None:
    where = ["-h", "127.0.0.1", "-p", str(port), "-U", NAME]
    subprocess.run([str(programs / "createdb"), *where, NAME], check=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=("run",))
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND")
    command = [word for word in parser.parse_args().command if word != "--"]
    try:
        with postgres() as address:
            environment = {**os.environ, "GIAOBAN_DATABASE": address}
            return subprocess.run(command, env=environment, check=False).returncode
    except NoPostgres as missing:
        print(f"NO POSTGRESQL HERE: {missing}", file=sys.stderr)
        return NOT_FOUND


if __name__ == "__main__":
    sys.exit(main())
