/** The sources: whole texts with their places marked, and what each event rests on; both lead to the map and back. */
import { actions } from "./actions";
import type { App } from "./app";
import type { ClaimInfo, MentionInfo, SourceInfo } from "./data";
import { button, h, replace, type Child } from "./dom";
import { eventGlyph, langOf } from "./parts";
import { segment, type Piece } from "./segments";

type Cut = Piece<MentionInfo, ClaimInfo>;

export function createReader(root: HTMLElement, app: App): void {
  const { store, data } = app;
  const sourceOf = (id: string | null): SourceInfo | undefined => app.index.sources.get(id ?? "") ?? data.sources[0];
  store.watch(["source", "lang", "mode"], (state) => {
    const source = sourceOf(state.source);
    replace(root, ...(source ? [choice(app, source), provenance(app, source), h("p", { class: "note" }, app.t("reader.key")), reader(app, source)] : []));
    root.scrollTop = 0;
  });
  store.watch(["source", "lang", "mention", "claim", "event", "place", "panel"], (state) => point(root, state.mention, state.claim, state.event, state.place));
}

/** One button for each text; with one text there is nothing to choose. */
function choice(app: App, chosen: SourceInfo): HTMLElement | null {
  const { data, t } = app;
  if (data.sources.length < 2) return null;
  const option = (source: SourceInfo): HTMLElement =>
    button(
      { class: "source-choice", "aria-pressed": source.id === chosen.id ? "true" : "false", ...langOf(app, source.title) },
      () => actions(app).readSource(source.id),
      t.text(source.title),
    );
  return h("div", { class: "source-choices", role: "group", "aria-label": t("reader.choose") }, ...data.sources.map(option));
}

function provenance(app: App, source: SourceInfo): HTMLElement {
  const { t } = app;
  const unknown = t("source.unknown");
  const rows: [string, Child][] = [
    ["source.title", t.text(source.title)],
    ["source.author", t.text(source.author) || unknown],
    ["source.publisher", source.publisher || unknown],
    ["source.published", source.published ? t.text(source.published.label) : unknown],
    ["source.language", languageName(app, source.language)],
    ["source.licence", source.licence || unknown],
    ["source.url", source.url && address(app, source.url)],
    ["source.note", t.text(source.note)],
    ["source.sha256", h("code", {}, source.sha256)],
  ];
  const list = rows.filter(([, value]) => value !== "").flatMap(([key, value]) => [h("dt", {}, t(key)), h("dd", {}, value)]);
  return h("details", { class: "provenance" }, h("summary", {}, t("reader.provenance")), h("dl", {}, ...list));
}

function languageName({ t }: App, language: string): string {
  const key = `language.${language.split("-")[0]}`;
  return t.has(key) ? t(key) : (new Intl.DisplayNames(t.lang, { type: "language" }).of(language) ?? language);
}

/** In a kiosk no link leaves: there it is words. */
function address(app: App, url: string): Child {
  if (app.store.get().mode === "kiosk" || !/^https?:/.test(url)) return url;
  return h("a", { href: url, rel: "noopener noreferrer external", target: "_blank" }, url);
}

function reader(app: App, source: SourceInfo): HTMLElement {
  const mentions = app.index.mentionsIn(source.id);
  const claims = app.index.claimsIn(source.id).filter((claim) => claim.start >= 0);
  const paragraphs = segment(source.text, mentions, claims).map((pieces) => h("p", {}, ...pieces.flatMap((piece) => drawn(app, piece))));
  return h("div", { class: "reader-text", lang: source.language }, ...paragraphs);
}

/** A piece of text: claims around it, its mention within; after a claim's last words, a button with the event's glyph. */
function drawn(app: App, piece: Cut): Child[] {
  const content = piece.mention ? mention(app, piece.mention, piece.text) : piece.text;
  if (piece.claims.length === 0) return [content];
  const marked = h("mark", { "data-claim-mark": piece.claims.map((claim) => claim.id).join(" ") }, content);
  return [marked, ...onePerEvent(piece.ending).map((claim) => eventLink(app, claim))];
}

/** A word that has a place is a button; any other is only marked as what it is. */
function mention(app: App, { id, kind, place }: MentionInfo, text: string): HTMLElement {
  const marks = { class: "mention", "data-mention": id, "data-kind": kind };
  if (place === null || !app.index.places.has(place)) return h("span", { ...marks, title: app.t(`kind.${kind}`) }, text);
  return button({ ...marks, "data-place": place, title: kind === "place" ? null : app.t(`kind.${kind}`) }, () => actions(app).openPlace(place), text);
}

function eventLink(app: App, claim: ClaimInfo): HTMLElement | null {
  const event = app.index.events.get(claim.event);
  if (event === undefined) return null;
  const label = app.t("reader.open_event", { title: app.t.text(event.title) });
  return button({ class: "claim-open", "data-event-link": event.id, "aria-label": label, title: app.t.text(event.title), lang: app.t.lang }, () => actions(app).openEvent(event.id), eventGlyph(app, event));
}

function onePerEvent(claims: readonly ClaimInfo[]): ClaimInfo[] {
  return [...new Map(claims.map((claim) => [claim.event, claim])).values()];
}

/** Light up what was asked for and bring it into view; quietly, also what the card is about. */
function point(root: HTMLElement, mention: string | null, claim: string | null, event: string | null, place: string | null): void {
  const targets: Element[] = [];
  for (const element of root.querySelectorAll("[data-mention], [data-claim-mark]")) {
    const isMention = mention !== null && element.getAttribute("data-mention") === mention;
    const isTarget = isMention || (claim !== null && element.getAttribute("data-claim-mark")?.split(" ").includes(claim) === true);
    element.classList.toggle("is-target", isTarget);
    element.classList.toggle("is-selected", place !== null && element.getAttribute("data-place") === place);
    if (isTarget) targets.push(element);
    if (isTarget && !element.matches("button")) element.setAttribute("tabindex", "-1");
  }
  for (const link of root.querySelectorAll("[data-event-link]")) link.classList.toggle("is-selected", link.getAttribute("data-event-link") === event);
  targets[0]?.scrollIntoView({ block: "center" });
}
