/** The detail band: the chosen time, with lanes by layer where there is height for them, opened down to hours. */
import type { EventInfo } from "./data";
import { attributes, button, h, replace, say } from "./dom";
import { glyph } from "./glyphs";
import { eventGlyph } from "./parts";
import { bend, clamped, DAY, tidied, warped, type Range, type Scale } from "./time";
import { Axis } from "./timeline-axis";
import { entries } from "./timeline-entries";
import { gestures } from "./timeline-gestures";
import { plan, rowsFor, type Bar, type Item, type Placed } from "./timeline-layout";
import { textWidth } from "./timeline-measure";
import { MOST_BEND } from "./timeline-overview";
import type { Popover } from "./timeline-popover";
import { type Actions, beginning, nameOf, type Shape, shapeOf, tellsHours, type View } from "./timeline-view";

/** Between rows, in pixels; more where there is height to share out. */
const LEADING = 1;
const MOST_LEADING = 6;
/** Hours are told in windows of up to so long. */
const HOURS_UP_TO = 4 * DAY;
/** How far an end is drawn of which nothing is known. */
const TAIL_PX = 160;
/** A glyph and its gap to the title, beside the target. */
const TITLE_GAP = 2;

interface Drawn extends Item {
  readonly event: EventInfo;
  readonly shape: Shape;
  /** It lasted through all of the window. */
  readonly through: boolean;
}

export class Detail {
  readonly element: HTMLElement;
  readonly #plot = h("div", { class: "timeline-plot" });
  readonly #names = h("div", { class: "timeline-names", "aria-hidden": "true" });
  readonly #spans = h("div", { class: "timeline-spans", "aria-hidden": "true" });
  readonly #items = h("div", { class: "timeline-items" });
  readonly #empty = h("p", { class: "timeline-empty" });
  readonly #axis = new Axis();
  readonly #actions: Actions;
  readonly #popover: Popover;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  #pitch = 24;
  #view: View | null = null;
  #scale: Scale | null = null;
  #placed: readonly Placed[] = [];
  /** The event whose button the Tab key finds. */
  #current = "";
  /** The event that gets the focus once it is drawn. */
  #wanted = "";

  constructor(actions: Actions, popover: Popover) {
    this.#actions = actions;
    this.#popover = popover;
    this.#plot.append(this.#axis.lines, this.#spans, this.#items, this.#empty, this.#axis.labels);
    this.element = h("div", { class: "timeline-detail", role: "group", tabindex: -1 }, this.#names, this.#plot);
    gestures(this.#plot, {
      drag: (x) => this.#drag(x),
      pinch: (factor, x, from) => this.#zoomAt(factor, x, from - x),
      wheel: (x, deltaX, deltaY) => this.#wheel(x, deltaX, deltaY),
    });
    this.#items.addEventListener("keydown", (event) => this.#key(event));
    this.#items.addEventListener("focusin", (event) => this.#focus(event.target as HTMLElement));
  }

  /** How many rows there are, and which lanes: the names of lanes need a margin that the overview shares. */
  lanes(view: View): number[] | null {
    const rows = this.#rows(view);
    const demands = view.app.data.layers.map((layer) => demand(view.dated.filter((event) => event.layer === layer.id)));
    const used = demands.filter((one) => one > 0);
    return used.length > 1 ? rowsFor(used, rows) : null;
  }

