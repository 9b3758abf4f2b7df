from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Working days from the due day, and who is told: each step later tells somebody further up.
USUAL = {
    "officer": (-7, -3, -1, 0, 1, 5),
    "head": (-1, 1, 5),
    "office": (3, 10),
    "leader": (7,),
}


def add_usual_rules(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    rule = apps.get_model("urging", "Rule")
    rule.objects.bulk_create(
        rule(offset=offset, audience=audience)
        for audience, offsets in USUAL.items()
        for offset in offsets
    )


class Migration(migrations.Migration):
    """What an agency starts from; the rules are its own from then on."""

    dependencies = [("urging", "0001_initial")]

    operations = [migrations.RunPython(add_usual_rules, migrations.RunPython.noop)]
