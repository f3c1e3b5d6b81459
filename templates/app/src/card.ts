/** The card of the selected event or place. */
import { actions } from "./actions";
import type { App } from "./app";
import { byMeasure, compare, comparisonWords, hasFigure } from "./comparison";
import type { ClaimInfo, EventInfo } from "./data";
import { button, h, replace, type Child } from "./dom";
import { citeOf, eventGlyph, langOf, placeButton, quoteOf, whenOf, words } from "./parts";
import { placeCard } from "./place-card";

/** Fills `root` with whatever is selected, and again when it, the language or a filter changes. */
export function createCard(root: HTMLElement, app: App): void {
  app.store.watch(["event", "place", "lang", "layers", "time", "q", "undated", "mode"], (state) => {
    const event = state.event === null ? undefined : app.index.events.get(state.event);
    const place = state.place === null ? undefined : app.index.places.get(state.place);
    if (event !== undefined) replace(root, ...eventCard(app, event));
    else if (place !== undefined) replace(root, ...placeCard(app, place));
    else replace(root);
    root.scrollTop = 0;
  });
}

function eventCard(app: App, event: EventInfo): Child[] {
  const { t, index } = app;
  const claims = index.claimsOf(event);
  const layer = index.layers.get(event.layer);
  const certainty = event.certainty === "" ? "" : t(`certainty.${event.certainty}`);
  return [
    h("p", { class: "card-kind" }, eventGlyph(app, event), layer ? words(app, "span", layer.title) : null),
    h("h2", { id: "card-title", tabindex: "-1", ...langOf(app, event.title) }, t.text(event.title)),
    h("p", { class: "card-when" }, h("span", { class: "when" }, whenOf(app, event)), certainty && h("span", { class: "certainty" }, certainty)),
    event.unplaced === null ? null : h("p", { class: "note unplaced" }, `${t("event.unplaced")}: ${t(event.unplaced)}`),
    places(app, event),
    t.text(event.summary) === "" ? null : words(app, "p", event.summary, "summary"),
    h("h3", {}, t("card.says")),
    claims.length === 0 ? h("p", { class: "note" }, t("card.no_claims")) : null,
    isJoint(event) && claims.some(hasFigure) ? h("p", { class: "note" }, t("card.joint")) : null,
    ...figuresFirst(byMeasure(claims)).map((group) => measure(app, group)),
  ];
}

function places(app: App, event: EventInfo): HTMLElement | null {
  if (event.places.length === 0) return null;
  const items = event.places.map((at) => h("li", {}, placeButton(app, at.place, app.t(`role.${at.role}`))));
  return h("ul", { class: "card-places", "aria-label": app.t("card.where") }, ...items);
}

function figuresFirst(groups: readonly ClaimInfo[][]): ClaimInfo[][] {
  const isFigure = ([first]: ClaimInfo[]): boolean => first !== undefined && hasFigure(first);
  return [...groups.filter(isFigure), ...groups.filter((group) => !isFigure(group))];
}

function isJoint(event: EventInfo): boolean {
  return event.places.filter((at) => at.role === "happened").length > 1;
}

/** One measure: its claims side by side, and one sentence on whether they agree. */
function measure(app: App, claims: readonly ClaimInfo[]): HTMLElement {
  const [first] = claims;
  const comparison = compare(claims);
  if (first === undefined || !hasFigure(first)) return h("div", { class: "statement" }, ...claims.map((claim) => said(app, claim)));
  return h(
    "section",
    { class: "measure-group" },
    comparison && h("p", { class: "comparison" }, comparisonWords(app, comparison)),
    comparison && sideBySide(app, claims),
    h("ul", { class: "claims" }, ...claims.map((claim) => h("li", { class: "claim", "data-claim": claim.id }, ...figure(app, claim), ...body(app, claim)))),
  );
}

/** The figures alone, next to each other; what they rest on follows below, so that those who listen hear them once. */
function sideBySide({ t, index }: App, claims: readonly ClaimInfo[]): HTMLElement {
  const who = (claim: ClaimInfo): string => t.text(index.sources.get(claim.source)?.author ?? {}) || t.text(index.sources.get(claim.source)?.title ?? {});
  const tile = (claim: ClaimInfo): HTMLElement =>
    h("div", {}, h("strong", { class: "figure" }, unbroken(t.text(claim.label))), h("span", {}, t.text(claim.unit)), h("span", {}, t.text(claim.qualifier)), h("span", { class: "who" }, who(claim)));
  return h("div", { class: "side-by-side", "aria-hidden": "true" }, ...claims.map(tile));
}

/** "131–170" stays on one line: word joiners around the dash. */
function unbroken(range: string): string {
  return range.replace(/[–-]/g, "\u2060$&\u2060");
}

function said(app: App, claim: ClaimInfo): HTMLElement {
  return h("div", { class: "claim", "data-claim": claim.id }, ...body(app, claim));
}

/** "131–170 civilians killed": the figure large, what was counted beside it, in what capacity it is said below. */
function figure(app: App, claim: ClaimInfo): Child[] {
  const { t } = app;
  const label = t.text(claim.label);
  const counted = [t.text(claim.unit), t.text(claim.measure)].filter(Boolean).join(" ");
  return [h("p", { class: "claim-figure" }, h("strong", { class: "figure" }, label), " ", h("span", { class: "measure" }, counted))];
}

function body(app: App, claim: ClaimInfo): Child[] {
  const { t, index } = app;
  const source = index.sources.get(claim.source);
  const qualifier = t.text(claim.qualifier);
  return [
    qualifier && h("p", { class: "qualifier", ...langOf(app, claim.qualifier) }, qualifier),
    quoteOf(app, claim),
    source && h("cite", {}, citeOf(app, source)),
    t.text(claim.note) === "" ? null : words(app, "p", claim.note, "note"),
    claim.start < 0 ? null : button({ class: "link read" }, () => actions(app).readClaim(claim.id), t("card.read")),
  ];
}