  draw(view: View, lanes: readonly number[] | null): void {
    this.#view = view;
    const width = this.#plot.clientWidth;
    attributes(this.element, { "aria-label": view.app.t("timeline.detail") });
    if (width <= 0) return;
    const length = view.window.end - view.window.start;
    this.#scale = warped(view.window, width, view.crowd, bend(length, MOST_BEND));
    this.#axis.draw(this.#scale, view.words, length <= HOURS_UP_TO && tellsHours(view) ? "hour" : "day");
    const used = view.app.data.layers.filter((layer) => view.dated.some((event) => event.layer === layer.id));
    const laneOf = new Map(used.map((layer, lane) => [layer.id, lanes ? lane : 0]));
    const drawn = view.dated.flatMap((event) => this.#item(event, view, laneOf.get(event.layer) ?? 0));
    const { placed, bars } = plan(drawn, lanes ?? [this.#rows(view)], width, view.target);
    const byId = new Map(drawn.map((item) => [item.id, item]));
    this.#drawNames(view, lanes ? used.map((layer) => layer.id) : [], lanes ?? []);
    this.#drawSpans(view, placed, bars, byId);
    this.#drawItems(view, placed, byId);
    say(this.#empty, drawn.length > 0 ? "" : view.app.t("timeline.empty"));
  }

  /** Zoom about the middle: < 1 is in. */
  zoom(factor: number): void {
    if (this.#scale) this.#zoomAt(factor, this.#scale.width / 2, 0);
  }

  /** Mark the event that is pointed at, here or elsewhere on the page. */
  point(event: string | null): void {
    for (const element of this.element.querySelectorAll<HTMLElement>("[data-item], [data-items], [data-stack]")) {
      const { item, items, stack } = element.dataset;
      const ids = (item ?? items ?? stack ?? "").split(" ");
      attributes(element, { "data-pointed": event !== null && ids.includes(event) });
    }
  }

  #rows(view: View): number {
    const height = this.#items.clientHeight;
    const rows = Math.max(1, Math.floor(height / (view.target + LEADING)));
    this.#pitch = Math.min(view.target + MOST_LEADING, Math.floor(height / rows));
    return rows;
  }

  #item(event: EventInfo, view: View, lane: number): Drawn[] {
    const when = event.when!;
    const { start, end } = view.window;
    const [from, to] = [when.start ?? -Infinity, when.end ?? Infinity];
    if (from >= end || to <= start) return [];
    const scale = this.#scale!;
    const shape = shapeOf(event);
    let x0 = from <= start ? 0 : scale.x(from);
    let x1 = to >= end ? scale.width : scale.x(to);
    if (shape.kind === "bar" && shape.unknownStart && to < end) x0 = Math.max(x0, x1 - TAIL_PX);
    if (shape.kind === "bar" && shape.unknownEnd && from > start) x1 = Math.min(x1, x0 + TAIL_PX);
    const through = shape.kind === "bar" && from <= start && to >= end;
    const title = Math.ceil(textWidth(view.app.t.text(event.title), this.#items)) + TITLE_GAP + 4;
    return [{ id: event.id, lane, x0, x1, kind: through ? "slot" : shape.kind, title, event, shape, through }];
  }

  #drawNames(view: View, layers: readonly string[], shares: readonly number[]): void {
    let row = 0;
    replace(this.#names, ...layers.map((id, lane) => {
      const layer = view.app.index.layers.get(id)!;
      const name = h("span", { class: "timeline-name", "data-layer": id }, glyph(layer.icon, id), h("span", {}, view.app.t.text(layer.title)));
      name.style.top = `${row * this.#pitch}px`;
      name.style.height = `${shares[lane]! * this.#pitch}px`;
      row += shares[lane]!;
      return name;
    }));
  }

  /** Bars for what lasted; hairlines for how far the time of a single event is unknown. */
  #drawSpans(view: View, placed: readonly Placed[], bars: readonly Bar[], byId: ReadonlyMap<string, Drawn>): void {
    const made: HTMLElement[] = [];
    const add = (kind: string, row: number, x0: number, x1: number, items: readonly Drawn[]): void => {
      const layers = new Set(items.map((item) => item.event.layer));
      const span = h("span", {
        class: "timeline-span",
        "data-kind": kind,
        "data-layer": layers.size === 1 ? [...layers][0] : null,
        "data-vague": items.every((item) => item.shape.vague),
        "data-open-start": items.every((item) => item.shape.openStart),
        "data-open-end": items.every((item) => item.shape.openEnd),
        "data-current": items.some((item) => item.id === view.state.event),
        "data-items": items.map((item) => item.id).join(" "),
      });
      span.style.left = `${x0.toFixed(1)}px`;
      span.style.width = `${Math.max(0, x1 - x0).toFixed(1)}px`;
      span.style.top = `${row * this.#pitch}px`;
      span.style.height = `${view.target}px`;
      made.push(span);
    };
    for (const bar of bars) add("bar", bar.row, bar.x0, bar.x1, bar.ids.map((id) => byId.get(id)!));
    for (const spot of placed) {
      const item = byId.get(spot.ids[0]!)!;
      if (spot.ids.length > 1 || item.kind !== "slot" || item.x1 - item.x0 <= view.target * 1.5) continue;
      const end = item.shape.unknownEnd ? Math.min(item.x1, Math.max(spot.x + spot.width, item.x0) + TAIL_PX / 2) : item.x1;
      add("slot", spot.row, item.x0, end, [item]);
    }
    replace(this.#spans, ...made);
  }

  #drawItems(view: View, placed: readonly Placed[], byId: ReadonlyMap<string, Drawn>): void {
    const order = new Map(view.dated.map((event, index) => [event.id, index]));
    this.#placed = [...placed].sort((a, b) => order.get(a.ids[0]!)! - order.get(b.ids[0]!)!);
    const focused = this.#items.contains(document.activeElement) ? this.#current : "";
    const kept = new Set<string>();
    for (const spot of this.#placed) {
      const key = spot.ids.length > 1 ? `stack ${spot.ids.join(" ")}` : spot.ids[0]!;
      kept.add(key);
      const element = this.#buttons.get(key) ?? this.#make(key, spot);
      const items = spot.ids.map((id) => byId.get(id)!);
      if (spot.ids.length > 1) this.#drawStack(element, view, items);
      else this.#drawEvent(element, view, items[0]!, spot);
      element.style.left = `${spot.x.toFixed(1)}px`;
      element.style.top = `${spot.row * this.#pitch}px`;
      element.style.width = `${Math.floor(spot.width)}px`;
    }
    for (const [key, element] of this.#buttons) {
      if (kept.has(key)) continue;
      element.remove();
      this.#buttons.delete(key);
    }
    this.#order();
    const wanted = this.#wanted || focused;
    this.#rove(this.#spotOf(wanted) ?? this.#spotOf(this.#current) ?? this.#placed[0] ?? null, wanted !== "");
    this.#wanted = "";
  }

  /** The DOM is in the order of time, for those who listen; a button that holds the focus stays where it is. */
  #order(): void {
    const wanted = this.#placed.map((spot) => this.#elementOf(spot)!);
    const now = [...this.#items.children];
    if (wanted.every((element, index) => now[index] === element)) return;
    const active = document.activeElement;
    const pivot = wanted.findIndex((element) => element === active);
    wanted.forEach((element, index) => {
      if (pivot >= 0 && index < pivot) active!.before(element);
      else if (element !== active) this.#items.append(element);
    });
  }

  #make(key: string, spot: Placed): HTMLButtonElement {
    const ids = spot.ids;
    const stack = ids.length > 1;
    const element = button({ class: stack ? "timeline-stack" : "timeline-item", tabindex: -1 }, () => {
      if (stack) this.#open(key, element, ids);
      else this.#actions.select(ids[0]!);
    });
    if (!stack) {
      element.addEventListener("pointerenter", () => this.#actions.point(ids[0]!));
      element.addEventListener("pointerleave", () => this.#actions.point(null));
      element.addEventListener("focus", () => this.#actions.point(ids[0]!));
      element.addEventListener("blur", () => this.#actions.point(null));
    }
    this.#buttons.set(key, element);
    this.#items.append(element);
    return element;
  }

  #drawEvent(element: HTMLButtonElement, view: View, item: Drawn, spot: Placed): void {
    const { t } = view.app;
    const name = nameOf(item.event, view.app);
    attributes(element, {
      "data-item": item.id,
      "data-layer": item.event.layer,
      "data-vague": item.shape.vague,
      "data-through": item.through,
      "data-short": spot.room === 0,
      "aria-label": name,
      "aria-current": view.state.event === item.id ? "true" : null,
      title: name,
    });
    const title = h("span", { class: "timeline-title", lang: t.textLang(item.event.title) }, t.text(item.event.title));
    replace(element, eventGlyph(view.app, item.event), spot.room > 0 ? title : null);
  }

  #drawStack(element: HTMLButtonElement, view: View, items: readonly Drawn[]): void {
    const { t } = view.app;
    const label = t("timeline.stack", { n: items.length });
    attributes(element, {
      "aria-haspopup": "dialog",
      "aria-expanded": this.#popover.key === element.dataset["stack"] ? "true" : "false",
      "aria-label": `${label}: ${items.slice(0, 3).map((item) => t.text(item.event.title)).join("; ")}${items.length > 3 ? " …" : ""}`,
      "data-stack": items.map((item) => item.id).join(" "),
      "data-current": items.some((item) => item.id === view.state.event),
      title: label,
    });
    replace(element, h("span", {}, t.number(items.length)));
  }

  #open(key: string, anchor: HTMLButtonElement, ids: readonly string[]): void {
    const view = this.#view!;
    if (this.#popover.key === key) return this.#popover.close(true);
    const { t } = view.app;
    const events = view.dated.filter((event) => ids.includes(event.id));
    const near = around(events, view.extent);
    const closer = near && near.end - near.start < (view.window.end - view.window.start) * 0.7;
    const zoom = button({ class: "timeline-closer" }, () => {
      this.#wanted = ids[0]!;
      this.#popover.close(false);
      this.#actions.choose(near!);
    }, t("timeline.closer"));
    this.#popover.open(key, anchor, {
      title: t("timeline.stack", { n: events.length }),
      close: t("dialog.close"),
      body: [h("ol", { class: "timeline-entries" }, ...entries(events, view, this.#actions, () => this.#popover.close(true))), closer ? zoom : null],
    });
  }

  #elementOf(spot: Placed): HTMLButtonElement | undefined {
    return this.#buttons.get(spot.ids.length > 1 ? `stack ${spot.ids.join(" ")}` : spot.ids[0]!);
  }

  #spotOf(event: string): Placed | undefined {
    return event === "" ? undefined : this.#placed.find((spot) => spot.ids.includes(event));
  }

  #focus(target: HTMLElement): void {
    const spot = this.#placed.find((one) => this.#elementOf(one)?.contains(target));
    if (spot) this.#rove(spot, false);
  }

