"""For who lost the password: a link by e-mail where mail is sent, and the page that it opens."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from giaoban.ground.accounts import selectors, services
from giaoban.ground.accounts.forms import ForgottenForm, NewPasswordForm
from giaoban.ground.accounts.http import place_of
from giaoban.ground.accounts.types import LinkIsSpent
from giaoban.ground.accounts.views.signing import waiting_words
from giaoban.ground.platform import clock


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The answer is the same whoever has an account; a job finds out, after it was given."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    asked = False
    if settings.MAIL_IS_SENT and form.is_valid():
        email: str = form.cleaned_data["email"]
        sides = services.sides_of_mail(email=email, address=place_of(request))
        wait = services.begin_attempt(sides=sides, now=clock.now())
        if wait is None:
            services.ask_for_link(email=email)
            asked = True
        else:
            form.add_error(None, waiting_words(wait))
    context = {"form": form, "asked": asked, "mail_is_sent": settings.MAIL_IS_SENT}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/forgotten.html", context, status=status)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def one_time(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose a password by a one-time link; whoever has none finds nothing here to guess."""
    link = selectors.link_with(secret=secret, now=clock.now())
    if link is None:
        return render(request, "accounts/one_time.html", {}, status=HTTPStatus.NOT_FOUND)
    form = NewPasswordForm(link.owner, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.choose_password(
                secret=secret, password=form.cleaned_data["new_password1"], now=clock.now()
            )
        except LinkIsSpent:
            return render(request, "accounts/one_time.html", {}, status=HTTPStatus.NOT_FOUND)
        except ValidationError as wrong:
            form.add_error("new_password1", wrong)
        else:
            messages.success(request, _("Your password was changed. Sign in with it."))
            return redirect("accounts:sign-in")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "person": link.owner}
    return render(request, "accounts/one_time.html", context, status=status)
