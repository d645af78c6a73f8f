"""Targets out of the outline: each claim of a section of targets, with the horizon that the headings above it set."""

import msgspec

from app.plan_import import claims, when
from app.plan_import.draft import Horizon, Target
from app.plan_import.outline import Node, Outline
from app.plan_import.vocabulary import Vocabulary

_SHORT = 8


def find_targets(outline: Outline, words: Vocabulary) -> list[Target]:
    """The targets of the text (those of tables come with the tables)."""
    found: list[Target] = []
    for node in outline.root.walk():
        if node.kind == "table" or node.role not in {"targets", "objectives"} or not node.text:
            continue
        if not _heads(node, words):
            found.extend(_claims(node, words))
    return found


def _heads(node: Node, words: Vocabulary) -> bool:
    """Whether a node is a heading, an introduction, or nothing to be measured."""
    text = node.text
    if node.kind == "heading" or node.family in {"part", "chapter", "upper", "roman"}:
        return True
    if text.endswith(":") or words.documents["joining"].whole(text):
        return True
    figure = claims.states_figure(text)
    if node.children and not node.block.ended and not figure:
        return True
    if node.kind == "paragraph":
        closing = words.documents["closing"].begins(text) or words.documents["annexed"].begins(text.lstrip("("))
        return bool(closing) or not figure
    short = len(text.split()) <= _SHORT and not node.block.ended and not node.bullet
    return short and not figure and (when.horizon(text) is not None or bool(words.roles["targets"].begins(text)))


def _claims(node: Node, words: Vocabulary) -> list[Target]:
    section = next((above.text.rstrip(": ") for above in node.above if not above.bullet), None)
    head, colon, rest = node.text.partition(":")
    titled = bool(colon and rest.strip()) and any(words.roles[role].whole(head) for role in ("targets", "objectives"))
    text = rest.strip() if titled else node.text
    stated = claims.split(text, lines=(node.block.first, node.block.last), horizon=_horizon(node), section=section)
    if node.role == "objectives" or titled:
        stated = tuple(target for target in stated if target.value is not None)
    return [_surely(target, node) for target in stated]


def _horizon(node: Node) -> Horizon | None:
    """What the nearest heading or leading sentence above says of the time; the year of a whole plan is no horizon."""
    for above in node.above:
        if above.role not in {"targets", "objectives"}:
            continue
        stated = when.horizon(above.text)
        if stated is not None and stated.kind != "none":
            return stated
    return None


def _surely(target: Target, node: Node) -> Target:
    sure = (target.confidence if target.confidence is not None else 0.95) * node.sure
    return msgspec.structs.replace(target, confidence=round(sure * (1.0 if node.role == "targets" else 0.8), 2))
