"""The words about saved lists that other apps may use."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken

LISTS_OF_ONE = 100  # of one person; more are not found again


class ListWithoutName(RuleBroken):
    message = _("Please give the list a name.")


class TooManyLists(RuleBroken):
    message = _("You keep as many lists as there can be; forget one that you no longer need.")
