"""The explanation as JSON, in the reader's words."""

from __future__ import annotations

from docgen.letters.explanation import Explanation, Input, Node
from docgen.render.words import Words
from docgen.texts import sentences, text


def explanation(tree: Explanation, words: Words) -> list[dict[str, object]]:
    """The trees; the amounts of a node's parts add up to its own. Parts of 0.00 are left out."""
    return [_node(root, words) for root in tree.roots]


def _node(node: Node, words: Words) -> dict[str, object]:
    inputs = list(node.inputs)
    if node.on_doubt is not None:
        doubt = text("{sentence} ({doubt})", sentence=node.on_doubt, doubt=sentences(node.source.doubts))
        inputs.append(Input("doubt", text("Doubt"), doubt))
    said = words.say(node.text)
    if node.how:
        said += ". " + " ".join(map(words.say, node.how))
    return {
        "key": node.key,
        "text": said,
        "amount": str(node.amount),
        "rule": node.rule,
        "source": node.source.line,
        "inputs": [{"id": each.id, "name": words.say(each.name), "value": words.show(each.value)} for each in inputs],
        "parts": [_node(part, words) for part in node.shown],
    }
