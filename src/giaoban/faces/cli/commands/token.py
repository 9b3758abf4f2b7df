"""`giaoban token issue`, `list`, `revoke`: by which services work here, from the command line."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    issue = actions.add_parser("issue", help=_("issue a token and print it, this once"))
    issue.add_argument("user", metavar="USER", help=_("the account of the service, by user name"))
    issue.add_argument("--name", required=True, help=_("what it is for"))
    issue.add_argument(
        "--scope", action="append", required=True, help=_("what it is good for; may come again")
    )
    issue.add_argument("--days", type=int, default=90, help=_("how many days it is in force"))

    tokens = actions.add_parser("list", help=_("list the tokens of an account"))
    tokens.add_argument("user", metavar="USER", help=_("the account, by user name"))

    revoke = actions.add_parser("revoke", help=_("make a token useless from now on"))
    revoke.add_argument("number", type=int, metavar="NUMBER", help=_("as the list shows it"))

    for action in actions.choices.values():
        action.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """Do it and say so; 2 where it is refused."""
    begin()
    tokens = import_module("giaoban.faces.cli.tokens")
    language: str = args.lang or language_of(os.environ)
    status: int
    if args.action == "issue":
        wanted = {"name": args.name, "scopes": args.scope, "days": args.days}
        status = tokens.issue(args.user, language=language, **wanted)
    elif args.action == "list":
        status = tokens.show(args.user, language=language)
    else:
        status = tokens.revoke(args.number, language=language)
    return status
