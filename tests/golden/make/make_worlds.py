#!/usr/bin/env python3
"""Writes the labelled worlds of tests/golden/worlds from their hand-written text:  make_worlds.py [world …]"""
import json
import sys
from pathlib import Path

from message_bytes import message_bytes
from world_text import World

HERE = Path(__file__).resolve().parent


def write_world(folder: Path, target: Path):
    world = World(folder)
    (target / "mail").mkdir(parents=True, exist_ok=True)
    for old in (target / "mail").glob("*.eml"):
        old.unlink()
    (target / "world.json").write_text(json.dumps(world.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    expected = []
    for number, mail in enumerate(sorted(world.mails(), key=lambda m: m.when), 1):
        name = f"{number:03}.eml"
        (target / "mail" / name).write_bytes(message_bytes(world, mail, number))
        expected.append(json.dumps({"file": name, "disposition": mail.label, "changes": mail.changes, "why": mail.why},
                                   ensure_ascii=False))
    (target / "expected.jsonl").write_text("\n".join(expected) + "\n", encoding="utf-8")
    print(f"{folder.name}: {len(expected)} mails")


if __name__ == "__main__":
    chosen = sys.argv[1:] or sorted(f.name for f in HERE.iterdir() if (f / "world.txt").exists())
    for name in chosen:
        write_world(HERE / name, HERE.parent / "worlds" / name)
