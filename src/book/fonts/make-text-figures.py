"""Makes the two text-figures-*.woff2 files: the old-style digits of Source Serif 4, and nothing else.

The web packages of Source Serif leave the old-style digits out, so they are taken from Adobe's own release (npm package
source-serif 4.5.1, SIL Open Font License 1.1), at the optical size of the text face, all weights kept. Because the
licence reserves the name "Source", the result has a name of its own.

    npm pack source-serif@4.5.1 && tar xzf source-serif-4.5.1.tgz
    pip install fonttools brotli
    python make-text-figures.py package/VAR
"""
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

DIGITS = dict(zip("0123456789", "zero one two three four five six seven eight nine".split()))
# optical size of the text face that the digits stand in
TEXT_SIZE = 14

for style, source in (("normal", "Roman"), ("italic", "Italic")):
    font = TTFont(Path(sys.argv[1]) / f"SourceSerif4Variable-{source}.ttf")
    font = instantiateVariableFont(font, {"opsz": TEXT_SIZE})
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {ord(c): f"{name}.osf" for c, name in DIGITS.items()}
    options = Options()
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 13, 14]
    options.flavor = "woff2"
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(DIGITS))
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = "Text Figures"
    font.flavor = "woff2"
    font.save(Path(__file__).parent / f"text-figures-{style}.woff2")