  /** One button of the band is in the order of the Tab key. */
  #rove(spot: Placed | null, focus: boolean): void {
    for (const element of this.#buttons.values()) element.tabIndex = -1;
    if (!spot) {
      if (focus) this.element.focus({ preventScroll: true });
      return;
    }
    if (!spot.ids.includes(this.#current)) this.#current = spot.ids[0]!;
    const element = this.#elementOf(spot)!;
    element.tabIndex = 0;
    if (focus && document.activeElement !== element) element.focus({ preventScroll: true });
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.#placed.findIndex((spot) => spot.ids.includes(this.#current));
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: this.#placed.length - 1 };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const spot = this.#placed[to];
      if (spot) {
        this.#current = spot.ids[0]!;
        this.#rove(spot, true);
      } else this.#beyond(to < 0 ? -1 : 1);
    } else if (event.key === "+" || event.key === "=" || event.key === "-") {
      event.preventDefault();
      this.zoom(event.key === "-" ? 2 : 0.5);
    }
  }

  /** Past the last event of the window the next one in time comes into it. */
  #beyond(by: 1 | -1): void {
    const { dated, window } = this.#view!;
    const shown = new Set(this.#placed.flatMap((spot) => spot.ids));
    const rest = dated.filter((event) => !shown.has(event.id) && Math.sign(beginning(event) - window.start) === by);
    const next = by > 0 ? rest[0] : rest[rest.length - 1];
    if (!next) return;
    this.#wanted = next.id;
    const length = window.end - window.start;
    const start = beginning(next) - length * (by > 0 ? 0.7 : 0.3);
    this.#choose({ start, end: start + length });
  }

  #choose(window: Range): void {
    const { extent } = this.#view!;
    const next = clamped(tidied(window), extent);
    this.#actions.choose(next.start <= extent.start && next.end >= extent.end ? null : next);
  }

