"""The `giaoban` command: finds the command that is meant, loads it alone, and runs it."""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from giaoban.faces.cli.commands import COMMANDS
from giaoban.faces.cli.language import language_of, words_in

FAILED = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


class _Module(Protocol):
    """What the module of a command has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 2 not understood or refused."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _write_utf8()
    try:
        return _run(arguments)
    except SystemExit as stop:  # argparse ends like this after help and after errors
        return stop.code if isinstance(stop.code, int) else FAILED * bool(stop.code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more may be written, not even on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE


def _run(arguments: list[str]) -> int:
    name = arguments[0] if arguments else ""
    if name not in COMMANDS:
        parser = _parser_of_all()
        parser.parse_args(arguments)
        parser.print_help(sys.stderr)
        return FAILED
    command = COMMANDS[name]
    module = cast("_Module", importlib.import_module(command.module))
    words = words_in(language_of(os.environ))
    parser = argparse.ArgumentParser(
        prog=f"giaoban {name}", description=words.gettext(command.help)
    )
    module.add_arguments(parser)
    return module.run(parser.parse_args(arguments[1:]))


def _parser_of_all() -> argparse.ArgumentParser:
    """The parser that lists the commands, for help and for names that are none."""
    words = words_in(language_of(os.environ))
    _ = words.gettext
    parser = argparse.ArgumentParser(
        prog="giaoban",
        description=_("The state-management briefing, from documents to tasks to the report."),
        epilog=_("Say “giaoban COMMAND --help” for the options of a command."),
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=_("print the version"))
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND")
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=words.gettext(command.help), add_help=False)
    return parser


class _Version(argparse.Action):
    """Prints the version, and only then loads what knows it, which is slow to load."""

    def __call__(self, parser: argparse.ArgumentParser, *_about: object) -> None:
        sys.stdout.write(
            f"giaoban {importlib.import_module('importlib.metadata').version('giaoban')}\n"
        )
        parser.exit()


def _write_utf8() -> None:
    """Vietnamese is written as it is, whatever the locale says it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
