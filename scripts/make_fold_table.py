#!/usr/bin/env python3
"""Writes src/base/fold_table.inc: what each letter folds to, from Python's Unicode data.

Latin letters lose case, accents and ligatures; full-width and other compatibility forms become
plain; Greek and Cyrillic are transliterated the way passports do (ISO 843, ISO 9 simplified), so
that one name has one form. Run it by hand when the rule changes; the result is committed.
"""
import unicodedata

OWN = {  # letters that Unicode does not decompose, and how they are commonly written
    "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    "ĸ": "k", "ł": "l", "ŋ": "n", "ŧ": "t", "ſ": "s", "ƒ": "f", "ə": "e",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ё": "e", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ђ": "d", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
}
PUNCTUATION = {  # typographic forms of plain marks
    0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201B: "'", 0x02BB: "'", 0x02BC: "'", 0x2032: "'", 0x00B4: "'", 0x02B9: "'",
    0x201C: '"', 0x201D: '"', 0x201E: '"', 0x201F: '"', 0x00AB: '"', 0x00BB: '"', 0x2033: '"',
    0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2015: "-", 0x2212: "-",
    0x00A0: " ", 0x2000: " ", 0x2001: " ", 0x2002: " ", 0x2003: " ", 0x2004: " ", 0x2005: " ", 0x2006: " ",
    0x2007: " ", 0x2008: " ", 0x2009: " ", 0x200A: " ", 0x202F: " ", 0x205F: " ", 0x3000: " ",
}
DROPPED = [0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
           0xFEFF, *range(0xFE00, 0xFE10)]


def folded(code):
    if code in DROPPED:
        return ""
    if code in PUNCTUATION:
        return PUNCTUATION[code]
    char = chr(code)
    if unicodedata.category(char).startswith("M"):
        return ""
    out = ""
    for part in unicodedata.normalize("NFKD", char.lower()):
        part = part.lower()
        if unicodedata.category(part).startswith("M"):
            continue
        part = OWN.get(part, part)
        out += PUNCTUATION.get(ord(part), part) if len(part) == 1 else part
    return out


def main():
    ranges = [(0x80, 0x250), (0x2B0, 0x300), (0x300, 0x530), (0x1E00, 0x2070), (0x2070, 0x2190), (0xFB00, 0xFB07),
              (0xFE00, 0xFE10), (0xFEFF, 0xFF5F)]
    rows = []
    for begin, end in ranges:
        for code in range(begin, end):
            if unicodedata.category(chr(code)) in ("Cn", "Cs"):
                continue
            text = folded(code)
            if text != chr(code) and len(text.encode()) <= 4:
                rows.append((code, text))
    with open("src/base/fold_table.inc", "w", encoding="utf-8") as out:
        out.write("// Made by scripts/make_fold_table.py; sorted by code point. {code point, what it folds to}\n")
        line = ""
        for code, text in rows:
            quoted = text.replace("\\", "\\\\").replace('"', '\\"')
            item = '{0x%X, "%s"}, ' % (code, quoted)
            if len(line) + len(item) > 118:
                out.write(line.rstrip() + "\n")
                line = ""
            line += item
        out.write(line.rstrip() + "\n")


main()
