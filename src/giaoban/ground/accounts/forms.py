"""What people type to sign in, to change their password and to get a token."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.types import TokenScope


class SignInForm(AuthenticationForm):
    # One sentence for every reason: who has an account here is nobody's business.
    error_messages = {
        "invalid_login": _("No account opens with this name and password."),
        "inactive": _("No account opens with this name and password."),
    }

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ChangePasswordForm(PasswordChangeForm):
    error_messages = {
        "password_incorrect": _("This is not your present password."),
        "password_mismatch": _("The two new passwords differ."),
    }

    old_password = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autofocus": True, "autocomplete": "current-password"}),
    )
    new_password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 10 characters, and nothing that is easy to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class TokenForm(forms.Form):
    """A token for a program of one's own."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("What it is for, so that you know it again."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never more than you may do yourself."),
    )
    days = forms.TypedChoiceField(
        label=_("How long it is in force"),
        coerce=int,
        choices=[
            (7, _("A week")),
            (30, _("30 days")),
            (90, _("90 days")),
            (365, _("A year")),
        ],
        initial=90,
    )

    def __init__(self, *args: Any, scopes: Iterable[TokenScope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(scope.name, scope.words) for scope in scopes]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]  # a choice
