"""The refusals of keeping accounts."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken


class AccountClosed(RuleBroken):
    message = _("This account is closed already.")


class AccountOpen(RuleBroken):
    message = _("This account is open already.")


class AccountOfOneself(RuleBroken):
    message = _("Nobody closes their own account: another administrator does.")
