"""The rules about the source text, each a function from a tree to the list of its breaches."""
import re
from pathlib import Path

LINES_MAX = 400
CODE = {".h", ".cpp"}
PAGE = {".ts", ".tsx", ".mjs", ".css"}
SKIPPED_FOLDERS = {"build", "node_modules", "dist", ".git", ".scc", "__pycache__"}
# Made by a tool from something else; the tool is what has to be tidy.
GENERATED = {"web/src/api/schema.d.ts", "src/base/fold_table.inc"}


class Tree:
    """The files of a repository that people write."""

    def __init__(self, root):
        self.root = Path(root)
        self.paths = sorted(
            p.relative_to(self.root).as_posix()
            for p in self.root.rglob("*")
            if p.is_file() and not SKIPPED_FOLDERS.intersection(p.relative_to(self.root).parts)
        )

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    def under(self, folders, suffixes):
        return [
            p for p in self.paths
            if p.split("/")[0] in folders and Path(p).suffix in suffixes and p not in GENERATED
        ]


def without_comments(text, strings_too=True):
    """C++ text with comments (and texts in quotes) blanked; line numbers stay."""
    pattern = r'R"(\w*)\((?:.|\n)*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*(?:.|\n)*?\*/'

    def blank(match):
        found = match.group(0)
        is_comment = found.startswith("//") or found.startswith("/*")
        return re.sub(r"[^\n]", " ", found) if is_comment or strings_too else found

    return re.sub(pattern, blank, text)


def lines_of(text):
    return enumerate(text.split("\n"), 1)


