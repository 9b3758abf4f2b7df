"""Who comes in: administrators, and for everybody else these pages are not there.

Reading is open to them; a page on which something is changed asks for their rights to be raised.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase

from giaoban.ground.accounts.http import stepped_up
from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock  # noqa: TID251 (asked for each request, as a view)
from giaoban.records.organisations.administration import selectors

View = Callable[..., HttpResponseBase]


def for_administrators(view: View) -> View:
    """A page that is only read."""
    return login_required(_not_there_for_others(view))


def for_raised_rights(view: View) -> View:
    """A page on which something is changed."""
    return login_required(stepped_up(_not_there_for_others(view)))


def _not_there_for_others(view: View) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User) or not selectors.administers(actor=user, on=clock.today()):
            raise Http404
        return view(request, *args, **kwargs)

    return asked
