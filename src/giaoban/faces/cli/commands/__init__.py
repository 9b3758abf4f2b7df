"""The table of commands: what each is called, what it is for, and the module that does it.

A command's module has `add_arguments(parser)` and `run(args) -> int`, whose value is the exit
status. It is imported only when its command is called. One that needs Django calls
`django_setup.begin()` in `run`, and imports only after it whatever needs the models.
"""

from dataclasses import dataclass

from giaoban.faces.cli.language import gettext_noop


@dataclass(frozen=True)
class Command:
    """One line of the table; `help` is an English msgid, translated when it is shown."""

    module: str
    help: str


COMMANDS: dict[str, Command] = {
    "read": Command(
        "giaoban.faces.cli.commands.read",
        gettext_noop("Read a briefing from a text, Word, HTML or PDF file."),
    ),
    "deadline": Command(
        "giaoban.faces.cli.commands.deadline",
        gettext_noop("Say which day a phrase sets as the last in time, and why."),
    ),
    "demo": Command(
        "giaoban.faces.cli.commands.demo",
        gettext_noop("Do the main job once on a sample, from a briefing to the report."),
    ),
    "load": Command(
        "giaoban.faces.cli.commands.load",
        gettext_noop("Load units and fields of work from a reference pack."),
    ),
    "intake": Command(
        "giaoban.faces.cli.commands.intake",
        gettext_noop("Put a document onto the reading desk."),
    ),
    "corrections": Command(
        "giaoban.faces.cli.commands.corrections",
        gettext_noop("Export what was decided at the desk, as cases for the rules of reading."),
    ),
    "serve": Command(
        "giaoban.faces.cli.commands.serve",
        gettext_noop("Serve the pages on this machine."),
    ),
    "rebuild": Command(
        "giaoban.faces.cli.commands.rebuild",
        gettext_noop("Fold what happened to all duties anew, after a change of what counts."),
    ),
    "backup": Command(
        "giaoban.faces.cli.commands.backup",
        gettext_noop("Back up database and files, while people work."),
    ),
    "restore": Command(
        "giaoban.faces.cli.commands.restore",
        gettext_noop("Restore database and files from a backup."),
    ),
    "check": Command(
        "giaoban.faces.cli.commands.check",
        gettext_noop("Say whether this installation is in order."),
    ),
    "jobs": Command(
        "giaoban.faces.cli.commands.jobs",
        gettext_noop("Do the jobs that wait apart from the pages, or tell how they stand."),
    ),
    "tasks": Command(
        "giaoban.faces.cli.commands.tasks",
        gettext_noop("Import tasks from an Excel, Word or CSV file."),
    ),
    "urge": Command(
        "giaoban.faces.cli.commands.urge",
        gettext_noop("Urge the units by the rules of the agency, or tell who would be urged."),
    ),
    "scorecard": Command(
        "giaoban.faces.cli.commands.scorecard",
        gettext_noop("Verify that published score-cards are what the events come to."),
    ),
    "audit": Command(
        "giaoban.faces.cli.commands.audit",
        gettext_noop("Verify the trail of who changed what, seal it, erase a person from it."),
    ),
    "account": Command(
        "giaoban.faces.cli.commands.account",
        gettext_noop("Let somebody in again who lost the password or the telephone."),
    ),
    "token": Command(
        "giaoban.faces.cli.commands.token",
        gettext_noop("Issue, list and revoke the tokens by which services work here."),
    ),
}
