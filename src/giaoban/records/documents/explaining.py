"""Why somebody sees a document, told by the reasons by which the register is narrowed."""

from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.documents import policies
from giaoban.records.documents.models import Document
from giaoban.records.documents.selectors import reasons_for
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Explanation, SeenBecause


def rights_in_document(*, person: User, on: date, key: int) -> Explanation:
    scope = organisations.scope_of(actor=person, on=on)
    seen = [
        SeenBecause(reason.words, reason.by)
        for reason in reasons_for(person, scope, on)
        if Document.objects.filter(reason.documents, pk=key).exists()
    ]
    return Explanation(tuple(seen), (policies.may_register(person, on),))
