"""What papers say. Whoever asks is part of the question: papers hold what one may see."""

from giaoban.records.tasks.papers.selectors.late import late_spans, overdue_list
from giaoban.records.tasks.papers.selectors.registers import follow_up_register, followed_spans
from giaoban.records.tasks.papers.selectors.slips import assignment_slip

__all__ = [
    "assignment_slip",
    "follow_up_register",
    "followed_spans",
    "late_spans",
    "overdue_list",
]
