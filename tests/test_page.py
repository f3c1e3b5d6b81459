from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from lisbon import data

from mapbuilder import datablock, elements, gate, page
from mapbuilder.errors import MapbuilderError

SCRIPT = elements.assembly_script(elements.history_map("lisbon-1755", ["damage"]))
BASEMAP = {"type": "Topology", "arcs": [[1, 2]]}


class Parsed(HTMLParser):
    """Every element of a page: tag, attributes, and its own text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        if self.elements:
            self.elements[-1][2].append(data)

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"after {tag}", {}, []))

    def text(self, tag: str, **attributes: str) -> list[str]:
        return [
            "".join(text)
            for name, found, text in self.elements
            if name == tag and all(found.get(key.replace("_", "-")) == value for key, value in attributes.items())
        ]


@pytest.fixture(scope="module")
def context() -> page.PageContext:
    return page.context(data(), SCRIPT, BASEMAP)


@pytest.fixture(scope="module")
def html(context: page.PageContext) -> str:
    return page.render(context)


def test_the_policy_is_the_first_child_of_the_head_and_the_charset_is_early(html: str) -> None:
    head = html.index("<head>") + len("<head>")
    assert html[head:].lstrip().startswith('<meta http-equiv="Content-Security-Policy"')
    assert html.encode().index(b'<meta charset="utf-8">') < 1024


def test_the_policy_names_exactly_the_scripts_and_the_style_of_the_page(html: str) -> None:
    parsed = Parsed(html)
    policies = [
        found["content"] or "" for tag, found, _ in parsed.elements if "content" in found and "http-equiv" in found
    ]
    assert len(policies) == 1
    rules = dict(rule.split(" ", 1) for rule in policies[0].split("; "))
    scripts = [text for text, kind in zip(parsed.text("script"), kinds(parsed), strict=True) if kind is None]

    def hashes(texts: list[str]) -> list[str]:
        return [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts]

    assert len(scripts) == 2
    assert rules["script-src"].split() == hashes(scripts)
    assert rules["style-src"].split() == hashes(parsed.text("style"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policies[0]
    assert "http" not in policies[0]


def kinds(parsed: Parsed) -> list[str | None]:
    return [found.get("type") for tag, found, _ in parsed.elements if tag == "script"]


def test_both_data_blocks_read_back_to_the_data(html: str) -> None:
    parsed = Parsed(html)
    assert json.loads(parsed.text("script", id="mapbuilder-data")[0]) == data()
    assert json.loads(parsed.text("script", id="mapbuilder-basemap")[0]) == BASEMAP


def test_the_names_that_are_relied_on_from_outside_are_there(html: str) -> None:
    parsed = Parsed(html)
    root = next(found for tag, found, _ in parsed.elements if tag == "html")
    assert (root["lang"], root["data-mode"], root["data-ready"]) == ("en", "page", "false")
    ids = {found["id"] for _, found, _ in parsed.elements if "id" in found}
    assert {"top", "legend-panel", "main", "map", "reading", "timeline", "list", "sources", "notices"} <= ids
    shown = {found["data-event"] for tag, found, _ in parsed.elements if tag == "article" and "data-event" in found}
    assert shown == {event["id"] for event in data()["events"]}
    claims = {found["data-claim"] for tag, found, _ in parsed.elements if "data-claim" in found}
    assert claims == {claim["id"] for claim in data()["claims"]}


def test_without_javascript_every_event_claim_and_text_can_be_read(html: str) -> None:
    words = re.sub(
        r"\s+", " ", " ".join("".join(text) for tag, _, text in Parsed(html).elements if tag not in ("script", "style"))
    )
    for event in data()["events"]:
        assert event["title"]["en"] in words
    for claim in data()["claims"]:
        assert claim["quote"] in words
    for source in data()["sources"]:
        assert re.sub(r"\s+", " ", source["text"]).strip().split(" ")[-1] in words
    assert "Afterwards" in words
    assert "The ground" in words
    assert "at least 60,000" in words
    assert data()["words"]["en"]["date.unknown"] in words
    assert data()["words"]["en"]["unplaced.no_place"] in words


def test_a_quote_has_the_language_of_its_source(html: str) -> None:
    assert all(found["lang"] == "en" for tag, found, _ in Parsed(html).elements if tag == "blockquote")


def test_a_web_address_of_a_source_is_a_link_and_no_other_is(context: page.PageContext) -> None:
    links = [source.url for source in context.sources]
    assert links == ["https://example.org/notes", ""]
    bad = data()
    bad["sources"][0]["url"] = "javascript:alert(1)"
    assert page.context(bad, SCRIPT, BASEMAP).sources[0].url == ""


def test_a_language_written_from_the_right_says_so() -> None:
    turned = data()
    turned["map"]["languages"] = ["fa"]
    assert page.context(turned, SCRIPT, BASEMAP).direction == "rtl"
    turned["map"]["languages"] = ["no-such-language"]
    assert page.context(turned, SCRIPT, BASEMAP).direction == "ltr"


def test_a_name_that_the_context_lacks_is_a_mistake(context: page.PageContext) -> None:
    with pytest.raises(UndefinedError):
        page.render(replace(context, words={}))


def test_a_script_that_would_end_its_own_element_is_refused() -> None:
    with pytest.raises(MapbuilderError, match="build the front end again"):
        page.context(data(), "let a = '</script>';", BASEMAP)


@pytest.mark.parametrize(
    "reference",
    [
        '<script src="https://example.org/x.js"></script>',
        '<script src="x.js"></script>',
        '<img src="//example.org/x.png">',
        '<img srcset="x.png 2x">',
        '<link rel="stylesheet" href="x.css">',
        '<svg><use xlink:href="sprite.svg#a"></use></svg>',
        '<form action="https://example.org"></form>',
        '<button formaction="/x">x</button>',
        "<iframe></iframe>",
        '<object data="x"></object>',
        '<base href="https://example.org">',
        '<video poster="x.png"></video>',
        '<meta http-equiv="Refresh" content="0;url=https://example.org">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" JaVaScRiPt:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<img src="data:text/html,x">',
        '<p style="color:red">x</p>',
        '<p onclick="x()">x</p>',
        "<style>@import 'x.css';</style>",
        "<style>a{background:url(https://example.org/x.png)}</style>",
        "<style>a{background:url('x.png')}</style>",
        "<style>a{background:URL( x.png )}</style>",
        "<style>a{background:image-set('x.png' 1x)}</style>",
        "<style>/*# sourceMappingURL=app.css.map */</style>",
        "<script>//# sourceMappingURL=app.js.map</script>",
    ],
)
def test_whatever_would_leave_the_page_stops_the_build(reference: str) -> None:
    assert gate.external_references(f"<body>{reference}</body>")
    with pytest.raises(MapbuilderError, match="not whole by itself"):
        gate.check(reference)


@pytest.mark.parametrize(
    "fine",
    [
        '<a href="https://example.org/">a source</a>',
        '<a href="#list">skip</a>',
        '<img src="data:image/png;base64,AA==" alt="">',
        "<style>@font-face{src:url(data:font/woff2;base64,AA==) format('woff2')}</style>",
        "<style>a{fill:url(#hatch)}</style>",
        "<script>const SVG = 'http://www.w3.org/2000/svg';</script>",
        '<script type="application/json">{"url":"https://example.org/x.js"}</script>',
        "<p>onclick src=https://example.org url(x.png) @import</p>",
    ],
)
def test_what_stays_in_the_page_passes(fine: str) -> None:
    assert gate.external_references(fine) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(JSON)
def test_the_data_block_reads_back_to_the_same_value(value: object) -> None:
    assert json.loads(datablock.dump(value)) == value


@given(st.text(alphabet="<>&'`$\\{}\u2028\u2029\"a\n%#/!-"))
def test_no_string_of_the_data_block_means_anything_to_html_or_a_template(text: str) -> None:
    dumped = datablock.dump({"k": text})
    assert not set(dumped[6:-2]) & set("<>&'`${}\u2028\u2029\"")
    assert "{{" not in dumped
    assert "{%" not in dumped


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_json_has_not_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        datablock.dump({"lat": number})
