"""`giaoban jobs run`: the worker. `giaoban jobs status`: queue, failures, schedules."""

import argparse
import os
import sys
from importlib import import_module
from typing import Any

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in

REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    run_parser = acts.add_parser("run", help=_("do the jobs that wait, until stopped"))
    run_parser.add_argument("--beside", type=int, metavar="PID", help=argparse.SUPPRESS)
    status = acts.add_parser("status", help=_("what waits, what failed, what runs when"))
    status.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def is_key_lasting(settings: Any) -> bool:
    """Whether others know our key: a worker with one of its own would throw their jobs away."""
    return (
        bool(settings.ENVIRONMENT["GIAOBAN_SECRET_KEY"]) or (settings.VAR / "secret-key").is_file()
    )


def run(args: argparse.Namespace) -> int:
    """1 where something was given up or no worker seems to run, 2 where none can be one."""
    settings = begin()
    doing = import_module("giaoban.faces.cli.jobs_doing")
    if args.act == "run":
        if not is_key_lasting(settings):
            _ = words_in(language_of(os.environ)).gettext
            print(
                _("Set GIAOBAN_SECRET_KEY, or start “giaoban serve” once: it signs the jobs."),
                file=sys.stderr,
            )
            return REFUSED
        doing.work(beside=args.beside)
        return 0
    status: int = doing.tell(language=args.lang or language_of(os.environ))
    return status
