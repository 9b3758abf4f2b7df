"""What people type to sign in, to prove who they are, and to change how they sign in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.types import TokenScope


class SignInForm(forms.Form):
    """Name and password; whether they open an account is asked outside of it, behind a brake."""

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
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


CODE = {
    "autofocus": True,
    "autocomplete": "one-time-code",
    "autocapitalize": "none",
    "spellcheck": "false",
}


class CodeForm(forms.Form):
    """What an authenticator app shows, or a recovery code."""

    code = forms.CharField(label=_("Code"), max_length=30, widget=forms.TextInput(attrs=CODE))


class CodeAppForm(forms.Form):
    """What a new authenticator app shows."""

    code = forms.CharField(
        label=_("The six digits that the app shows"),
        max_length=30,
        widget=forms.TextInput(attrs=CODE),
    )


class ConfirmPasswordForm(forms.Form):
    """The password of somebody who is signed in."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autofocus": True, "autocomplete": "current-password"}),
    )


class PasskeyForm(forms.Form):
    """A new passkey, by the name its owner gives it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        help_text=_("By which you know it again: the telephone, the key on the key ring."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ForgottenForm(forms.Form):
    """Where the way to a new password is sent."""

    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "email"}),
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


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # at run time it takes none
    """A password for somebody who lost the one before."""

    error_messages = {"password_mismatch": _("The two new passwords differ.")}

    new_password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 10 characters, and nothing that is easy to guess."),
        widget=forms.PasswordInput(attrs={"autofocus": True, "autocomplete": "new-password"}),
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
