"""An .ics file as its content lines, each with the very bytes that it takes in the file."""
import re

OPENING = "── Crew · ShipCaptainCrew ──"
CLOSING = "── end of crew ──"
BLOCK = re.compile(r"(\\n\\n|<br><br>)?" + OPENING + r".*?" + CLOSING)


def content_lines(data):
    """[(unfolded text, raw bytes)]"""
    lines = []
    for physical in data.split(b"\r\n"):
        raw = physical + b"\r\n"
        if physical[:1] in (b" ", b"\t") and lines:
            lines[-1] += raw
        else:
            lines.append(raw)
    return [(re.sub(rb"\r\n[ \t]", b"", raw).decode().rstrip("\r\n"), raw) for raw in lines]


def is_ours(line):
    return line.startswith("X-SCC-")


def differences_outside_blocks(before, after):
    """What changed in the file apart from our block and our marks: [] is what it should be."""
    old, new = content_lines(before), [line for line in content_lines(after) if not is_ours(line[0])]
    found = []
    i = 0
    for text, raw in new:
        if i < len(old) and raw == old[i][1]:
            i += 1
            continue
        without = BLOCK.sub("", text)
        if text.startswith("DESCRIPTION") and OPENING in text:
            if i < len(old) and without == old[i][0]:
                i += 1  # the event had a description: ours came below it
                continue
            if without in ("DESCRIPTION:", "DESCRIPTION"):
                continue  # it had none
        found.append(f"{text!r} instead of {old[i][0] if i < len(old) else None!r}")
        i += 1
    if i != len(old):
        found.append(f"{len(old) - i} lines are gone, from {old[i][0]!r}")
    return found


def block_of(data, title):
    """The block's lines in the event of that title; None without one."""
    text = "\n".join(line for line, _ in content_lines(data))
    for event in text.split("BEGIN:VEVENT")[1:]:
        if f"SUMMARY:{title}" not in event:
            continue
        match = BLOCK.search(event)
        return match and match.group(0).replace("\\n", "\n").replace("\\,", ",").strip().split("\n")
    return None
