"""Lay out what the pages need of the npm packages as static files of the platform.

Only the weights, alphabets and formats that the pages use are taken. Addresses in the copied style
sheets are rewritten to the flat folder, and what a sheet names must exist, since the addresses of
static files carry their hashes.
"""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "src/giaoban/ground/platform/static/platform/vendor"

TEXT_FONT = PACKAGES / "@fontsource/be-vietnam-pro"
FIGURE_FONT = PACKAGES / "@fontsource/inter"  # only its ten digits are used, which are Latin
WEIGHTS = (400, 500, 600)
ALPHABETS = ("latin", "latin-ext", "vietnamese")
LICENCES = {
    "be-vietnam-pro": TEXT_FONT / "LICENSE",
    "inter": FIGURE_FONT / "LICENSE",
    "tabler": PACKAGES / "@tabler/core/LICENSE",
}


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "fonts").mkdir(parents=True)
    for weight in WEIGHTS:
        for alphabet in ALPHABETS:
            copy_font(TEXT_FONT, f"be-vietnam-pro-{alphabet}-{weight}-normal.woff2")
        copy_font(FIGURE_FONT, f"inter-latin-{weight}-normal.woff2")
    faces = [(TEXT_FONT / f"{weight}.css").read_text(encoding="utf-8") for weight in WEIGHTS]
    write_sheet("be-vietnam-pro.css", "\n".join(faces))
    tabler = PACKAGES / "@tabler/core/dist/css/tabler.min.css"
    write_sheet("tabler.min.css", tabler.read_text(encoding="utf-8"))
    for name, licence in LICENCES.items():
        if licence.exists():
            shutil.copyfile(licence, VENDOR / f"{name}.LICENSE.txt")


def copy_font(package: Path, name: str) -> None:
    shutil.copyfile(package / "files" / name, VENDOR / "fonts" / name)


def write_sheet(name: str, sheet: str) -> None:
    sheet = re.sub(r",\s*url\([^)]*\.woff\) format\('woff'\)", "", sheet)
    sheet = sheet.replace("url(./files/", "url(fonts/")
    sheet = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", sheet)
    for address in re.findall(r"url\((?![\"']?(?:data:|#))[\"']?([^)\"']+)", sheet):
        if not (VENDOR / address).is_file():
            raise FileNotFoundError(f"{name} names {address}, which is not copied")
    (VENDOR / name).write_text(sheet, encoding="utf-8")


if __name__ == "__main__":
    main()
