#!/usr/bin/env python3
"""Subsets the fonts of the pages. Run by hand after a font update: the results are committed.

Needs fontTools and brotli (Debian: python3-fonttools, python3-brotli). From the root, after `npm ci`:

    python3 scripts/subset-fonts.py

Writes three files per family. Browsers fetch only those whose characters a page shows (unicode-range in fonts.css):
  basic   characters of the English and German texts; the only file that a first visit needs
  latin   the rest of the package's latin subset: names in French, Spanish, Portuguese, the Nordic languages
  ext     Latin Extended: names in Polish, Czech, Turkish, Hungarian, Romanian, the Baltic languages
"""
from collections import defaultdict

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = "apps/web/src/shared/design/fonts"
FAMILIES = {
    "amatic-sc": "node_modules/@fontsource/amatic-sc/files/amatic-sc-{}-700-normal.woff2",
    "bitter": "node_modules/@fontsource-variable/bitter/files/bitter-{}-wght-normal.woff2",
}
# Letters of both languages, and the quotes, dashes, arrows and signs that the pages show.
BASIC = set(range(0x20, 0x7F)) | {ord(sign) for sign in "\u00a0ÄÖÜäöüßé±²·×–—‘’‚“”„…•−↑↓€"}
WEIGHTS = (400, 700)  # the range of Bitter that the pages use
# Kerning, ligatures, tabular and lining figures, accents.
FEATURES = ["kern", "liga", "tnum", "lnum", "ccmp", "locl", "mark", "mkmk", "rvrn"]


def subset(source, characters, target):
    font = TTFont(source)
    if "gvar" in font:  # the packages omit glyphs without an outline, but the subsetter expects them
        font["gvar"].variations = defaultdict(list, font["gvar"].variations.items())
    if "fvar" in font:
        font = instantiateVariableFont(font, {"wght": WEIGHTS})
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.flavor = "woff2"
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]  # includes copyright and license
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def ranges(characters):
    found = []
    for code in sorted(characters):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in found)


for family, pattern in FAMILIES.items():
    latin = set(TTFont(pattern.format("latin")).getBestCmap())
    ext = set(TTFont(pattern.format("latin-ext")).getBestCmap())
    parts = {
        "basic": ("latin", latin & BASIC),
        "latin": ("latin", {code for code in latin - BASIC if code > 0x7F}),
        "ext": ("latin-ext", ext - latin),
    }
    for part, (source, characters) in parts.items():
        subset(pattern.format(source), characters, f"{TARGET}/{family}-{part}.woff2")
        print(f"{family}-{part}: unicode-range: {ranges(characters)};")
