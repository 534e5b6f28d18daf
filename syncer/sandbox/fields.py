"""The ``fields`` parameter: ``items(added_at,item(id,artists(name)),!is_local),next``; also ``items.item.id``."""

from typing import Any

from syncer.sandbox.wire import Refused

Tree = dict[str, "Tree"]


def parse(text: str) -> Tree:
    """Return the fields as a tree; a leaf means all of it, ``!name`` all but this. Refuses unbalanced parentheses."""
    tree, at = _level(text, 0, depth=0)
    if at != len(text):
        raise Refused(400, "Invalid fields parameter")
    return tree


def _level(text: str, at: int, depth: int) -> tuple[Tree, int]:
    tree: Tree = {}
    while at < len(text) and text[at] != ")":
        start = at
        while at < len(text) and text[at] not in "(),":
            at += 1
        leaf = _branch(tree, text[start:at].strip())
        if at < len(text) and text[at] == "(":
            below, at = _level(text, at + 1, depth + 1)
            leaf.update(below)
        if at < len(text) and text[at] == ",":
            at += 1
    if depth and at >= len(text):
        raise Refused(400, "Invalid fields parameter")
    return tree, at + 1 if depth else at


def _branch(tree: Tree, dotted: str) -> Tree:
    for name in filter(None, dotted.split(".")):
        tree = tree.setdefault(name, {})
    return tree


def pick(value: Any, tree: Tree) -> Any:
    """Return what the tree names of a JSON value; names that the value lacks are left out without a word."""
    if not tree:
        return value
    if isinstance(value, list):
        return [pick(each, tree) for each in value]
    if not isinstance(value, dict):
        return value
    if all(name.startswith("!") for name in tree):
        return {key: pick(each, tree.get(f"!{key}", {})) for key, each in value.items() if tree.get(f"!{key}", True)}
    return {key: pick(value[key], below) for key, below in tree.items() if key in value}
