from pathlib import Path

from giaoban.kit.paper.building.score_card_report import score_card_report
from giaoban.kit.paper.building.sheet import new_sheet
from giaoban.kit.paper.word import SCORE_CARD_REPORT, sealed

TEMPLATES = Path(__file__).parents[1] / "templates"


def main() -> None:
    document = new_sheet(score_card_report())
    (TEMPLATES / SCORE_CARD_REPORT).write_bytes(sealed(document))


if __name__ == "__main__":
    main()
