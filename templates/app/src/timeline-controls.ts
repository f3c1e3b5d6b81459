/** The row above the bands: play, zoom, time spans worth a button, the chosen time in words, what has no date. */
import { attributes, button, h, replace, s, say } from "./dom";
import type { Range } from "./time";
import type { Player } from "./timeline-play";
import type { Popover } from "./timeline-popover";
import { entries } from "./timeline-entries";
import type { Actions, View } from "./timeline-view";

const ICONS = {
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M7 5.5h3.5v13H7zM13.5 5.5H17v13h-3.5z",
  in: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  out: "M5 11h14v2H5z",
} as const;

const icon = (name: keyof typeof ICONS): SVGSVGElement =>
  s("svg", { class: "timeline-icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, s("path", { d: ICONS[name] }));

const same = (a: Range | null, b: Range | null): boolean => a === b || (!!a && !!b && a.start === b.start && a.end === b.end);

export interface Zoom {
  (factor: number): void;
}

export class Controls {
  readonly element: HTMLElement;
  readonly #play = button({ class: "timeline-play" }, () => this.#player.toggle());
  readonly #speed = button({ class: "timeline-speed" }, () => this.#player.faster());
  readonly #out: HTMLButtonElement;
  readonly #in: HTMLButtonElement;
  readonly #presets = h("div", { class: "timeline-presets", role: "group" });
  readonly #select = h("select", { class: "timeline-select" });
  readonly #said = h("span", { class: "timeline-said" });
  readonly #undated: HTMLButtonElement;
  readonly #actions: Actions;
  readonly #player: Player;
  readonly #popover: Popover;
  #spans: readonly (Range | null)[] = [];
  #view: View | null = null;

  constructor(actions: Actions, player: Player, popover: Popover, zoom: Zoom) {
    this.#actions = actions;
    this.#player = player;
    this.#popover = popover;
    this.#out = button({ class: "timeline-zoom" }, () => zoom(2), icon("out"));
    this.#in = button({ class: "timeline-zoom" }, () => zoom(0.5), icon("in"));
    this.#undated = button({ class: "timeline-undated", "aria-haspopup": "dialog", "aria-expanded": "false" }, () => this.#toggleUndated());
    this.#select.addEventListener("change", () => {
      const span = this.#spans[Number(this.#select.value)];
      if (span !== undefined) this.#actions.choose(span);
    });
    this.element = h(
      "div", { class: "timeline-bar" },
      h("div", { class: "timeline-group" }, this.#play, this.#speed),
      h("div", { class: "timeline-group" }, this.#out, this.#in),
      this.#presets, this.#select, this.#said, this.#undated,
    );
  }

  /** @param spans the computed windows; all of time is put before them */
  draw(view: View, spans: readonly Range[], compact: boolean): void {
    const { t } = view.app;
    this.#view = view;
    this.#spans = [null, ...spans];
    this.#drawPlay();
    for (const [element, key] of [[this.#out, "timeline.zoom_out"], [this.#in, "timeline.zoom_in"], [this.#presets, "timeline.presets"], [this.#select, "timeline.presets"]] as const) {
      attributes(element, { "aria-label": t(key), title: element instanceof HTMLButtonElement ? t(key) : null });
    }
    this.#out.disabled = view.state.time === null;
    this.#presets.hidden = compact;
    this.#select.hidden = !compact;
    if (compact) this.#drawSelect(view);
    else this.#drawPresets(view);
    this.#drawUndated(view);
  }

  #drawPlay(): void {
    const { t } = this.#view!.app;
    const playing = this.#player.playing;
    const label = t(playing ? "timeline.pause" : "timeline.play");
    attributes(this.#play, { "aria-label": label, title: label });
    replace(this.#play, icon(playing ? "pause" : "play"));
    const speed = t("timeline.speed", { speed: t.number(this.#player.speed) });
    attributes(this.#speed, { "aria-label": speed, title: speed });
    say(this.#speed, `${t.number(this.#player.speed)}×`);
  }

  #words(span: Range | null): string {
    return span ? this.#view!.words.range(span) : this.#view!.app.t("timeline.all");
  }

  #drawPresets(view: View): void {
    const chosen = this.#spans.findIndex((span) => same(span, view.state.time));
    // Kept while they say the same, so that a button keeps its focus.
    if (this.#presets.childElementCount !== this.#spans.length) {
      replace(this.#presets, ...this.#spans.map((_, index) => button({ class: "timeline-preset" }, () => this.#actions.choose(this.#spans[index]!))));
    }
    [...this.#presets.children].forEach((one, index) => {
      say(one, this.#words(this.#spans[index]!));
      attributes(one, { "aria-pressed": index === chosen ? "true" : "false" });
    });
    say(this.#said, chosen < 0 ? view.words.range(view.window) : "");
  }

  #drawSelect(view: View): void {
    const chosen = this.#spans.findIndex((span) => same(span, view.state.time));
    const options = this.#spans.map((span, index) => h("option", { value: index, selected: index === chosen }, this.#words(span)));
    if (chosen < 0) options.unshift(h("option", { value: "", selected: true }, view.words.range(view.window)));
    replace(this.#select, ...options);
    say(this.#said, "");
  }

  #drawUndated(view: View): void {
    const { t } = view.app;
    const n = view.undated.length;
    this.#undated.hidden = n === 0;
    say(this.#undated, t("timeline.undated", { n }));
    attributes(this.#undated, { "data-off": !view.state.undated });
    if (this.#popover.key !== "undated") return;
    if (n === 0) this.#popover.close(false);
    else for (const box of this.#popover.element.querySelectorAll<HTMLInputElement>("input")) box.checked = view.state.undated;
  }

  #toggleUndated(): void {
    const view = this.#view;
    if (!view) return;
    if (this.#popover.key === "undated") return this.#popover.close(true);
    const { t, store } = view.app;
    const box = h("input", { type: "checkbox", checked: view.state.undated });
    box.addEventListener("change", () => store.set({ undated: box.checked }));
    this.#popover.open("undated", this.#undated, {
      title: t("legend.undated"),
      close: t("dialog.close"),
      body: [
        h("label", { class: "timeline-switch" }, box, t("timeline.undated_shown")),
        h("ol", { class: "timeline-entries" }, ...entries(view.undated, view, this.#actions, () => this.#popover.close(true))),
      ],
    });
  }
}
