"""What a token may be good for, and how the API says no for reasons of its own."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.types import TokenScope
from giaoban.ground.platform.errors import RuleBroken

SCOPES = (
    TokenScope("organisations:read", _("Read units, fields of work and who serves where")),
    TokenScope("documents:read", _("Read the documents you may see")),
    TokenScope("tasks:read", _("Read the tasks you may see, and score-cards")),
    TokenScope("tasks:write", _("Assign, report, confirm: whatever you may do with tasks")),
    TokenScope("readings:read", _("Have texts read, without keeping them")),
    TokenScope("tokens:read", _("List your tokens")),
    TokenScope("tokens:write", _("Revoke your tokens")),
)


@dataclass(frozen=True)
class Answer:
    """What is sent back, and kept where the same request may come twice."""

    status: int
    headers: dict[str, str]
    body: str
    repeated: bool = False


class ScopeMissing(RuleBroken):
    message = _("This token is not good for that: it lacks the scope %(scope)s.")

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope

    def __str__(self) -> str:
        return str(self.message) % {"scope": self.scope}


class KeyMalformed(RuleBroken):
    message = _("An Idempotency-Key has 1 to 200 printable characters without accents.")


class KeyUsedOtherwise(RuleBroken):
    message = _("This Idempotency-Key was used for another request. Choose a new one.")
