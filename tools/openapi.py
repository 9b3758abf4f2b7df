"""Write the description of the JSON API as it is now into the file that a test holds it to.

A change of it is seen in the diff: what was there and is gone, or is called otherwise, breaks
programs of others.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path

import django

SNAPSHOT = Path(__file__).resolve().parents[1] / "tests" / "snapshots" / "openapi.json"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
    django.setup()
    described = described_now()
    before = SNAPSHOT.read_text(encoding="utf-8") if SNAPSHOT.exists() else ""
    SNAPSHOT.parent.mkdir(exist_ok=True)
    SNAPSHOT.write_text(described, encoding="utf-8")
    print(f"{SNAPSHOT}: {'unchanged' if described == before else 'written anew'}")
    return 0


def described_now() -> str:
    """The description as it stands in the file. Django is set up."""
    api = import_module("giaoban.faces.api.api").api
    description_of = import_module("giaoban.faces.api.describing").description_of
    told = json.loads(json.dumps(description_of(api)))
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main())
