"""Importing tasks. A service is a sentence someone would say, carried out in one transaction."""

from giaoban.records.tasks.importing.services.assigning_many import assign_many
from giaoban.records.tasks.importing.services.bringing import (
    bring_table,
    choose_columns,
    choose_units,
    put_away,
)
from giaoban.records.tasks.importing.services.checking import check_now, check_rows, look_at
from giaoban.records.tasks.importing.services.copying import copy_tasks
from giaoban.records.tasks.importing.services.taking import import_rows, start_import
from giaoban.records.tasks.importing.services.undoing import start_undo, undo_import

__all__ = [
    "assign_many",
    "bring_table",
    "check_now",
    "check_rows",
    "choose_columns",
    "choose_units",
    "copy_tasks",
    "import_rows",
    "look_at",
    "put_away",
    "start_import",
    "start_undo",
    "undo_import",
]
