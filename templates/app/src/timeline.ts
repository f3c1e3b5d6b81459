/**
 * Time at the bottom of the page: an overview of all of it with a window, and the window's events in detail. The window
 * is the time filter of the state; what has no date stands behind a switch.
 */
import { actions } from "./actions";
import type { App } from "./app";
import type { EventInfo } from "./data";
import { attributes, h, replace } from "./dom";
import { visibleEvents, type Span, type State } from "./state";
import { clamped, DAY, density, extentOf, tidied, undated, type Density, type Range } from "./time";
import { Controls } from "./timeline-controls";
import { Detail } from "./timeline-detail";
import { entries } from "./timeline-entries";
import { forgetWidths } from "./timeline-measure";
import { Overview } from "./timeline-overview";
import { Player } from "./timeline-play";
import { Popover } from "./timeline-popover";
import { presets } from "./timeline-presets";
import { beginning, spanOf, type Actions, type View } from "./timeline-view";
import { timeWords, type TimeWords } from "./timeline-words";

/** Sent on the document when an event is pointed at, by whichever part of the page: `detail.event` is its id or null. */
export const POINTED = "mapbuilder:point";
/** Narrower than this there is a list in place of the detail band. */
const NARROW_PX = 600;
/** Narrower than this the time spans are a menu. */
const COMPACT_PX = 900;

export function createTimeline(root: HTMLElement, app: App): void {
  new Timeline(root, app);
}

class Timeline implements Actions {
  readonly #root: HTMLElement;
  readonly #app: App;
  readonly #extent: Range;
  readonly #crowd: Density;
  readonly #spans: readonly Range[];
  readonly #popover = new Popover();
  readonly #player: Player;
  readonly #controls: Controls;
  readonly #overview: Overview;
  readonly #detail: Detail;
  readonly #list = h("ol", { class: "timeline-entries timeline-list" });
  /** As large as the least size of what can be pressed. */
  readonly #probe = h("span", { class: "timeline-probe", "aria-hidden": "true" });
  readonly #words = new Map<string, TimeWords>();
  #narrow = false;
  #frame = 0;
  /** The time chosen since the last frame; undefined: none. */
  #next: Span | null | undefined;

  constructor(root: HTMLElement, app: App) {
    this.#root = root;
    this.#app = app;
    const dated = app.data.events.filter((event) => !undated(event.when));
    const begun = dated.map(beginning);
    const extent = extentOf(dated.map((event) => event.when));
    this.#extent = extent ?? { start: 0, end: DAY };
    this.#crowd = density(dated.map(spanOf), this.#extent);
    this.#spans = presets(begun);
    this.#player = new Player({
      scale: () => this.#overview.scale,
      time: () => app.store.get().time,
      choose: (window) => app.store.set({ time: clamped(tidied(window), this.#extent) }),
      changed: () => this.#later(),
    });
    this.#overview = new Overview(this);
    this.#detail = new Detail(this, this.#popover);
    this.#controls = new Controls(this, this.#player, this.#popover, (factor) => (this.#narrow ? this.#overview : this.#detail).zoom(factor));
    root.classList.add("timeline");
    attributes(root, { "data-empty": extent === null });
    replace(root, this.#controls.element, this.#overview.element, this.#detail.element, this.#list, this.#probe, this.#popover.element);
    for (const band of [this.#overview.element, this.#detail.element]) band.addEventListener("pointerdown", () => this.#player.stop());
    app.store.on((state, previous) => this.#heard(state, previous));
    document.addEventListener(POINTED, (event) => this.#detail.point((event as CustomEvent<{ event: string | null }>).detail.event));
    new ResizeObserver(() => this.#later()).observe(root);
    void document.fonts?.ready.then(() => {
      forgetWidths();
      this.#later();
    });
    this.#later();
  }

  choose(time: Span | null): void {
    this.#next = time;
    this.#later();
  }

  select(event: string): void {
    actions(this.#app).openEvent(event);
  }

  /** The other parts of the page hear of it as an event of the document, and this one hears of theirs. */
  point(event: string | null): void {
    document.dispatchEvent(new CustomEvent(POINTED, { detail: { event } }));
  }

  #heard(state: State, previous: State): void {
    if (state.time !== previous.time) this.#player.heard();
    if (state.lang !== previous.lang || state.mode !== previous.mode) this.#popover.close(false);
    this.#later();
  }

  /** However much happens, once a frame. */
  #later(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const next = this.#next;
      this.#next = undefined;
      if (next !== undefined) this.#app.store.set({ time: next });
      this.#draw();
    });
  }

  #draw(): void {
    const width = this.#root.clientWidth;
    if (width <= 0) return;
    this.#narrow = width < NARROW_PX;
    attributes(this.#root, {
      "data-size": this.#narrow ? "narrow" : "wide",
      // A footer inside a panel is no landmark, and what is nothing may have no name.
      role: this.#root.parentElement === document.body ? null : "group",
      "aria-label": this.#app.t("timeline.title"),
    });
    const view = this.#view();
    this.#controls.draw(view, this.#spans, width < COMPACT_PX);
    if (this.#narrow) {
      this.#overview.draw(view);
      const { start, end } = view.window;
      const inside = view.dated.filter(({ when }) => (when!.start ?? -Infinity) < end && (when!.end ?? Infinity) > start);
      this.#drawList(inside, view);
      return;
    }
    replace(this.#list);
    const lanes = this.#detail.lanes(view);
    attributes(this.#root, { "data-lanes": lanes !== null });
    this.#overview.draw(view);
    this.#detail.draw(view, lanes);
  }

  #drawList(events: readonly EventInfo[], view: View): void {
    const focused = this.#list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["item"] : undefined;
    replace(this.#list, ...entries(events, view, this));
    if (focused !== undefined) this.#list.querySelector<HTMLElement>(`[data-item="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  #view(): View {
    const { store, data, t } = this.#app;
    const state = store.get();
    let words = this.#words.get(state.lang);
    if (!words) this.#words.set(state.lang, (words = timeWords(state.lang, t)));
    const shown = visibleEvents({ ...state, time: null, undated: true }, data);
    const dated = shown.filter((event) => !undated(event.when));
    return {
      app: this.#app,
      state,
      words,
      extent: this.#extent,
      window: state.time ?? this.#extent,
      crowd: this.#crowd,
      dated: dated.sort((a, b) => beginning(a) - beginning(b)),
      undated: shown.filter((event) => undated(event.when)),
      target: this.#probe.offsetHeight || 24,
    };
  }
}
