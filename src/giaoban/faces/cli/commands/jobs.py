"""`giaoban jobs run`: the worker. `giaoban jobs status`: queue, failures, schedules."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    run_parser = acts.add_parser("run", help=_("do the jobs that wait, until stopped"))
    run_parser.add_argument("--beside", type=int, metavar="PID", help=argparse.SUPPRESS)
    status = acts.add_parser("status", help=_("what waits, what failed, what runs when"))
    status.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """1 where something was given up or no worker seems to run."""
    begin()
    doing = import_module("giaoban.faces.cli.jobs_doing")
    if args.act == "run":
        doing.work(beside=args.beside)
        return 0
    status: int = doing.tell(language=args.lang or language_of(os.environ))
    return status
