from pathlib import Path

from giaoban.kit.paper.building.score_card_report import score_card_report
from giaoban.kit.paper.building.sheet import new_sheet
from giaoban.kit.paper.building.urging_letter import urging_letter
from giaoban.kit.paper.word import SCORE_CARD_REPORT, URGING_LETTER, sealed

TEMPLATES = Path(__file__).parents[1] / "templates"


def main() -> None:
    for name, body in (
        (SCORE_CARD_REPORT, score_card_report()),
        (URGING_LETTER, urging_letter()),
    ):
        (TEMPLATES / name).write_bytes(sealed(new_sheet(body)))


if __name__ == "__main__":
    main()
