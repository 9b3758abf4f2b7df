"""The JSON API about one's own tokens. Issuing one takes a person and a page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router
from ninja.responses import Status

from giaoban.ground.accounts import selectors, services
from giaoban.ground.accounts.http import ApiRequest
from giaoban.ground.accounts.models import Token
from giaoban.ground.accounts.schemas import TokenAnswer
from giaoban.ground.accounts.types import TokenKind
from giaoban.ground.platform import clock
from giaoban.ground.platform.json_api.paging import Page, Paging, page_of
from giaoban.ground.platform.json_api.values import Id

router = Router(tags=["tokens"])


@router.get("", response=Page[TokenAnswer], summary=gettext_noop("Your tokens"))
def list_tokens(
    request: ApiRequest, response: HttpResponse, paging: Query[Paging]
) -> dict[str, object]:
    """All that were ever issued for the account, the newest first."""
    found = selectors.tokens_of(owner=request.user)
    return page_of(
        request, response, found, paging, lambda rows: [_told(row, request) for row in rows]
    )


@router.delete("/{int:token_id}", response={204: None}, summary=gettext_noop("Revoke a token"))
def revoke_token(request: ApiRequest, token_id: Path[Id]) -> Status[None]:
    """From now on nothing opens by it. A token may revoke itself."""
    mine = get_object_or_404(selectors.tokens_of(owner=request.user), pk=token_id)
    services.revoke_token(actor=request.user, token_id=mine.pk, now=clock.now())
    return Status(204, None)


def _told(token: Token, request: ApiRequest) -> TokenAnswer:
    return TokenAnswer(
        id=token.pk,
        name=token.name,
        kind=TokenKind(token.kind),
        start=token.start,
        scopes=token.scopes,
        issued_at=token.issued_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
        last_used_at=token.last_used_at,
        in_use=token == request.auth,
    )
