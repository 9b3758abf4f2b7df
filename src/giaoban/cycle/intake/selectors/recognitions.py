"""Files with pictures of text that wait to be recognised, and how far each is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import get_language

from giaoban.cycle.intake.models import Recognition
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations

# The worker looks for jobs every second; who has waited so long has none that looks.
PATIENCE = timedelta(seconds=20)


@dataclass(frozen=True)
class RecognitionState:
    """How far a file is. `has_no_worker`: nobody has begun on it though time enough has passed."""

    recognition: Recognition
    is_at_work: bool
    has_no_worker: bool
    refusal: str

    @property
    def waits(self) -> bool:
        return not self.recognition.is_over


def visible_recognitions(*, actor: User, on: date) -> QuerySet[Recognition]:
    """What waits or was refused is for those who work at the desk, as readings are."""
    if organisations.scope_of(actor=actor, on=on).runs_the_briefing:
        return Recognition.objects.defer("data").select_related("asked_by")
    return Recognition.objects.none()


def open_recognitions(*, actor: User, on: date) -> QuerySet[Recognition]:
    """What has not become a reading, the latest first."""
    return visible_recognitions(actor=actor, on=on).filter(reading=None)


def state_of_recognition(recognition: Recognition, *, now: datetime) -> RecognitionState:
    """How far a file is at a moment."""
    begun = recognition.begun_at is not None
    late = now - recognition.asked_at > PATIENCE
    language = (get_language() or "vi").partition("-")[0]
    return RecognitionState(
        recognition=recognition,
        is_at_work=begun and not recognition.is_over,
        has_no_worker=late and not begun and not recognition.is_over,
        refusal=recognition.refusal.get(language) or recognition.refusal.get("vi", ""),
    )
