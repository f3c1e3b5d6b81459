/** Instants and windows in words, by CLDR: the browser's own where it has the language, else the locale file's. */
import { DAY, floorTo, unitFor, type Range, type Unit } from "./time";

/** An entry of the locale file. Months are twelve words, with spaces between. */
export type Lookup = (key: string) => string;

export interface TimeWords {
  /** What stands at a tick: "1990", "Jan", "19 Jan", "21:00". */
  tick(instant: number, unit: Unit): string;
  /** One instant; for the end of a window say the last day that is in it: "20 January 1990". */
  instant(at: number, unit: Unit): string;
  /** A window, as exactly as its length asks for: "1956–2023", "19–20 January 1990". */
  range(window: Range): string;
}

type Form = "year" | "monthShort" | "month" | "dayShort" | "day" | "hourShort" | "hour";
interface Formatter {
  format(at: number): string;
  formatRange(from: number, to: number): string;
}

const OPTIONS: Record<Form, Intl.DateTimeFormatOptions> = {
  year: { year: "numeric" },
  monthShort: { month: "short" },
  month: { year: "numeric", month: "long" },
  dayShort: { month: "short", day: "numeric" },
  day: { year: "numeric", month: "long", day: "numeric" },
  hourShort: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  hour: { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
};
const FORM: Record<Unit, Form> = { year: "year", month: "month", day: "day", hour: "hour" };
const TICK: Record<Unit, Form> = { year: "year", month: "monthShort", day: "dayShort", hour: "hourShort" };

/** The words of one language. English dates are written as in the map's own labels, day first. */
export function timeWords(language: string, words: Lookup): TimeWords {
  const locale = language === "en" ? "en-GB" : language;
  const own = knowsMonths(locale) ? null : new Spelled(words);
  const made = new Map<Form, Formatter>();
  const formatter = (form: Form): Formatter => {
    if (own && form !== "hourShort") return own.of(form);
    let it = made.get(form);
    if (!it) made.set(form, (it = new Intl.DateTimeFormat(own ? "en-GB" : locale, { ...OPTIONS[form], timeZone: "UTC" })));
    return it;
  };
  return {
    tick: (at, unit) => tidy(formatter(TICK[unit]).format(at)),
    instant: (at, unit) => formatter(FORM[unit]).format(at),
    range: (window) => {
      const unit = precisionOf(window);
      const last = unit === "hour" ? window.end : Math.max(window.start, window.end - 1);
      return close(formatter(FORM[unit]).formatRange(window.start, last));
    },
  };
}

/** Whole years are told as years, whole months as months, whatever their number. Whole days are told as days even in a short window; hours only where the window cuts a day. */
function precisionOf(window: Range): Unit {
  for (const whole of ["year", "month"] as const) {
    if (floorTo(window.start, whole) === window.start && floorTo(window.end, whole) === window.end) return whole;
  }
  const unit = unitFor(window.end - window.start);
  const cutsDay = floorTo(window.start, "day") !== window.start || floorTo(window.end, "day") !== window.end;
  if (unit === "hour" && !cutsDay) return "day";
  return unit === "hour" && window.end - window.start >= 3 * DAY ? "day" : unit;
}

/** Chromium lists Azerbaijani as supported and then writes "M01" for January. */
function knowsMonths(locale: string): boolean {
  if (Intl.DateTimeFormat.supportedLocalesOf(locale).length === 0) return false;
  return !/\d/.test(new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(0));
}

/** "19–20 January 1990" as in the map's own labels: no spaces about the dash of two numbers, plain ones elsewhere. */
const close = (text: string): string =>
  text.replace(/[\s\u2009\u202f]*–[\s\u2009\u202f]*/, " – ").replace(/^(\d{1,2}|\d{4}) – (\d{1,2}|\d{4})(?!\d)/, "$1–$2");

/** A tick without the dot of an abbreviation ("янв.") or the word for year ("г."): the axis says it anyway. */
const tidy = (text: string): string => text.replace(/\.$/, "").replace(/[\s\u202f]г$/, "");

/** Dates from the month names and the patterns of a locale file. */
export class Spelled {
  readonly #words: Lookup;
  readonly #long: readonly string[];
  readonly #short: readonly string[];

  constructor(words: Lookup) {
    this.#words = words;
    this.#long = words("timeline.months").split(" ");
    this.#short = words("timeline.months_short").split(" ");
  }

  of(form: Form): Formatter {
    return {
      format: (at) => this.#one(form, at),
      formatRange: (from, to) => this.#range(form, from, to),
    };
  }

  #one(form: Form, at: number): string {
    const date = new Date(at);
    const parts: Record<string, string> = {
      year: String(date.getUTCFullYear()),
      month: (form.endsWith("Short") ? this.#short : this.#long)[date.getUTCMonth()] ?? "",
      day: String(date.getUTCDate()),
      time: date.toISOString().slice(11, 16),
    };
    if (form === "year") return parts.year!;
    if (form === "monthShort") return parts.month!;
    return this.#words(`timeline.pattern_${form.toLowerCase()}`).replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? "");
  }

  /** What both ends share is said once: "19–20 yanvar 1990", "13 yanvar – 2 fevral 1990". */
  #range(form: Form, from: number, to: number): string {
    const [a, b] = [this.#one(form, from), this.#one(form, to)];
    if (a === b) return a;
    const left = a.split(" ");
    const right = b.split(" ");
    while (form !== "hour" && left.length > 0 && left[left.length - 1] === right[right.length - 1]) {
      right.pop();
      left.pop();
    }
    const tail = b.split(" ").slice(right.length).join(" ");
    const dash = left.length === 1 && right.length === 1 ? "–" : " – ";
    return [`${left.join(" ")}${dash}${right.join(" ")}`, tail].filter(Boolean).join(" ");
  }
}
