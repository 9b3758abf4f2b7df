"""Writing a return, and what happens to it between the officer, the head and who receives it."""

from giaoban.cycle.reporting.returns.services.bringing import bring_file
from giaoban.cycle.reporting.returns.services.proposing import (
    decide_proposal,
    look_in_register,
)
from giaoban.cycle.reporting.returns.services.sending import (
    accept_return,
    give_back,
    hand_to_head,
    return_it,
    send_return,
)
from giaoban.cycle.reporting.returns.services.writing import (
    begin_return,
    save_figures,
    save_section,
)

__all__ = [
    "accept_return",
    "begin_return",
    "bring_file",
    "decide_proposal",
    "give_back",
    "hand_to_head",
    "look_in_register",
    "return_it",
    "save_figures",
    "save_section",
    "send_return",
]
