/** The reading panel: tabs over the card, the story, the list and the sources; on a narrow window also legend and time. */
import { actions } from "./actions";
import type { App } from "./app";
import { createCard } from "./card";
import { attributes, button, h, replace, say, type Child } from "./dom";
import { currentLayout, fold, sheet, stepSheet, type Layout } from "./layout";
import { createList } from "./list";
import { eventGlyph } from "./parts";
import { createReader } from "./reader";
import { initialState, type Panel, type State } from "./state";
import { createStory } from "./story";

export interface Panels {
  /** Put legend, time and search where this layout has them. */
  arrange(layout: Layout): void;
}

export function createPanels(root: HTMLElement, app: App): Panels {
  const panels = made(app);
  const tabs = new Map([...panels.keys()].map((panel) => [panel, tab(app, panel)]));
  const bar = h("div", { class: "tabs", role: "tablist" }, ...tabs.values());
  const selection = h("div", { id: "selection" });
  bar.addEventListener("keydown", (event) => walk(event, [...tabs.values()]));
  root.append(bar, selection, h("div", { class: "panels" }, ...panels.values()));

  const update = (): void => {
    const state = app.store.get();
    const shown = shownPanel(state, app);
    tabs.forEach((item, panel) => {
      item.hidden = !isOffered(panel, state);
      attributes(item, { "aria-selected": String(panel === shown), tabindex: panel === shown ? 0 : -1 });
      if (panel !== "card") say(item, app.t(`tab.${panel}`));
    });
    panels.forEach((element, panel) => (element.hidden = panel !== shown));
    bar.setAttribute("aria-label", app.t("reading.title"));
    const tabNow = tabs.get(shown);
    if (tabNow && bar.scrollWidth > bar.clientWidth) bar.scrollLeft = tabNow.offsetLeft - (bar.clientWidth - tabNow.offsetWidth) / 2;
    updateSelection(selection, tabs.get("card"), state, app, shown);
  };
  // Before the panels are filled: what one of them scrolls to must be seen by then.
  app.store.watch(["panel", "event", "place", "lang"], update);
  fill(app, panels);
  app.store.on((state, previous) => {
    if (state.panel === previous.panel && state.event === previous.event && state.place === previous.place) return;
    fold("reading", false);
    if (sheet() === "folded") stepSheet(1);
  });
  document.addEventListener("keydown", (event) => {
    const { event: id, place } = app.store.get();
    if (event.key === "Escape" && !event.defaultPrevented && (id !== null || place !== null)) actions(app).close();
  });
  return { arrange: (layout) => { arrange(layout, panels); update(); } };
}

function made(app: App): Map<Panel, HTMLElement> {
  const panel = (name: Panel): HTMLElement => h("section", { id: name === "card" ? "card" : `panel-${name}`, class: "panel", role: "tabpanel", "aria-labelledby": `tab-${name}` });
  const panels = new Map<Panel, HTMLElement>([["card", panel("card")]]);
  if (app.data.chapters.length > 0) panels.set("story", panel("story"));
  for (const name of ["list", "sources", "legend"] as const) panels.set(name, panel(name));
  if (app.data.events.length > 0) panels.set("time", panel("time"));
  return panels;
}

function fill(app: App, panels: ReadonlyMap<Panel, HTMLElement>): void {
  for (const [name, create] of [["card", createCard], ["story", createStory], ["list", createList], ["sources", createReader]] as const) {
    const element = panels.get(name);
    if (element) create(element, app);
  }
}

function tab(app: App, panel: Panel): HTMLButtonElement {
  const controls = panel === "card" ? "card" : `panel-${panel}`;
  return button({ class: "tab", id: `tab-${panel}`, role: "tab", "aria-controls": controls }, () => actions(app).show(panel));
}

function isOffered(panel: Panel, state: State): boolean {
  if (panel === "card") return state.event !== null || state.place !== null;
  return (panel !== "legend" && panel !== "time") || currentLayout() !== "wide";
}

/** A panel that is not there now gives way to the first one. */
function shownPanel(state: State, app: App): Panel {
  return isOffered(state.panel, state) ? state.panel : initialState(app.data).panel;
}

/** What is selected stays in sight above the other tabs: a press brings its card back, another lets it go. */
function updateSelection(root: HTMLElement, card: HTMLElement | undefined, state: State, app: App, shown: Panel): void {
  const event = app.index.events.get(state.event ?? "");
  const place = app.index.places.get(state.place ?? "");
  const title = event?.title ?? place?.name;
  root.hidden = title === undefined;
  if (title === undefined || card === undefined) return;
  const picture = (): Child => (event ? eventGlyph(app, event) : h("span", { class: "place-sign", "aria-hidden": "true" }, "◎"));
  replace(card, picture(), h("span", { class: "visually-hidden" }, app.t("tab.card")));
  const close = button({ class: "icon-button selection-close", "aria-label": app.t("card.close"), title: app.t("card.close") }, () => actions(app).close(), h("span", { "aria-hidden": "true" }, "×"));
  const isOpen = shown === "card";
  replace(root, isOpen ? h("span", { class: "selection-spacer" }) : button({ class: "selection-open" }, () => actions(app).show("card"), picture(), h("span", {}, app.t.text(title))), close);
  root.classList.toggle("is-open", isOpen);
}

/** Arrow keys, Home and End, as in the tabs pattern of the ARIA practices. */
function walk(event: KeyboardEvent, tabs: readonly HTMLElement[]): void {
  const offered = tabs.filter((item) => !item.hidden);
  const at = offered.indexOf(event.target as HTMLElement);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const next = event.key === "Home" ? offered[0] : event.key === "End" ? offered.at(-1) : step !== undefined ? offered.at((at + step) % offered.length) : undefined;
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.click();
  next.focus();
}

/** On a narrow window legend, time and search move into the panel; on a wide one they go back to their own places. */
function arrange(layout: Layout, panels: ReadonlyMap<Panel, HTMLElement>): void {
  const legend = document.getElementById("legend-panel");
  const timeline = document.getElementById("timeline");
  const search = document.querySelector(".search");
  const isWide = layout === "wide";
  if (legend && !isWide) panels.get("legend")?.append(legend);
  if (timeline && !isWide) panels.get("time")?.append(timeline);
  if (legend && isWide && legend.parentElement !== document.body) document.querySelector("main")?.before(legend);
  if (timeline && isWide && timeline.parentElement !== document.body) document.getElementById("reading")?.after(timeline);
  if (search && isWide) document.getElementById("top")?.append(search);
  else if (search) panels.get("list")?.prepend(search);
}
