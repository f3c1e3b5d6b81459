/** The list twin, adopted: the build wrote it in the default language; here it filters, speaks every language and opens events. */
import { actions } from "./actions";
import type { App } from "./app";
import type { ClaimInfo, EventInfo, Text } from "./data";
import { button, h, replace, say } from "./dom";
import { fold } from "./search";
import { citeOf, eventGlyph, langOf, placeButton, whenOf, words } from "./parts";
import { visibleEvents, withoutFilters } from "./state";

/** Takes `section#list` into `root`. */
export function createList(root: HTMLElement, app: App): void {
  const list = document.getElementById("list") ?? h("section", { id: "list" });
  const found = h("div", { class: "found" });
  const empty = h("div", { class: "empty", hidden: true });
  root.append(found, empty, list);
  const articles = new Map<string, HTMLElement>();
  for (const article of list.querySelectorAll<HTMLElement>("article[data-event]")) {
    const event = app.index.events.get(article.dataset["event"] ?? "");
    if (event === undefined) continue;
    articles.set(event.id, article);
    dress(app, event, article);
  }
  const unplacedTitle = h("h2", { class: "list-unplaced", "data-words": "list.unplaced" });
  const unplaced = app.data.events.filter((event) => event.unplaced !== null).flatMap((event) => articles.get(event.id) ?? []);
  if (unplaced.length > 0) list.append(unplacedTitle, ...unplaced);

  app.store.watch(["lang"], () => articles.forEach((article, id) => translate(app, id, article)));
  app.store.watch(["event"], ({ event }) => articles.forEach((article, id) => article.classList.toggle("is-selected", id === event)));
  app.store.watch(["layers", "time", "q", "undated", "lang"], (state) => {
    const visible = new Set(visibleEvents(state, app.data).map((event) => event.id));
    articles.forEach((article, id) => (article.hidden = !visible.has(id)));
    unplacedTitle.hidden = unplaced.every((article) => article.hidden);
    replace(found, ...alsoFound(app));
    empty.hidden = visible.size > 0;
    replace(empty, ...whyEmpty(app));
  });
}

/** Give an article its glyph and make its title the way to the event. */
function dress(app: App, event: EventInfo, article: HTMLElement): void {
  const title = article.querySelector("h3");
  if (title === null) return;
  const label = h("span", { "data-text": "title" }, title.textContent ?? "");
  title.removeAttribute("data-text");
  replace(title, button({ class: "open" }, () => actions(app).openEvent(event.id), eventGlyph(app, event), label));
  for (const item of article.querySelectorAll<HTMLElement>("li[data-place]")) {
    const role = item.dataset["role"] ?? "happened";
    const place = item.dataset["place"] ?? "";
    app.store.watch(["lang"], () => replace(item, placeButton(app, place, app.t(`role.${role}`))));
  }
}

/** The words of an article in the reader's language; quotes stay as they are. */
function translate(app: App, id: string, article: HTMLElement): void {
  const event = app.index.events.get(id);
  if (event === undefined) return;
  for (const element of article.querySelectorAll<HTMLElement>("[data-text]")) {
    const claim = app.index.claims.get(element.closest<HTMLElement>("[data-claim]")?.dataset["claim"] ?? "");
    const key = element.dataset["text"] ?? "";
    if (key === "when") say(element, whenOf(app, event));
    else write(app, element, claim ? claimText(claim, key) : eventText(app, event, key));
  }
  for (const cite of article.querySelectorAll<HTMLElement>("cite[data-source]")) {
    const source = app.index.sources.get(cite.dataset["source"] ?? "");
    if (source) say(cite, citeOf(app, source));
  }
}

function eventText(app: App, event: EventInfo, key: string): Text | undefined {
  if (key === "title" || key === "summary") return event[key];
  return key === "layer" ? app.index.layers.get(event.layer)?.title : undefined;
}

function claimText(claim: ClaimInfo, key: string): Text | undefined {
  return key === "label" || key === "measure" || key === "qualifier" || key === "unit" || key === "note" ? claim[key] : undefined;
}

function write(app: App, element: HTMLElement, text: Text | undefined): void {
  if (text === undefined) return;
  say(element, app.t.text(text));
  const { lang } = langOf(app, text);
  if (lang === null) element.removeAttribute("lang");
  else element.lang = lang;
}

/** Places and sources whose names match the search, beside the events. */
function alsoFound(app: App): HTMLElement[] {
  const wanted = fold(app.store.get().q);
  if (wanted === "") return [];
  const hit = (text: Text): boolean => Object.values(text).some((name) => fold(name).includes(wanted));
  const places = app.data.places.filter((place) => hit(place.name)).map((place) => placeButton(app, place.id));
  const sources = app.data.sources.filter((source) => hit(source.title) || hit(source.author)).map((source) => button({ class: "place-button" }, () => actions(app).readSource(source.id), words(app, "span", source.title)));
  const items = [...places, ...sources].slice(0, 12);
  return items.length === 0 ? [] : [h("h3", {}, app.t("search.found")), h("ul", { class: "card-places" }, ...items.map((item) => h("li", {}, item)))];
}

function whyEmpty(app: App): HTMLElement[] {
  const { store, data, t } = app;
  if (data.events.length === 0) return draft(app);
  const state = store.get();
  const why = state.q !== "" ? t("empty.search", { q: state.q }) : state.layers.size === 0 ? t("empty.layers") : state.time !== null ? t("empty.time") : "";
  return [h("p", {}, h("strong", {}, t("empty.title")), " ", why), button({ class: "primary" }, () => store.set(withoutFilters(data)), t("status.reset"))];
}

/** A map of which nobody has written events yet: what the texts name, the most named first. */
function draft(app: App): HTMLElement[] {
  const { data, index, t } = app;
  const times = (id: string): number => index.mentionsOf(id).length;
  const places = data.places.filter(({ id }) => times(id) > 0).sort((a, b) => times(b.id) - times(a.id));
  const items = places.map(({ id }) => h("li", {}, placeButton(app, id, t("place.named", { n: times(id) }))));
  return [h("p", {}, h("strong", {}, t("empty.draft"))), h("ul", { class: "card-places" }, ...items)];
}
