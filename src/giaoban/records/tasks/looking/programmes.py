"""Programmes, and how far each is."""

from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.tasks import selectors
from giaoban.records.tasks.types import Axis, ScoreCard


def programmes_card(*, actor: User, on: date) -> ScoreCard:
    """Every programme with all its tasks of whatever period, and what belongs to none."""
    return selectors.score_card(actor=actor, on=on, as_of=on, days=None, by=Axis.PROGRAMME)
