"""Words of people that look like markup, like a template or like a script stay the words that they are."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Any

from lisbon import project

from mapbuilder import elements, events, exports, layers, page, prose, publish
from mapbuilder.model import Layer, Mention, Project

CANARY = "{{ 7*7 }}</script><img src=x onerror=alert(1)>${1}{% raw %}\u2028`'\"&amp;\\<!--]]>{# #}"
WORDS = {"en": CANARY, "ru": CANARY}


def poisoned(record: Any, keep: set[str]) -> Any:
    """The same record with the canary in every field that holds words of people; ids and figures stay."""
    changes: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in keep:
            continue
        if field.type == "Text":
            changes[field.name] = WORDS
        elif field.type == "str":
            changes[field.name] = CANARY
        elif field.name == "extra":
            changes[field.name] = {CANARY: CANARY}
        elif field.name == "same_as":
            changes[field.name] = (CANARY, f"gn:{CANARY}")
        del value
    return replace(record, **changes)


@cache
def hostile() -> Project:
    """The project of the tests with the canary in every field that can hold it."""
    plain = project()
    text = f"{CANARY} one. {CANARY} two."
    settings = poisoned(plain.settings, {"id", "timezone"})
    settings = replace(settings, layers=(Layer("damage", WORDS, (CANARY,), CANARY, CANARY),))
    return Project(
        settings=settings,
        sources=tuple(
            replace(poisoned(source, {"id", "published"}), text=text, note=WORDS) for source in plain.sources
        ),
        mentions=(
            replace(poisoned(plain.mentions[0], {"source", "place", "kind", "status"}), start=0, end=len(CANARY)),
        ),
        places=tuple(poisoned(place, {"id", "precision", "valid", "status"}) for place in plain.places),
        events=tuple(poisoned(event, {"id", "when", "status"}) for event in plain.events),
        claims=tuple(replace(poisoned(claim, {"event", "source"}), start=0) for claim in plain.claims),
        chapters=tuple(poisoned(chapter, set()) for chapter in plain.chapters),
    )


@cache
def built() -> tuple[dict[str, Any], str]:
    joined = events.join(hostile())
    data = layers.page_data(hostile(), joined, page.words(("en", "ru")), (CANARY,))
    script = elements.assembly_script(elements.history_map("lisbon-1755", [layer["id"] for layer in data["layers"]]))
    return data, page.render(page.context(data, script, {"credit": CANARY}))


def without_own_code(html: str) -> str:
    """The page without the style, the scripts and the notices that we made ourselves."""
    html = re.sub(r"<style>.*?</style>|<pre>.*?</pre>", "", html, flags=re.DOTALL)
    return re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)


def test_the_canary_is_in_many_places_and_nowhere_as_it_is() -> None:
    _, html = built()
    assert html.count("onerror=alert(1)") > 60
    rest = without_own_code(html)
    assert "<img" not in rest
    assert "7*7" in rest
    assert "onerror=alert(1)>" not in rest


def test_no_template_ran_on_the_words_of_people() -> None:
    _, html = built()
    rest = without_own_code(html)
    assert not re.search(r"(?<![\w-])49(?![\w-])", re.sub(r"[0-9a-f]{40,}", "", rest))


def test_the_data_block_gives_the_words_back_as_typed() -> None:
    data, html = built()
    block = re.search(r'id="mapbuilder-data">(.*?)</script>', html, re.DOTALL)
    assert block
    assert json.loads(block.group(1)) == data
    assert data["map"]["title"] == WORDS
    assert not re.search(r"""[<>&'`$]|\{\{|\{%|\u2028""", block.group(1))


def test_the_list_shows_the_words_as_typed() -> None:
    _, html = built()
    titles = re.findall(r'<h3 data-text="title">(.*?)</h3>', html)
    assert titles
    assert {unescape(title) for title in titles} == {CANARY}


def test_the_page_has_only_the_elements_that_its_templates_have() -> None:
    _, html = built()

    class Tags(HTMLParser):
        found: list[str]

        def __init__(self) -> None:
            super().__init__()
            self.found = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found.append(tag)
            assert not any(name.startswith("on") or name == "style" for name, _ in attrs)

    tags = Tags()
    tags.feed(html)
    assert tags.found.count("script") == 4
    assert tags.found.count("style") == 1
    assert "img" not in tags.found


def test_the_script_of_the_map_holds_ids_alone() -> None:
    _, html = built()
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[-1]
    assert "7*7" not in script
    assert re.fullmatch(r"""(?:(?:const \w+ = )?[\w.]+\([\w, "\[\]-]*\);\n)+""", script)


def test_a_chapter_in_markdown_cannot_bring_in_an_element() -> None:
    markdown = (
        f"# {CANARY}\n\n[x](javascript:alert(1)) ![y](http://example.org/z.png) <b onclick=x>**bold**</b>\n\n{CANARY}"
    )
    html = prose.html(markdown)
    assert set(re.findall(r"<\s*/?\s*([a-z0-9]+)", html)) <= prose.TAGS
    assert not re.search(r"<[^>]*\s[^>]*>", html)
    assert "<strong>bold</strong>" in html


def test_the_snippets_for_other_peoples_pages_are_escaped() -> None:
    data, _ = built()
    embed = publish.embed_page({**data, "map": {**data["map"], "url": 'https://example.org/"><script>'}}).decode()
    assert "<script" not in embed
    assert "<img" not in embed
    assert CANARY in unescape(embed)
    assert "<script" not in json.loads(publish.oembed(data))["html"]


def test_the_tables_give_the_words_back_as_typed() -> None:
    data, _ = built()
    files = exports.files(hostile(), events.join(hostile()), data)
    assert json.loads(files["events.geojson"])["features"][0]["properties"]["title"] == WORDS
    assert CANARY.replace('"', '""').encode() in files["events.csv"]


def test_a_mention_is_poisoned_too() -> None:
    assert hostile().mentions[0].exact == CANARY
    assert isinstance(hostile().mentions[0], Mention)
