"""`giaoban account link`, `forget-factors`: letting somebody in again, from the machine itself."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("link", help=_("print a one-time link to a new password"))
    actions.add_parser("forget-factors", help=_("remove app, passkeys and recovery codes"))
    for action in actions.choices.values():
        action.add_argument("user", metavar="USER", help=_("the account, by user name"))
        action.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """Do it and say so; 2 where it is refused."""
    begin()
    accounts = import_module("giaoban.faces.cli.accounts")
    language: str = args.lang or language_of(os.environ)
    act = accounts.link if args.action == "link" else accounts.forget_factors
    status: int = act(args.user, language=language)
    return status
