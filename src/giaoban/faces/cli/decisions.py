"""What people decided at the desk, for `giaoban corrections`. Imported once Django is set up."""

import json
import sys

from django.utils import translation
from django.utils.translation import ngettext

from giaoban.cycle.intake import selectors
from giaoban.ground.platform import clock


def export(*, only_changed: bool, language: str) -> int:
    """JSON lines to the standard output; how many there were to the other."""
    number = 0
    for each in selectors.corrections(actor=None, on=clock.today()):
        if only_changed and each.as_it_was:
            continue
        number += 1
        sys.stdout.write(json.dumps(each.to_json(), ensure_ascii=False) + "\n")
    with translation.override(language):
        said = ngettext("%(number)s decision exported.", "%(number)s decisions exported.", number)
        sys.stderr.write(said % {"number": number} + "\n")
    return 0
