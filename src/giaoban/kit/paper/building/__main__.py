from pathlib import Path

from giaoban.kit.paper.building.assignment_slip import assignment_slip
from giaoban.kit.paper.building.follow_up_register import follow_up_register
from giaoban.kit.paper.building.meeting_papers import (
    conclusion_notice,
    meeting_invitation,
    meeting_minutes,
)
from giaoban.kit.paper.building.overdue_list import overdue_list
from giaoban.kit.paper.building.score_card_report import score_card_report
from giaoban.kit.paper.building.sheet import new_sheet
from giaoban.kit.paper.building.urging_letter import urging_letter
from giaoban.kit.paper.samples import (
    ASSIGNMENT_SLIP,
    CONCLUSION_NOTICE,
    FOLLOW_UP_REGISTER,
    MEETING_INVITATION,
    MEETING_MINUTES,
    OVERDUE_LIST,
    SCORE_CARD_REPORT,
    URGING_LETTER,
)
from giaoban.kit.paper.word import sealed

TEMPLATES = Path(__file__).parents[1] / "templates"
SHEETS = {
    SCORE_CARD_REPORT: new_sheet(score_card_report()),
    URGING_LETTER: new_sheet(urging_letter()),
    ASSIGNMENT_SLIP: new_sheet(assignment_slip()),
    FOLLOW_UP_REGISTER: new_sheet(follow_up_register(), wide=True),
    OVERDUE_LIST: new_sheet(overdue_list(), wide=True),
    MEETING_INVITATION: new_sheet(meeting_invitation()),
    CONCLUSION_NOTICE: new_sheet(conclusion_notice()),
    MEETING_MINUTES: new_sheet(meeting_minutes()),
}


def main() -> None:
    for name, sheet in SHEETS.items():
        (TEMPLATES / name).write_bytes(sealed(sheet))


if __name__ == "__main__":
    main()
