"""Sentences of Django that its own Vietnamese lacks or gets wrong.

Naming them here brings them into our catalogues, which Django asks before its own.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

BORROWED = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    gettext_noop("Null characters are not allowed."),
    gettext_noop("Enter a whole number."),
)
