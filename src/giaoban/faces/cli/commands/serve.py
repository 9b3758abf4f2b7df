"""`giaoban serve`: the pages, on this machine, with a key that outlives a restart."""

import argparse
import os
import shutil
import socket
import sys
from importlib import import_module
from pathlib import Path

from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces

from giaoban.faces.cli.commands.demo import use_demo
from giaoban.faces.cli.django_setup import begin, lasting_key

ADDRESS, PORT = "127.0.0.1", 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default=ADDRESS, help=f"where to listen ({ADDRESS})")
    parser.add_argument("--port", type=int, default=PORT, help=f"the port ({PORT})")
    parser.add_argument("--demo", action="store_true", help="what `giaoban demo` made, on its day")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer (2)")
    parser.add_argument(
        "--without-jobs", action="store_true", help="no worker beside: “giaoban jobs run” is one"
    )


def run(args: argparse.Namespace) -> int:
    if _is_taken(args.address, args.port):
        print(
            f"Port {args.port} of {args.address} is in use. Choose another one with --port.",
            file=sys.stderr,
        )
        return 2
    if args.demo:
        use_demo()
        os.environ.setdefault("GIAOBAN_LOG_LEVEL", "WARNING")
    # Said before anything counts: what counts looks once whether others count with it.
    var = Path(os.environ.get("GIAOBAN_VAR") or "var").resolve()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = _fresh(var / f"metrics-{args.port}")
    # Each worker imports the settings anew: without one key for all, sign-ins would not hold.
    settings = begin()
    if not settings.ENVIRONMENT["GIAOBAN_SECRET_KEY"]:
        os.environ["GIAOBAN_SECRET_KEY"] = lasting_key(settings.VAR / "secret-key")
    call_command("migrate", verbosity=0)
    print(f"http://{args.address}:{args.port}/  (Ctrl+C ends)", flush=True)
    pages = Granian(
        target="giaoban.config.wsgi:application",
        address=args.address,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.workers,
        blocking_threads=4,
        log_access=False,
        respawn_failed_workers=True,
    )
    if args.without_jobs:
        pages.serve()
        return 0
    with import_module("giaoban.faces.cli.jobs_doing").worker_beside():
        pages.serve()
    return 0


def _is_taken(address: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((address, port)) == 0


def _fresh(folder: Path) -> str:
    """An empty folder, in which the processes of this start count together."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return str(folder)
