"""`giaoban demo`: the main job done once on a sample, from a briefing's text to the report."""

import argparse
import os
import shutil
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

from giaoban.faces.cli.django_setup import begin, lasting_key

DAY = date(2020, 7, 2)  # the day after the briefing: the pages show the demo as of this day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--without-pdf", action="store_true", help="do not ask LibreOffice")
    parser.add_argument(
        "--provinces",
        action="store_true",
        help="hand over from 63 provinces to 34 as well, on 01/07/2025",
    )


def use_demo() -> Path:
    """Point the settings at the demo: its own folder, database and day, and no second factor.

    The folder is `demo` in that of run data, so that what else is kept there is never touched.
    """
    var = Path(os.environ.get("GIAOBAN_VAR") or "var") / "demo"
    os.environ["GIAOBAN_VAR"] = str(var)
    os.environ["GIAOBAN_DAY"] = DAY.isoformat()
    os.environ["GIAOBAN_SECOND_FACTOR"] = "offered"
    return var


def run(args: argparse.Namespace) -> int:
    if os.environ.get("GIAOBAN_DATABASE"):
        print(
            "The demo makes a fresh database of its own. Unset GIAOBAN_DATABASE first.",
            file=sys.stderr,
        )
        return 2
    var = use_demo()
    shutil.rmtree(var, ignore_errors=True)
    if not os.environ.get("GIAOBAN_SECRET_KEY"):
        # What the demo leaves in the queue is signed: the worker beside `serve` must know the key.
        lasting_key(var / "secret-key")
    begin()
    scenario = import_module("giaoban.faces.cli.demonstration.scenario")
    scenario.play(var, with_pdf=not args.without_pdf, with_provinces=args.provinces)
    return 0
