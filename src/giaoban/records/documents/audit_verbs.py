"""What can be done to documents, for the trail."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.documents import selectors
from giaoban.records.documents.models import Document


def _documents(actor: User, on: date) -> QuerySet[Document]:
    visible = selectors.visible_documents(actor=actor, on=on)
    return visible.defer("text", "folded", "lowered")


declare(
    "documents",
    verbs=[
        Verb("documents.registered", _("Document registered")),
        Verb("documents.restricted", _("Document restricted")),
        Verb("documents.released", _("Restriction lifted")),
        Verb("documents.read", _("Restricted document read")),
        Verb("documents.register-continued", _("Register of numbers continued elsewhere")),
    ],
    kinds=[ObjectKind("documents.document", _("Document"), _documents, page="documents:document")],
    facts={
        "symbol": _("Symbol"),
        "subject": _("Subject"),
        "file": _("File"),
        "reason": _("Reason"),
        "what": _("What was read"),
        "register": _("Register"),
        "year": _("Year"),
        "last": _("Last number"),
    },
)