def table(architecture, heading):
    """The rows of the first table below a heading of ARCHITECTURE.md."""
    part = architecture.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = []
    for line in part.split("\n"):
        if line.startswith("|"):
            rows.append([cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return rows[2:]


def layers(tree):
    """A file includes only what the layer table of ARCHITECTURE.md lets its folder include."""
    rules = []
    for folder, _, allowed in table(tree.text("ARCHITECTURE.md"), "Layers"):
        names = [] if allowed == "–" else [name.strip() for name in allowed.split(",")]
        rules.append((folder.strip("`"), names))
    breaches = []
    for path in tree.under({"src", "apps"}, CODE):
        folder = path.rsplit("/", 1)[0]
        allowed = None
        for name, may in rules:  # the later, more special row wins: src/base/json after src/base
            if re.fullmatch(name.replace("*", "[^/]+"), folder):
                allowed = may
        if allowed is None:
            breaches.append(f"{path}: its folder stands in no row of the layer table in ARCHITECTURE.md")
            continue
        if allowed == ["everything"]:
            continue
        own = folder.removeprefix("src/")
        for number, line in lines_of(without_comments(tree.text(path), strings_too=False)):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not match:
                continue
            included = match.group(1)
            target = included.rsplit("/", 1)[0] if "/" in included else own
            if target != own and target not in allowed:
                breaches.append(f"{path}:{number}: {folder} may not include {included}; it may: "
                                f"{', '.join(allowed) or 'nothing but itself'}")
    return breaches


def homes(tree):
    """What has one home is used nowhere else."""
    rules = []
    for pattern, places, because in table(tree.text("ARCHITECTURE.md"), "Homes"):
        allowed = [] if places == "nowhere" else [place.strip().strip("`") for place in places.split(",")]
        rules.append((re.compile(pattern.strip("`")), allowed, because))
    breaches = []
    for path in tree.under({"src", "apps"}, CODE):
        for number, line in lines_of(without_comments(tree.text(path))):
            for pattern, allowed, because in rules:
                at_home = any(path == place or path.startswith(place + "/") for place in allowed)
                if not at_home and pattern.search(line):
                    breaches.append(f"{path}:{number}: {pattern.search(line).group(0)} belongs to "
                                    f"{', '.join(allowed) or 'nobody'}: {because}")
    return breaches


def length(tree):
    """No file is longer than LINES_MAX lines."""
    breaches = []
    for path in tree.under({"src", "apps", "web", "infra", "tests", "scripts", "fuzz", "bench"}, CODE | PAGE | {".py"}):
        count = tree.text(path).count("\n")
        if count > LINES_MAX:
            breaches.append(f"{path}: {count} lines; at most {LINES_MAX}. Split it by what it does")
    return breaches


def headers(tree):
    """A header opens with what it is for, and is included once."""
    breaches = []
    for path in tree.under({"src", "apps", "tests"}, {".h"}):
        text = tree.text(path)
        if not re.match(r"/// [\w ]+: \S", text):
            breaches.append(f"{path}:1: a header opens with \"/// Name: what it is for.\"")
        if "#pragma once" not in text:
            breaches.append(f"{path}: #pragma once is missing")
    return breaches


def unfinished(tree):
    """Nothing is left for later."""
    words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
    return _lines_with(tree, words, "says that something is left for later")


def machines(tree):
    """No path of anybody's own machine."""
    paths = re.compile(r"(?<![\w.])/(work|root|home/\w+|Users/\w+|tmp/wt)/|\.\./shared\b")
    return _lines_with(tree, paths, "names a path of one machine")


def _lines_with(tree, pattern, what):
    breaches = []
    kinds = CODE | PAGE | {".py", ".md", ".txt", ".toml", ".yaml", ".json", ".cmake", ".html", ".1", ""}
    for path in tree.paths:
        if Path(path).suffix not in kinds or path.startswith(("tests/tidy/", "tests/golden/", "examples/")):
            continue
        for number, line in lines_of(tree.text(path)):
            if pattern.search(line):
                breaches.append(f"{path}:{number}: {pattern.search(line).group(0)} {what}")
    return breaches


def names(tree):
    """Names say what a thing is: no Manager, Helper, Util, Data, Impl."""
    empty = r"(Manager|Helper|Util|Utils|Impl)"
    declared = re.compile(rf"\b(?:class|struct|enum class|interface|type)\s+(\w*{empty}|Data|\w+Data)\b")
    breaches = []
    for path in tree.under({"src", "apps", "web", "tests"}, CODE | PAGE):
        stem = Path(path).stem
        if re.search(r"(^|_)(manager|helper|helpers|util|utils|impl|data|misc|common)$", stem):
            breaches.append(f"{path}: the name of the file does not say what is in it")
        for number, line in lines_of(without_comments(tree.text(path))):
            if declared.search(line):
                breaches.append(f"{path}:{number}: {declared.search(line).group(1)} does not say what it is")
    return breaches


def lock_files(tree):
    """Lock files name versions and hashes, never addresses: each machine uses its own registry."""
    return [f"{path}: holds addresses; run npm with --omit-lockfile-registry-resolved"
            for path in tree.paths if Path(path).name == "package-lock.json" and '"resolved"' in tree.text(path)]


def page(tree):
    """The page keeps no token, writes no HTML from texts, and leaves the console alone."""
    banned = [
        (r"\bdangerouslySetInnerHTML\b|\.innerHTML\b|\bdocument\.write\b", "text becomes HTML by the framework only"),
        (r"\beval\(|new Function\(", "no text is ever run"),
        (r"localStorage\.setItem\([^)]*(token|session|code|secret)", "a token is never kept where scripts can read it"),
        (r"\bconsole\.(log|debug|info)\b", "left over from debugging"),
    ]
    breaches = []
    for path in tree.under({"web"}, {".ts", ".tsx"}):
        if not path.startswith("web/src/"):
            continue
        for number, line in lines_of(tree.text(path)):
            for pattern, because in banned:
                if re.search(pattern, line):
                    breaches.append(f"{path}:{number}: {re.search(pattern, line).group(0)}: {because}")
    return breaches


ALL = [layers, homes, length, headers, unfinished, machines, names, lock_files, page]
