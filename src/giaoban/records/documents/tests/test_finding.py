from datetime import date

import pytest
from django.db.models import Q

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.records.documents import hooks, selectors, services, types
from giaoban.records.documents.tests.build import a_clerk, a_document
from giaoban.records.documents.types import CitedDocument
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post

pytestmark = pytest.mark.django_db
TODAY = date(2020, 7, 3)


@pytest.mark.parametrize(
    "words", ["sửa chữa", "sua chua", "SUA CHUA", "Sửa", "chua sua", "su%a"], ids=str
)
def test_words_are_found_with_and_without_accents(words: str) -> None:
    clerk = a_clerk()
    document = a_document(text="Phòng Quản trị sửa chữa cầu thang.")

    found = selectors.search(actor=clerk, on=TODAY, words=words)

    assert list(found) == ([] if "%" in words else [document])


def test_the_accents_as_typed_come_first() -> None:
    clerk = a_clerk()
    other = a_document(text="Ban Mua sắm hỏi giá màn hình.", issued_on=date(2020, 7, 2))
    exact = a_document(text="Ban Mùa vụ hội gia súc.", issued_on=date(2019, 7, 2))

    assert list(selectors.search(actor=clerk, on=TODAY, words="mùa")) == [exact, other]
    assert list(selectors.search(actor=clerk, on=TODAY, words="mua sắm")) == [other]
    assert list(selectors.search(actor=clerk, on=TODAY, words="Hội Gia")) == [exact, other]


@pytest.mark.parametrize(
    "words", ["07/tb-vpx", "Lê Thị Sâm", "le thi sam", "VPX", "giấy tờ"], ids=str
)
def test_symbol_subject_signer_and_issuer_are_searched(words: str) -> None:
    clerk = a_clerk()
    document = a_document(symbol="07/TB-VPX", subject="Về giấy tờ xe", signer="Lê Thị Sâm")

    assert list(selectors.search(actor=clerk, on=TODAY, words=words)) == [document]


def test_a_leader_sees_all_and_others_what_they_registered_or_a_rule_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(types, "VISIBILITY_RULES", [])
    monkeypatch.setattr(selectors, "VISIBILITY_RULES", rules := list[types.VisibilityRule]())
    monkeypatch.setattr(hooks, "VISIBILITY_RULES", rules)
    document = a_document()
    leader, officer = an_appointment(post=Post.LEADER).user, an_appointment().user

    assert document in selectors.visible_documents(actor=leader, on=TODAY)
    assert document not in selectors.visible_documents(actor=officer, on=TODAY)

    def by_subject(actor: User, on: date) -> Q:
        return Q(subject=document.subject) if actor == officer and on == TODAY else Q(pk=None)

    hooks.add_visibility(by_subject)
    assert document in selectors.visible_documents(actor=officer, on=TODAY)
    assert document not in selectors.visible_documents(actor=officer, on=date(2020, 7, 4))
    assert document not in selectors.visible_documents(actor=a_user(), on=TODAY)


def test_a_citation_leads_to_the_document_where_the_asker_may_see_it() -> None:
    clerk, stranger = a_clerk(), a_user()
    cited = a_document(symbol="41/TB-VPX")
    citing = a_document()
    services.note_citations(
        document=citing,
        citations=[CitedDocument("41/TB-VPX", 0, 4), CitedDocument("9/QĐ-Z", 5, 8)],
    )

    seen = selectors.citations_of(actor=clerk, on=TODAY, document=citing)
    hidden = selectors.citations_of(actor=stranger, on=TODAY, document=citing)

    assert [each.document for each in seen] == [cited, None]
    assert [each.document for each in hidden] == [None, None]
    assert list(selectors.citing(actor=clerk, on=TODAY, document=cited)) == [citing]
