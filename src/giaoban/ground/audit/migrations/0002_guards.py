"""From here on the database refuses to rewrite the trail."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from giaoban.ground.audit import guards


def stand(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.raise_guards(editor.connection)


def go(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.lower_guards(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(stand, go)]