  #drag(from: number): { move(x: number): void } | null {
    const scale = this.#scale;
    const view = this.#view;
    if (!scale || !view || view.state.time === null) return null;
    const { start, end } = view.window;
    return {
      move: (x) => {
        const by = scale.instant(from) - scale.instant(x);
        this.#choose({ start: start + by, end: end + by });
      },
    };
  }

  /** @param by pixels that the band moves to the left besides */
  #zoomAt(factor: number, x: number, by: number): void {
    const scale = this.#scale;
    if (!scale) return;
    this.#choose({ start: scale.instant(x - x * factor + by), end: scale.instant(x + (scale.width - x) * factor + by) });
  }

  #wheel(x: number, deltaX: number, deltaY: number): void {
    if (Math.abs(deltaX) > Math.abs(deltaY)) this.#zoomAt(1, x, deltaX);
    else this.#zoomAt(Math.exp(Math.max(-80, Math.min(80, deltaY)) / 300), x, 0);
  }
}

/** How much room a lane asks for, whatever the window: a bar takes a row for long, so each extent counts as three more. */
function demand(events: readonly EventInfo[]): number {
  const bars = events.filter((event) => shapeOf(event).kind === "bar");
  return events.length + 3 * new Set(bars.map((event) => event.when!.edtf)).size;
}

/** The time of these events with some air about it; null when one of them has no beginning or end of its own. */
function around(events: readonly EventInfo[], extent: Range): Range | null {
  const starts = events.map((event) => beginning(event));
  const start = Math.min(...starts);
  const end = Math.max(...events.map((event) => event.when!.end ?? beginning(event) + DAY));
  const air = Math.max(DAY / 2, (end - start) * 0.1);
  const next = clamped(tidied({ start: start - air, end: end + air }), extent);
  return next.end > next.start ? next : null;
}
