/** Small pieces that card, list and reader share, so that one thing looks the same everywhere. */
import type { App } from "./app";
import { actions } from "./actions";
import type { ClaimInfo, EventInfo, SourceInfo, Text } from "./data";
import { button, h } from "./dom";
import { glyph } from "./glyphs";

/** The curator's words, marked with the language that they are really in. */
export function words<K extends keyof HTMLElementTagNameMap>(app: App, tag: K, text: Text, css: string | null = null): HTMLElementTagNameMap[K] {
  return h(tag, { class: css, ...langOf(app, text) }, app.t.text(text));
}

/** `lang` only where it differs from the page's. */
export function langOf({ t }: App, text: Text): { lang: string | null } {
  const lang = t.textLang(text);
  return { lang: lang === t.lang ? null : lang };
}

export function eventGlyph({ index }: App, event: EventInfo): SVGSVGElement {
  return glyph(index.layers.get(event.layer)?.icon ?? "circle", event.layer);
}

export function whenOf({ t }: App, event: EventInfo): string {
  return event.when === null ? t("date.unknown") : t.text(event.when.label) || event.when.edtf;
}

/** Glyph, title, date and what else there is to say; pressing it opens the event. */
export function eventButton(app: App, event: EventInfo, extra = ""): HTMLButtonElement {
  const current = app.store.get().event === event.id;
  return button(
    { class: "event-button", "data-event-link": event.id, "aria-current": current ? "true" : null },
    () => actions(app).openEvent(event.id),
    eventGlyph(app, event),
    words(app, "span", event.title, "event-title"),
    h("span", { class: "when" }, [whenOf(app, event), extra].filter(Boolean).join(" · ")),
  );
}

export function placeButton(app: App, id: string, extra = ""): HTMLElement {
  const place = app.index.places.get(id);
  if (place === undefined) return h("span", {}, id);
  const name = words(app, "span", place.name);
  return button({ class: "place-button", "data-place": id }, () => actions(app).openPlace(id), name, extra && h("span", { class: "role" }, extra));
}

/** Who says it: author and title. */
export function citeOf(app: App, source: SourceInfo): string {
  const { t } = app;
  const author = t.text(source.author);
  return author === "" ? t.text(source.title) : t("claim.says", { author, title: t.text(source.title) });
}

/** A quote always stays in its source's own language. */
export function quoteOf({ index }: App, claim: ClaimInfo): HTMLQuoteElement {
  return h("blockquote", { lang: index.sources.get(claim.source)?.language ?? null }, claim.quote);
}

export function isUncertain(event: EventInfo): boolean {
  return event.certainty === "probable" || event.certainty === "disputed" || event.certainty === "unknown" || event.when?.uncertain === true || event.when?.approximate === true;
}
