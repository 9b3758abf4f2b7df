"""Starting Django for the commands that need it. `giaoban read` does not, and starts at once."""

import os
import secrets
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from giaoban.faces.cli.language import language_of, words_in
from giaoban.ground.platform.environment import Misconfigured

NOT_UNDERSTOOD = 2


def begin() -> Any:
    """Set Django up, once, and give its settings; the end, in words, where they are wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
    try:
        django.setup()
    except Misconfigured as wrong:
        translate = words_in(language_of(os.environ)).gettext
        for mistake in wrong.mistakes:
            print(mistake.told(translate), file=sys.stderr)
        raise SystemExit(NOT_UNDERSTOOD) from None
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    return settings


def lasting_key(path: Path) -> str:
    """The key in the file, which only the owner may read; made where there is none yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
