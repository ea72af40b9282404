#!/usr/bin/env python3
"""Cuts the pages' fonts from the packages they come in (authoring: the results are in the repository).

Needs fontTools and brotli (Debian: python3-fonttools, python3-brotli). From the root, after `npm ci`:

    python3 scripts/subset-fonts.py

Each family becomes three files, which browsers fetch as far as a page shows their characters (unicode-range in fonts.css):
  basic   what English and German texts of the product are made of; the only file that a first visit needs
  latin   the rest of what the package calls latin: names in French, Spanish, Portuguese, the Nordic languages
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
# Letters of both languages, typographic quotes, dashes, arrows and signs that the pages show.
BASIC = set(range(0x20, 0x7F)) | {ord(sign) for sign in "\u00a0ÄÖÜäöüßé±²·×–—‘’‚“”„…•−↑↓€"}
WEIGHTS = (400, 700)  # of Bitter: all that the pages ask for
# Figures of one width, pairs, accents; no fractions, no other figures.
FEATURES = ["kern", "liga", "tnum", "lnum", "ccmp", "locl", "mark", "mkmk", "rvrn"]


def cut(source, characters, target):
    font = TTFont(source)
    if "gvar" in font:  # the packages leave out glyphs without an outline, which the subsetter expects
        font["gvar"].variations = defaultdict(list, font["gvar"].variations.items())
    if "fvar" in font:
        font = instantiateVariableFont(font, {"wght": WEIGHTS})
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.flavor = "woff2"
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]  # the copyright and the licence go with every copy
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
        cut(pattern.format(source), characters, f"{TARGET}/{family}-{part}.woff2")
        print(f"{family}-{part}: unicode-range: {ranges(characters)};")
