"""Markdown of a curator, as clean HTML: paragraphs, emphasis, lists and quotations, and nothing that acts or loads."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt

TAGS = frozenset({"p", "em", "strong", "ul", "ol", "li", "blockquote", "br"})
_MARKDOWN = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False, "maxNesting": 20}).enable(
    ["emphasis", "list", "blockquote", "newline", "escape", "backticks", "entity"]
)


def html(markdown: str) -> str:
    """CommonMark's paragraphs, emphasis, lists and quotations as HTML of `TAGS` alone, without attributes.

    HTML in the text is shown as typed: it stays text.

    >>> html("**Night** of <b>")
    '<p><strong>Night</strong> of &lt;b&gt;</p>'
    """
    return nh3.clean(_MARKDOWN.render(markdown), tags=set(TAGS), attributes={}).strip()


def plain(markdown: str) -> str:
    """The words of `html(markdown)` without its tags, still escaped for HTML."""
    return nh3.clean(_MARKDOWN.render(markdown), tags=set(), attributes={}).strip()
