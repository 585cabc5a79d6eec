"""Cut the shipped fonts out of Noto: python build.py NOTO_DIR (Debian: fonts-noto-core and fonts-noto-mono).

Only for maintainers. What is kept: every letter of the Latin, Greek, Cyrillic, Georgian and Armenian scripts that Noto
draws, punctuation, currency, and a few symbols. Hinting is dropped: the documents are printed, not shown at 9 pixels.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

LETTERS = (
    *range(0x20, 0x530),  # Latin, IPA, modifiers, combining marks, Greek, Cyrillic
    *range(0x1C80, 0x1C90),  # Cyrillic Extended-C
    *range(0x1E00, 0x2000),  # Latin Extended Additional, Greek Extended
    *range(0x2000, 0x2190),  # punctuation, super- and subscripts, currency, letterlike, number forms
    *range(0x2C60, 0x2C80),  # Latin Extended-C
    *range(0xA720, 0xA800),  # Latin Extended-D
    *range(0xFB00, 0xFB07),
    0xFFFD,
)
SPACES = (0x20, 0xA0)  # between two words of a script the space is set in the font of that script
GEORGIAN = (*range(0x10A0, 0x1100), *range(0x1C90, 0x1CC0), *range(0x2D00, 0x2D30))
ARMENIAN = (*range(0x530, 0x590), *range(0xFB13, 0xFB18))
ARROWS_AND_MATH = (*range(0x2190, 0x2300),)
SYMBOLS = (*range(0x25A0, 0x2600), 0x2605, 0x2606, *range(0x2610, 0x2613), *range(0x2713, 0x2719))

FONTS = {
    "sans-regular.ttf": ("NotoSans-Regular.ttf", LETTERS),
    "sans-bold.ttf": ("NotoSans-Bold.ttf", LETTERS),
    "georgian-regular.ttf": ("NotoSansGeorgian-Regular.ttf", GEORGIAN),
    "georgian-bold.ttf": ("NotoSansGeorgian-Bold.ttf", GEORGIAN),
    "armenian-regular.ttf": ("NotoSansArmenian-Regular.ttf", ARMENIAN),
    "armenian-bold.ttf": ("NotoSansArmenian-Bold.ttf", ARMENIAN),
    "mono-regular.ttf": ("NotoSansMono-Regular.ttf", LETTERS),
    "math-regular.ttf": ("NotoSansMath-Regular.ttf", ARROWS_AND_MATH),
    "symbols-regular.ttf": ("NotoSansSymbols2-Regular.ttf", SYMBOLS),
}


def cut(source: Path, target: Path, characters: tuple[int, ...]) -> None:
    options = Options(hinting=False, notdef_outline=True, name_IDs=["*"], glyph_names=False, recalc_timestamp=False)
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=(*SPACES, *characters))
    subsetter.subset(font)
    font.save(target)


if __name__ == "__main__":
    for name, (source, characters) in FONTS.items():
        cut(Path(sys.argv[1]) / source, Path(__file__).parent / name, characters)
