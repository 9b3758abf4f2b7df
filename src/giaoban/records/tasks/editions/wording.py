"""How pages and the command line speak of a task as an edition told it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from giaoban.records.tasks.editions.frozen import FrozenTask, TaskMove
from giaoban.records.tasks.types import StatusClass


def state_words(state: FrozenTask | None, names: Mapping[int, str]) -> str:
    """`Đang thực hiện quá hạn, Vụ Bưu chính, hạn 20/03/2025`."""
    if state is None:
        return _("not counted")
    parts = [str(StatusClass(state.status).label), names.get(state.unit, "")]
    if state.due_on:
        parts.append(_("due %(day)s") % {"day": f"{state.due_on:%d/%m/%Y}"})
    return ", ".join(part for part in parts if part)


def move_words(move: TaskMove, names: Mapping[int, str]) -> str:
    """`NV-0012: … → …`, for those who read no page."""
    was, now = state_words(move.was, names), state_words(move.now, names)
    return f"NV-{move.task:04}: {was} → {now}"
