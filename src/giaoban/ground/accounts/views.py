"""The doors to the program: signing in and out, and changing the password."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from giaoban.ground.accounts import services
from giaoban.ground.accounts.forms import ChangePasswordForm, SignInForm
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform.http import HtmxRequest, done, is_swap


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    request: HtmxRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Whose session ended is led here from within a page, and this page is no part of that one.
        if is_swap(self.request):
            back = urlencode({"next": self.request.htmx.current_url_abs_path or "/"})
            return HttpResponseClientRedirect(f"{reverse('accounts:sign-in')}?{back}")
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def change_password(request: SignedInRequest) -> HttpResponse:
    form = ChangePasswordForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        password = form.cleaned_data["new_password1"]
        services.change_password(actor=request.user, password=password, now=timezone.now())
        # The other sessions of this person end; this one goes on.
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password was changed."))
        return done(request, to=settings.LOGIN_REDIRECT_URL)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/change_password.html", {"form": form}, status=status)
