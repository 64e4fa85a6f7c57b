"""The directions of the house, and a few of its nouns."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

from .source import ROOT, modules, name, tree


def test_import_directions_are_kept():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_class_names_are_unique():
    frame = {"Meta", "Command", "State", "Kind"}  # nested or found by Django under this name
    classes = [
        node.name
        for path in modules()
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and node.name not in frame and not node.name.startswith("_")
    ]
    assert [word for word, number in Counter(classes).items() if number > 1] == []


def test_receivers_of_signals_stand_only_in_receivers_py():
    found = [
        name(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", "") == "connect" or getattr(node.func, "id", "") == "receiver")
        and path.stem not in {"receivers", "apps"}
    ]
    assert found == []
