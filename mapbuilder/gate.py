"""The last look at a finished page: whatever would load or run something from elsewhere stops the build."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from mapbuilder.errors import MapbuilderError

_LOADS = frozenset(
    {
        *("src", "srcset", "srcdoc", "href", "xlink:href", "action", "formaction", "poster", "data", "background"),
        *("manifest", "ping", "profile", "codebase", "archive", "classid", "longdesc", "lowsrc", "imagesrcset"),
    }
)
_FORBIDDEN_TAGS = frozenset(
    {"base", "embed", "frame", "frameset", "iframe", "object", "applet", "portal", "fencedframe"}
)
_EMBEDDED = re.compile(r"\s*(?:#|data:,$|data:(?:image/(?:png|jpeg|webp|gif|svg\+xml)|font/woff2?)[;,])", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)""", re.IGNORECASE)
_CSS_LOADS = re.compile(r"@import\b|\bimage-set\(|\bimage\(|\bsrc\(|\bexpression\(|-moz-binding", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"[#@]\s*sourceMappingURL", re.IGNORECASE)
_SHOWN_CHARACTERS = 120


def check(html: str) -> None:
    """Nothing. Raises MapbuilderError that names every reference in `html` which would leave the page."""
    found = external_references(html)
    if found:
        listed = "\n".join(f"  {reference}" for reference in found[:20])
        raise MapbuilderError(f"the page is not written, for it is not whole by itself; it refers to\n{listed}")


def external_references(html: str) -> list[str]:
    """What in `html` would load or run something that is not in it, in the order of the page; nothing for a good page.

    Only a reader's own click may leave the page: `<a href="https://...">` passes. Everything else that takes an address
    must hold `data:` or `#`; handlers and style attributes are told too, for the page's policy would block them.
    """
    gate = _Gate()
    gate.feed(html)
    gate.close()
    return gate.found


class _Gate(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag and its attributes; remember when a script or a style begins."""
        self._inside = tag if tag in ("script", "style") else ""
        if tag in _FORBIDDEN_TAGS:
            self._tell(f"<{tag}>")
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self._tell("<meta http-equiv=refresh>")
        for name, value in values.items():
            if name.startswith("on") or name == "style" or (name in _LOADS and not _stays(tag, name, value)):
                self._tell(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        """A script or style ends."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Look into a script or a style."""
        if self._inside and _SOURCE_MAP.search(data):
            self._tell("sourceMappingURL")
        if self._inside == "style":
            for found in css_references(data):
                self._tell(found)

    def _tell(self, reference: str) -> None:
        self.found.append(reference if len(reference) <= _SHOWN_CHARACTERS else reference[:_SHOWN_CHARACTERS] + "…")


def css_references(css: str) -> list[str]:
    """What in a style sheet would load something that is not in it."""
    urls = (match.group(1) or match.group(2) or match.group(3) or "" for match in _CSS_URL.finditer(css))
    found = [f"url({url})" for url in urls if not _EMBEDDED.match(url)]
    return found + [match.group() for match in _CSS_LOADS.finditer(_CSS_URL.sub("", css))]


def _stays(tag: str, name: str, value: str) -> bool:
    if tag in ("a", "area") and name == "href":
        return bool(_LINK.match(value.strip()))
    return bool(_EMBEDDED.match(value))
