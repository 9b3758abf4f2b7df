"""The words about published editions that other apps may use."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken


class EditionRefusal(RuleBroken):
    """A rule of publishing forbids this."""


class DayNotOver(EditionRefusal):
    message = _("Only a day that is over can be published: what happens today may still change it.")


class NothingToPublish(EditionRefusal):
    message = _("Nothing is counted in this period on that day.")


class NothingChanged(EditionRefusal):
    message = _("The last edition of the period already says exactly this.")


class ReasonMissing(EditionRefusal):
    message = _("Please say why the figures that were published are corrected.")


class PreviewOutdated(EditionRefusal):
    message = _(
        "Since this page was shown the figures have changed. Here they are as they are now."
    )


class FiguresDisagree(EditionRefusal):
    message = _(
        "The figures and the tasks they count do not agree. Please tell whoever runs the program."
    )
