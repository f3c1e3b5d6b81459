"""What a reader of Black January meets: the page opened from disk, in a real browser, with the network refused."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

PROJECT = Path(__file__).resolve().parents[2] / "geodata" / "black-january"
Open = Callable[..., Page]

SOME_EVENTS = re.compile(r"\d+ of \d+ events?")


def rows(table: str) -> list[dict[str, str]]:
    with (PROJECT / table).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


EVENTS = {row["id"]: row for row in rows("events.csv") if row["status"] != "rejected"}
CLAIMS = [row for row in rows("claims.csv") if row["event"] in EVENTS]


def test_it_opens_from_disk_and_becomes_ready(page: Page) -> None:
    assert page.title() == "Black January"
    assert page.evaluate("mapbuilder.ready.then(() => performance.getEntriesByName('mapbuilder:ready').length)") == 1
    assert page.locator("html").get_attribute("data-mode") == "page"
    expect(page.locator("#map .leaflet-pane").first).to_be_attached()


def test_every_event_of_the_table_is_in_the_list_once(page: Page) -> None:
    ids = page.locator("#list [data-event]").evaluate_all("all => all.map(one => one.dataset.event)")
    assert sorted(ids) == sorted(EVENTS)


def test_the_list_is_there_without_javascript(open_file: Open, black_january: Path) -> None:
    page = open_file(black_january / "index.html", java_script_enabled=False)
    for row in CLAIMS:
        said = page.locator(f'#list [data-event="{row["event"]}"] blockquote').all_text_contents()
        assert row["quote"] in said
    expect(page.locator("#list")).to_be_visible()


def test_a_click_in_the_list_opens_the_event_with_its_exact_quotes(page: Page) -> None:
    page.get_by_role("tab", name="Events").click()
    page.locator('#list [data-event="killed-night"] button').first.click()
    expect(page.locator("#card-title")).to_have_text(EVENTS["killed-night"]["title"])
    assert state(page)["event"] == "killed-night"
    assert quotes(page) == sorted(row["quote"] for row in CLAIMS if row["event"] == "killed-night")


def test_every_event_has_a_card_with_exactly_its_quotes(page: Page) -> None:
    for event, row in EVENTS.items():
        page.evaluate("event => mapbuilder.set({ event, place: null, panel: 'card' })", event)
        expect(page.locator("#card-title")).to_have_text(row["title"])
        assert quotes(page) == sorted(claim["quote"] for claim in CLAIMS if claim["event"] == event), event


def test_sources_that_disagree_stand_side_by_side_with_who_says_so(page: Page) -> None:
    page.evaluate("mapbuilder.set({ event: 'killed-night', panel: 'card' })")
    figures = page.locator("#card [data-claim] .figure").all_text_contents()
    assert sorted(figures) == ["131", "131–170", "at least 300"]
    expect(page.locator("#card .comparison").first).to_contain_text("they differ")
    assert len(set(page.locator("#card .measure-group cite").all_text_contents())) == 2


def test_a_link_to_an_event_opens_its_card(open_page: Open) -> None:
    page = open_page("event=killed-night")
    expect(page.locator("#card-title")).to_be_visible()
    expect(page.locator("#card-title")).to_have_text(EVENTS["killed-night"]["title"])


@pytest.mark.parametrize(
    ("hash_", "place"),
    [("event=prague-spring-1968", "prague"), ("event=tbilisi-vilnius-riga", "riga"), ("place=moscow", "moscow")],
)
def test_a_link_to_what_is_far_away_brings_it_onto_the_map(open_page: Open, hash_: str, place: str) -> None:
    page = open_page(hash_)
    expect(page.locator(f"#map .mark[data-place='{place}']").first).to_be_in_viewport()


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("kind", ["mention", "claim"])
def test_a_link_to_words_of_a_source_brings_them_into_sight(open_page: Open, kind: str, width: int) -> None:
    last = page_data(open_page())[f"{kind}s"][-1]
    page = open_page(f"{kind}={last['id']}", width=width)
    expect(page.locator("#panel-sources .is-target").first).to_be_in_viewport()
    assert state(page)["source"] == last["source"]


def test_a_claim_opens_its_source_at_exactly_its_words(page: Page) -> None:
    page.evaluate("mapbuilder.set({ event: 'killed-night', panel: 'card' })")
    for index in range(page.locator("#card [data-claim]").count()):
        claim = page.locator("#card [data-claim]").nth(index)
        id_, quote = claim.get_attribute("data-claim"), claim.locator("blockquote").text_content()
        claim.get_by_role("button", name="Read in the source").click()
        assert state(page)["claim"] == id_
        expect(page.locator("#panel-sources .is-target").first).to_be_in_viewport()
        assert lit(page) == quote
        page.evaluate("mapbuilder.set({ panel: 'card' })")


def test_every_quote_of_every_source_is_marked_in_its_text(page: Page) -> None:
    data = page_data(page)
    for claim in data["claims"]:
        page.evaluate("([claim, source]) => mapbuilder.set({ claim, source })", [claim["id"], claim["source"]])
        assert words(lit(page)) == words(claim["quote"]), claim["id"]


def test_every_mention_is_in_the_reader_and_opens_its_place(page: Page) -> None:
    data = page_data(page)
    for source in data["sources"]:
        page.evaluate("source => mapbuilder.set({ source, panel: 'sources' })", source["id"])
        shown = page.locator("[data-mention]").evaluate_all("all => all.map(one => one.dataset.mention)")
        assert sorted(set(shown)) == sorted(m["id"] for m in data["mentions"] if m["source"] == source["id"])
    mention = next(m for m in data["mentions"] if m["place"] and m["source"] == data["sources"][-1]["id"])
    page.locator(f'[data-mention="{mention["id"]}"]').first.click()
    assert state(page)["place"] == mention["place"]
    place = next(place for place in data["places"] if place["id"] == mention["place"])
    expect(page.locator("#card-title")).to_have_text(place["name"]["en"])


def test_a_mark_on_the_map_opens_its_event_or_place(page: Page) -> None:
    page.locator("#map .mark[data-place='lankaran']").first.click()
    expect(page.locator("#card")).to_be_visible()
    assert state(page)["event"] == "shot-neftchala-lankaran" or state(page)["place"] == "lankaran"


def test_another_language_changes_the_words_but_never_the_quotes(page: Page) -> None:
    page.evaluate("mapbuilder.set({ event: 'killed-night', panel: 'card' })")
    before = quotes(page)
    for language, title in (("az", "Qara Yanvar"), ("ru", "Чёрный январь"), ("en", "Black January")):
        page.evaluate("lang => mapbuilder.set({ lang })", language)
        assert page.title() == title
        assert page.locator("html").get_attribute("lang") == language
        column = "title" if language == "en" else f"title_{language}"
        expect(page.locator("#card-title")).to_have_text(EVENTS["killed-night"][column])
        assert quotes(page) == before
        assert set(page.locator("#card blockquote").evaluate_all("all => all.map(one => one.lang)")) == {"en"}


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_no_word_of_the_interface_is_missing_in_any_language(open_page: Open, language: str) -> None:
    page = open_page(f"lang={language}&event=killed-night&panel=card")
    for panel in ("card", "story", "list", "sources"):
        page.evaluate("panel => mapbuilder.set({ panel })", panel)
        said = page.locator("body").inner_text()
        assert re.findall(r"\b(?:card|list|reader|status|timeline|tab|legend|role|precision)\.[a-z_]+\b", said) == []
        assert re.findall(r"\{[a-z_]+\}|undefined|NaN", said) == []


def test_a_link_restores_what_was_shown(page: Page, open_page: Open) -> None:
    page.evaluate("mapbuilder.set({ event: 'troops-enter', panel: 'card', lang: 'az', time: '1990-01-13/1990-01-21' })")
    shown = state(page)
    again = open_page(page.evaluate("location.hash.slice(1)"))
    restored = state(again)
    for key in ("event", "panel", "lang", "time", "layers", "q"):
        assert restored[key] == shown[key]
    expect(again.locator("#card-title")).to_have_text(EVENTS["troops-enter"]["title_az"])


def test_a_link_that_makes_no_sense_opens_the_beginning(open_page: Open) -> None:
    page = open_page("event=no-such&time=yesterday&layers=%F0%9F%92%A5&lat=north&mode=<b>&lang=tlh&x=1")
    assert state(page)["event"] is None
    assert state(page)["mode"] == "page"


def test_the_time_filter_says_in_words_what_is_left_and_can_be_undone(page: Page) -> None:
    line = page.locator("#status, [role=status]").filter(has_text="event").first
    whole = line.inner_text()
    page.evaluate("mapbuilder.set({ time: '1990-01-19/1990-01-20', undated: false })")
    expect(line).to_contain_text(SOME_EVENTS)
    left = page.locator("#list [data-event]:not([hidden])").count()
    assert 0 < left < len(EVENTS)
    assert f"{left} of {len(EVENTS)}" in line.inner_text()
    page.get_by_role("button", name="Show all").first.click()
    expect(page.locator("#list [data-event]:not([hidden])")).to_have_count(len(EVENTS))
    assert line.inner_text() == whole


def test_layers_are_switched_and_counted(page: Page) -> None:
    layers = [layer["id"] for layer in page_data(page)["layers"]]
    victims = [id_ for id_, row in EVENTS.items() if row["category"] == "victims"]
    box = page.locator("#legend-panel input[type=checkbox]").nth(layers.index("victims"))
    box.set_checked(False)
    assert set(state(page)["layers"]) == set(layers) - {"victims"}
    for event in victims:
        expect(page.locator(f'#list [data-event="{event}"]')).to_have_attribute("hidden", "")
    box.set_checked(True)
    expect(page.locator("#list [data-event]:not([hidden])")).to_have_count(len(EVENTS))


def test_an_event_without_a_known_place_is_listed_with_the_reason(page: Page) -> None:
    for event in (event for event in page_data(page)["events"] if event["unplaced"]):
        expect(page.locator(f'#list [data-event="{event["id"]}"] .unplaced')).not_to_be_empty()


def test_the_story_can_be_walked_from_its_first_to_its_last_chapter(page: Page) -> None:
    chapters = page_data(page)["chapters"]
    assert 6 <= len(chapters) <= 10
    page.evaluate("id => mapbuilder.set({ chapter: id, panel: 'story' })", chapters[0]["id"])
    for chapter in chapters:
        expect(page.locator("#story-title")).to_have_text(chapter["title"]["en"])
        if chapter is not chapters[-1]:
            page.get_by_role("button", name="Next", exact=True).click()
    assert state(page)["chapter"] == chapters[-1]["id"]


def test_a_search_finds_words_of_titles_and_quotes(page: Page) -> None:
    page.evaluate("mapbuilder.set({ q: 'television', panel: 'list' })")
    shown = page.locator("#list [data-event]:not([hidden])").evaluate_all("all => all.map(one => one.dataset.event)")
    assert "television" in shown
    assert len(shown) < len(EVENTS)


def test_a_kiosk_starts_again_when_nobody_has_touched_it(open_file: Open, black_january: Path) -> None:
    page = open_file(black_january / "index.html", "mode=kiosk", width=1920, height=1080, clock=True)
    page.wait_for_selector("html[data-ready=true]", state="attached")
    expect(page.get_by_role("button", name="Start again").first).to_be_visible()
    page.evaluate("mapbuilder.set({ event: 'troops-enter', panel: 'card', lang: 'ru' })")
    page.mouse.click(5, 1075)
    kiosk = page_data(page)["map"]["kiosk"]
    page.clock.run_for(int(kiosk["idle_seconds"] * 1000 - 2000))
    assert state(page)["event"] == "troops-enter"
    page.clock.run_for(int(kiosk["warning_seconds"] * 1000 + 5000))
    assert state(page)["event"] is None
    assert state(page)["lang"] == "en"
    assert state(page)["mode"] == "kiosk"


def test_a_kiosk_has_no_link_that_leads_out(open_page: Open) -> None:
    page = open_page("mode=kiosk", width=1920, height=1080)
    for panel in ("story", "list", "sources"):
        page.evaluate("panel => mapbuilder.set({ panel })", panel)
        assert page.locator("a[href^=http]:visible").count() == 0


def test_it_works_in_a_sandboxed_frame_of_another_page(
    open_file: Open, black_january: Path, tmp_path: Path, troubles: list[str]
) -> None:
    address = (black_january / "index.html").as_uri() + "#mode=embed"
    host = tmp_path / "host.html"
    host.write_text(
        f'<!doctype html><title>Host</title><link rel="icon" href="data:,">'
        f'<iframe src="{address}" sandbox="allow-scripts" width="720" height="480"></iframe>',
        encoding="utf-8",
    )
    page = open_file(host)
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready=true]").wait_for(state="attached")
    expect(frame.locator("html")).to_have_attribute("data-mode", "embed")
    expect(frame.locator("#map .mark").first).to_be_visible()
    # The frame's own file is the one request that the host page has besides itself.
    assert [trouble for trouble in troubles if not trouble.startswith(f"request: {address.partition('#')[0]}")] == []
    troubles.clear()


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("hash_", ["", "event=killed-night&panel=card", "panel=list", "panel=sources"])
def test_nothing_is_wider_than_the_window(open_page: Open, width: int, hash_: str) -> None:
    page = open_page(hash_, width=width, height=800)
    wide = page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]")
    assert max(wide) <= width


def test_dark_colours_follow_the_reader(open_page: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = (luminance(open_page(color_scheme=scheme).evaluate(ground)) for scheme in ("light", "dark"))
    assert dark < 0.3 < 0.7 < light


def test_the_keyboard_reaches_the_list_and_opens_an_event(page: Page) -> None:
    page.evaluate("mapbuilder.set({ panel: 'list' })")
    page.locator("#list [data-event] button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card-title")).to_be_focused()
    page.keyboard.press("Escape")
    assert state(page)["event"] is None


def test_printing_gives_the_list_and_the_sources(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator("#list article").first).to_be_visible()


def state(page: Page) -> dict[str, Any]:
    said: dict[str, Any] = page.evaluate("mapbuilder.state()")
    return said


def page_data(page: Page) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(page.locator("#mapbuilder-data").text_content() or "")
    return data


def quotes(page: Page) -> list[str]:
    """The quotes on the card, sorted."""
    return sorted(page.locator("#card blockquote").all_text_contents())


def lit(page: Page) -> str:
    """The words of the source that are lit, in order; the glyphs between them have no words."""
    return "".join(page.locator("#panel-sources [data-claim-mark].is-target").all_text_contents())


def words(text: str) -> list[str]:
    """A quote over several paragraphs has line breaks that its marks have not."""
    return re.findall(r"\S", text)


def luminance(colour: str) -> float:
    """From 0 to 1, of `rgb(r, g, b)`; unweighted, which is near enough for light against dark."""
    return sum(float(part) for part in re.findall(r"[\d.]+", colour)[:3]) / 3 / 255
