"""Starting Django for the commands that need it. `giaoban read` does not, and starts at once."""

import os
from typing import Any

import django
from django.conf import settings


def begin() -> Any:
    """Set Django up, once, and give its settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
    django.setup()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    return settings
