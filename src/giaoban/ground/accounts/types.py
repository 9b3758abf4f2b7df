"""The refusals of accounts."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken


class UsernameTaken(RuleBroken):
    message = _("Someone already signs in with this name.")
