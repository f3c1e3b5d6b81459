/** What the parts of the timeline are drawn from, and what they may ask for. */
import type { App } from "./app";
import type { EventInfo } from "./data";
import { isUncertain, whenOf } from "./parts";
import type { Span, State } from "./state";
import { DAY, floorTo, HOUR, stepTo, type Density, type Range } from "./time";
import type { TimeWords } from "./timeline-words";

export interface View {
  readonly app: App;
  readonly state: State;
  readonly words: TimeWords;
  /** All of time on this map. */
  readonly extent: Range;
  /** What the detail band shows: the chosen time, or all of it. */
  readonly window: Range;
  readonly crowd: Density;
  /** Events with a date that layers and search let through, in order of time. */
  readonly dated: readonly EventInfo[];
  readonly undated: readonly EventInfo[];
  /** Least size in pixels of what can be pressed; a kiosk has larger ones. */
  readonly target: number;
}

export interface Actions {
  /** Choose a time; null is all of it. */
  choose(time: Span | null): void;
  select(event: string): void;
  /** An event is pointed at, or none is. */
  point(event: string | null): void;
}

/** Some event has an hour. Else an axis of hours would claim what no source says. */
export function tellsHours({ app }: Pick<View, "app">): boolean {
  return app.data.events.some(({ when }) => when !== null && [when.start, when.end].some((instant) => instant !== null && instant % DAY !== 0));
}

/** How an event with a date is drawn: a moment, some time within its extent, or all of it; with ends that may be open. */
export interface Shape {
  readonly kind: "point" | "slot" | "bar";
  readonly openStart: boolean;
  readonly openEnd: boolean;
  /** An open end of which it is not said that it goes on: a short tail is drawn. */
  readonly unknownStart: boolean;
  readonly unknownEnd: boolean;
  /** Approximate or uncertain: dashed and paler. */
  readonly vague: boolean;
}

/**
 * EDTF level 1 and 2: "a/b" lasts from a to b; one date, or one of a set "[a..]", is some time within. Shorter than an
 * hour is a moment.
 */
export function shapeOf(event: EventInfo): Shape {
  const when = event.when!;
  const length = when.start !== null && when.end !== null ? when.end - when.start : Infinity;
  const lasts = when.edtf.includes("/") || when.edtf.startsWith("{");
  const kind = length <= HOUR ? "point" : lasts ? "bar" : "slot";
  const openStart = when.start === null;
  const openEnd = when.end === null;
  const unknownStart = openStart && !when.edtf.startsWith("..");
  const unknownEnd = openEnd && !(lasts && when.edtf.endsWith(".."));
  return { kind, openStart, openEnd, unknownStart, unknownEnd, vague: isUncertain(event) };
}

/** The time of an event for the density of all: its span; of an open one the day, month or year at its known end. */
export function spanOf(event: EventInfo): Range {
  const { start, end } = event.when!;
  if (start !== null && end !== null) return { start, end };
  const known = start ?? end ?? 0;
  const unit = (["year", "month"] as const).find((one) => floorTo(known, one) === known) ?? "day";
  return start === null ? { start: stepTo(known, unit, -1), end: known } : { start: known, end: stepTo(known, unit, 1) };
}

/** When an event with a date stands in the order of time; the end, where the start is open. */
export function beginning(event: EventInfo): number {
  const when = event.when!;
  return when.start ?? (when.end ?? 0) - DAY;
}

/** "Soviet troops enter Baku, 19–20 January 1990" */
export function nameOf(event: EventInfo, app: App): string {
  return app.t("timeline.event", { title: app.t.text(event.title), when: whenOf(app, event) });
}
