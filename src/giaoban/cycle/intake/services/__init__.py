"""Having documents read, and deciding on what was read. One sentence, one transaction."""

from giaoban.cycle.intake.services.batches import accept_together
from giaoban.cycle.intake.services.correcting import correct_words
from giaoban.cycle.intake.services.deciding import (
    accept_proposal,
    attach_proposal,
    edit_proposal,
    reject_proposal,
    reopen_proposal,
    undo_last_decision,
)
from giaoban.cycle.intake.services.reading import read_document
from giaoban.cycle.intake.services.recognising import (
    drop_recognition,
    go_on_recognising,
    wait_for_recognition,
)
from giaoban.cycle.intake.services.reshaping import (
    add_proposal,
    merge_with_next,
    split_proposal,
)

__all__ = [
    "accept_proposal",
    "accept_together",
    "add_proposal",
    "attach_proposal",
    "correct_words",
    "drop_recognition",
    "edit_proposal",
    "go_on_recognising",
    "merge_with_next",
    "read_document",
    "reject_proposal",
    "reopen_proposal",
    "split_proposal",
    "undo_last_decision",
    "wait_for_recognition",
]
