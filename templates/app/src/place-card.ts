/** The card of a place: where it is and how exactly that is known, its events, and every sentence that names it. */
import { actions } from "./actions";
import type { App } from "./app";
import type { MentionInfo, PlaceInfo } from "./data";
import { button, h, type Child } from "./dom";
import { eventButton, langOf, placeButton, words } from "./parts";
import { snippet } from "./segments";
import { visibleEvents } from "./state";

/** Places no farther than this are offered as close by. */
const NEAR_KM = 12;

export function placeCard(app: App, place: PlaceInfo): Child[] {
  const { t } = app;
  return [
    h("p", { class: "card-kind" }, t("place.title")),
    h("h2", { id: "card-title", tabindex: "-1", ...langOf(app, place.name) }, t.text(place.name)),
    h("p", { class: "precision" }, precision(app, place)),
    place.valid && t.text(place.valid.label) !== "" ? h("p", { class: "note" }, t("place.valid", { when: t.text(place.valid.label) })) : null,
    t.text(place.note) === "" ? null : words(app, "p", place.note, "note"),
    ...events(app, place),
    ...near(app, place),
    ...named(app, place),
    ...links(app, place),
  ];
}

function precision({ t }: App, place: PlaceInfo): string {
  const words = t(`precision.${place.lat === null ? "unknown" : place.precision}`);
  if (place.radius_km === null || place.precision === "country" || place.precision === "region") return words;
  return `${words}; ${t("precision.radius", { km: place.radius_km })}`;
}

function events(app: App, place: PlaceInfo): Child[] {
  const { t, index, store, data } = app;
  const all = index.eventsAt(place.id);
  if (all.length === 0) return [];
  const letThrough = new Set(visibleEvents(store.get(), data).map((event) => event.id));
  const shown = all.filter((event) => letThrough.has(event.id));
  const role = (id: string): string => {
    const found = index.events.get(id)?.places.find((at) => at.place === place.id)?.role ?? "happened";
    return found === "happened" ? "" : t(`role.${found}`);
  };
  return [
    h("h3", {}, t("place.events", { n: shown.length })),
    h("ul", { class: "events" }, ...shown.map((event) => h("li", {}, eventButton(app, event, role(event.id))))),
    all.length > shown.length ? h("p", { class: "note" }, t("place.hidden", { n: all.length - shown.length })) : null,
  ];
}

function near(app: App, place: PlaceInfo): Child[] {
  const others = app.data.places.filter((other) => other.id !== place.id && app.index.eventsAt(other.id).length > 0 && distance_km(place, other) <= NEAR_KM);
  if (others.length === 0 || place.precision === "region" || place.precision === "country") return [];
  return [h("h3", {}, app.t("place.near")), h("ul", { class: "card-places" }, ...others.map((other) => h("li", {}, placeButton(app, other.id))))];
}

function named(app: App, place: PlaceInfo): Child[] {
  const mentions = app.index.mentionsOf(place.id);
  if (mentions.length === 0) return [h("p", { class: "note" }, app.t("place.never_named"))];
  return [h("h3", {}, app.t("place.named", { n: mentions.length })), h("ol", { class: "mentions" }, ...mentions.map((mention) => h("li", {}, sentence(app, mention))))];
}

function sentence(app: App, mention: MentionInfo): HTMLElement | null {
  const source = app.index.sources.get(mention.source);
  if (source === undefined) return null;
  const { before, exact, after } = snippet(source.text, mention);
  return button({ class: "snippet", "data-mention-link": mention.id, lang: source.language }, () => actions(app).readMention(mention.id), before, h("mark", {}, exact), after);
}

/** In a kiosk no link leaves: there they are words. */
function links(app: App, place: PlaceInfo): Child[] {
  if (place.same_as.length === 0) return [];
  const isKiosk = app.store.get().mode === "kiosk";
  const link = (label: string, url: string): HTMLElement =>
    isKiosk || !/^https?:/.test(url) ? h("span", {}, label) : h("a", { href: url, rel: "noopener noreferrer external", target: "_blank" }, label);
  return [h("h3", {}, app.t("place.same_as")), h("ul", { class: "links" }, ...place.same_as.map(({ label, url }) => h("li", {}, link(label, url))))];
}

/** Great-circle distance (haversine, R = 6371 km); Infinity when a place has no point or is an area. */
function distance_km(a: PlaceInfo, b: PlaceInfo): number {
  if (a.lat === null || a.lon === null || b.lat === null || b.lon === null || isArea(b)) return Infinity;
  const rad = Math.PI / 180;
  const half = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(half));
}

export function isArea(place: PlaceInfo): boolean {
  return place.precision === "region" || place.precision === "country";
}
