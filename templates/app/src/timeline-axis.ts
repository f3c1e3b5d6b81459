/** An axis: lines through the band and words below it. Readers who listen have the words of the handles instead. */
import { h, replace } from "./dom";
import type { Scale, Unit } from "./time";
import { ticks } from "./timeline-ticks";
import { textWidth } from "./timeline-measure";
import type { TimeWords } from "./timeline-words";

/** Pixels between labels, by what they say, at a type of 12 px. */
const ROOM: Record<Unit, number> = { year: 40, month: 40, day: 52, hour: 44 };

export class Axis {
  readonly lines = h("div", { class: "timeline-lines", "aria-hidden": "true" });
  readonly labels = h("div", { class: "timeline-labels", "aria-hidden": "true" });

  /** @param finest the unit that ticks go down to */
  draw(scale: Scale, words: TimeWords, finest: Unit = "hour"): void {
    const em = parseFloat(getComputedStyle(this.labels).fontSize) || 12;
    const drawn = ticks(scale, (unit) => (ROOM[unit] * em) / 12, finest);
    replace(this.lines, ...drawn.map((tick) => {
      const line = h("span", { class: "timeline-line", "data-unit": tick.unit, "data-labelled": tick.labelled });
      line.style.left = `${tick.x.toFixed(1)}px`;
      return line;
    }));
    replace(this.labels, ...drawn.filter((tick) => tick.labelled).map((tick) => {
      const text = words.tick(tick.instant, tick.unit);
      if (tick.x + textWidth(text, this.labels) * 1.1 + 4 > scale.width) return null;
      const label = h("span", { class: "timeline-label", "data-unit": tick.unit }, text);
      label.style.left = `${tick.x.toFixed(1)}px`;
      return label;
    }));
  }
}
