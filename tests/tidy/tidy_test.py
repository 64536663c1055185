#!/usr/bin/env python3
"""Holds the rules about the source text, and proves of each that it can fail."""
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import source_rules

ROOT = Path(__file__).resolve().parents[2]

# Rule → a file that breaks it, and a word of the complaint.
BROKEN = [
    ("layers", "src/domain/x.cpp", '#include "engine/engine.h"\n', "may not include engine/engine.h"),
    ("layers", "src/adapters/sqlite/x.h", '#include "adapters/curl/curl_transport.h"\n', "may not include"),
    ("layers", "src/domain/x.cpp", '#include "base/json/json_reader.h"\n', "may not include base/json"),
    ("layers", "src/engine/x.cpp", '#include "adapters/sqlite/sqlite_store.h"\n', "may not include adapters"),
    ("layers", "src/novelty/x.cpp", "int x;\n", "stands in no row"),
    ("homes", "src/engine/x.cpp", "auto t = std::chrono::system_clock::now();\n", "system_clock::now"),
    ("homes", "src/engine/x.cpp", "std::random_device chance;\n", "random_device"),
    ("homes", "src/adapters/curl/x.cpp", "std::this_thread::sleep_for(pause);\n", "this_thread::sleep"),
    ("homes", "apps/scc/x.cpp", 'auto x = getenv("HOME");\n', "getenv"),
    ("homes", "src/extract/x.cpp", "#include <regex>\n", "<regex>"),
    ("homes", "src/api/x.cpp", 'printf("%s", secret);\n', "printf("),
    ("homes", "src/api/x.cpp", "log(token.reveal());\n", "reveal()"),
    ("homes", "src/domain/x.h", "#include <boost/json.hpp>\n", "<boost/json"),
    ("homes", "apps/scc/x.cpp", "#include <CLI/App.hpp>\n", "<CLI/"),
    ("homes", "src/api/x.cpp", "co_return 1;\n", "co_return"),
    ("length", "src/engine/x.cpp", "\n" * 401, "401 lines"),
    ("length", "web/src/x.tsx", "\n" * 401, "401 lines"),
    ("headers", "src/engine/x.h", "#pragma once\n", "opens with"),
    ("headers", "src/engine/x.h", "/// X: a thing.\n", "#pragma once"),
    ("unfinished", "src/engine/x.cpp", "// TO" + "DO later\n", "left for later"),
    ("machines", "docs/x.md", "see /home/" + "maria/notes\n", "path of one machine"),
    ("machines", "scripts/x", "cp ../" + "shared/y .\n", "path of one machine"),
    ("names", "src/engine/x.h", "class MailManager {};\n", "does not say what it is"),
    ("names", "src/engine/string_utils.h", "int x;\n", "name of the file"),
    ("lock_files", "web/package-lock.json", '{"resolved": "https://registry.example/x.tgz"}\n', "addresses"),
    ("page", "web/src/x.tsx", "node.innerHTML = text;\n", "innerHTML"),
    ("page", "web/src/x.tsx", "localStorage.setItem('token', t);\n", "never kept"),
]

# What looks like a breach and is none.
FINE = [
    ("homes", "src/engine/x.cpp", "// like getenv, but not\nconst char* s = \"printf(\";\n"),
    ("homes", "src/adapters/system/x.cpp", "std::this_thread::sleep_for(pause);\n"),
    ("layers", "src/adapters/sqlite/x.cpp", '#include "adapters/sqlite/statements.h"\n#include "ports/store.h"\n'),
    ("layers", "apps/scc/x.cpp", '#include "engine/sync.h"\n'),
    ("length", "src/engine/x.cpp", "\n" * 400),
]


class RulesOfTheSource(unittest.TestCase):
    maxDiff = None

    def test_the_repository_keeps_every_rule(self):
        tree = source_rules.Tree(ROOT)
        breaches = [breach for rule in source_rules.ALL for breach in rule(tree)]
        self.assertFalse(breaches, "\n" + "\n".join(breaches))

    def test_each_rule_fails_on_a_file_that_breaks_it(self):
        for rule, path, text, complaint in BROKEN:
            with self.subTest(rule=rule, path=path, complaint=complaint):
                breaches = self.breaches_of(rule, path, text)
                self.assertEqual(len(breaches), 1, breaches)
                self.assertIn(complaint, breaches[0])

    def test_no_rule_fails_on_what_only_looks_like_a_breach(self):
        for rule, path, text in FINE:
            with self.subTest(rule=rule, path=path):
                self.assertEqual(self.breaches_of(rule, path, text), [])

    def test_every_rule_has_a_file_that_breaks_it(self):
        self.assertEqual({rule.__name__ for rule in source_rules.ALL}, {rule for rule, *_ in BROKEN})

    def breaches_of(self, rule, path, text):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(ROOT / "ARCHITECTURE.md", folder)
            file = Path(folder) / path
            file.parent.mkdir(parents=True)
            file.write_text(text)
            found = getattr(source_rules, rule)(source_rules.Tree(folder))
        return [breach for breach in found if breach.startswith(path)]


class Format(unittest.TestCase):
    formatter = shutil.which("clang-format-19")

    def complaints(self, files):
        run = subprocess.run([self.formatter, "--dry-run", "-Werror", *files], cwd=ROOT, capture_output=True, text=True)
        return run.returncode, run.stderr

    def test_every_source_file_is_formatted(self):
        self.assertIsNotNone(self.formatter, "clang-format-19 is missing; scripts/setup test installs it")
        tree = source_rules.Tree(ROOT)
        code, complaints = self.complaints(tree.under({"src", "apps", "tests", "fuzz", "bench"}, {".h", ".cpp"}))
        self.assertEqual(code, 0, complaints[:4000])

    def test_a_badly_formatted_file_is_found(self):
        with tempfile.NamedTemporaryFile("w", suffix=".cpp", dir=ROOT / "build") as file:
            file.write("int   x ;\n")
            file.flush()
            self.assertNotEqual(self.complaints([file.name])[0], 0)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=0))
