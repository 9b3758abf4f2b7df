"""An act in two steps: the form, then what it will change and from when, to be confirmed.

The act is tried before it is confirmed and taken back, so that what is refused is refused beside
the field, and what is confirmed has been possible a moment ago.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.accounts.types import UsernameTaken
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations import types

# Beside which field a refusal is told, the first of these that the form has.
_FIELDS_OF: Mapping[type[RuleBroken], tuple[str, ...]] = {
    UsernameTaken: ("username",),
    types.KeyTaken: ("name",),
    types.UnitNotInForce: ("parent", "unit", "valid_from", "valid_to"),
    types.UnitUnderItself: ("parent",),
    types.UnitVersionsOverlap: ("valid_from", "valid_to"),
    types.UnitHasUnitsBelow: ("valid_to",),
    types.AlreadyInCharge: ("unit",),
    types.AlreadyAppointed: ("post",),
    types.AppointmentEnded: ("valid_to",),
    types.FieldsAreForLeaders: ("fields_in_charge",),
    types.ChargeEnded: ("valid_to",),
    types.AliasKnown: ("text",),
}


@dataclass(frozen=True)
class Line:
    """Something that changes: how it was and will be. `before` is empty for what is new."""

    what: str
    after: str
    before: str = ""


@dataclass(frozen=True)
class Confirmation:
    """What is confirmed, in a sentence, line by line, and what to think of before."""

    sentence: str
    lines: tuple[Line, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Act:
    """A form and what comes of it. `do` takes the answers; `told` and `to` what `do` gave."""

    title: str
    form: forms.Form
    do: Callable[[dict[str, Any]], Any]
    confirm: Callable[[dict[str, Any]], Confirmation]
    told: Callable[[Any], str]
    to: Callable[[Any], str]
    button: str
    back: str
    sub: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


def in_two_steps(request: SignedInRequest, act: Act) -> HttpResponse:
    """The form; what it would change, once it is sent; what was done, once that is confirmed."""
    form = act.form
    if request.method != "POST" or "again" in request.POST:
        return _page(request, "administering/form.html", act)
    if form.is_valid():
        confirmed = "confirmed" in request.POST
        confirmation = None if confirmed else act.confirm(form.cleaned_data)
        done, made = attempt(form, act.do, keep=confirmed)
        if done and confirmed:
            messages.success(request, act.told(made))
            return redirect(act.to(made))
        if done:
            return _page(request, "administering/confirm.html", act, confirmation=confirmation)
    return _page(request, "administering/form.html", act, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def attempt(
    form: forms.Form, do: Callable[[dict[str, Any]], Any], *, keep: bool = True
) -> tuple[bool, Any]:
    """Whether it could be done, and what it gave; kept or taken back. The form tells a refusal."""
    try:
        with transaction.atomic():
            made = do(form.cleaned_data)
            if not keep:
                transaction.set_rollback(True)
    except ValidationError as error:
        _tell(form, error)
        return False, None
    except RuleBroken as refusal:
        names = _FIELDS_OF.get(type(refusal), ())
        form.add_error(next((name for name in names if name in form.fields), None), str(refusal))
        return False, None
    return True, made


def _tell(form: forms.Form, error: ValidationError) -> None:
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, messages_of_it in error.message_dict.items():
        known = name in form.fields and name != NON_FIELD_ERRORS
        form.add_error(name if known else None, messages_of_it)


def _page(
    request: SignedInRequest,
    template: str,
    act: Act,
    *,
    confirmation: Confirmation | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {**act.context, "act": act, "form": act.form, "confirmation": confirmation}
    return render(request, template, context, status=status)
