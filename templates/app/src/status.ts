/** One line in words of what is shown, with the way back to everything; and the voice of the page for those who listen. */
import type { App } from "./app";
import { button, h, say } from "./dom";
import { isFiltered, visibleEvents, withoutFilters, type State } from "./state";
import { timeWords } from "./timeline-words";

export function createStatus(root: HTMLElement, app: App): void {
  const line = h("p", { class: "status-line", role: "status" });
  const reset = button({ class: "status-reset" }, () => app.store.set(withoutFilters(app.data)));
  const box = h("div", { id: "status" }, line, reset);
  const voice = h("p", { class: "visually-hidden", id: "announce", "aria-live": "polite" });
  root.append(box, voice);
  app.store.watch(["layers", "time", "q", "undated", "lang"], (state) => {
    say(line, statusWords(state, app));
    say(reset, app.t("status.reset"));
    const filtered = isFiltered(state, app.data);
    if (!filtered && document.activeElement === reset) document.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
    reset.hidden = !filtered;
  });
  app.store.on((state, previous) => {
    const words = spoken(state, previous, app);
    if (words !== "") say(voice, words);
  });
}

/** "23 of 36 events, 13–20 January 1990". */
export function statusWords(state: State, { data, t }: Pick<App, "data" | "t">): string {
  const n = data.events.length;
  if (n === 0) return t("status.named", { n: data.places.filter(({ lat }) => lat !== null).length });
  const shown = visibleEvents(state, data).length;
  const events = shown === n ? t("status.all", { n }) : t("status.events", { shown, n });
  const timed = state.time === null ? events : t("status.in_time", { events, time: timeWords(t.lang, t).range(state.time) });
  return state.q === "" ? timed : t("status.found", { events: timed, q: state.q });
}

/** What a change of the selection is called; filters are told by the status line. */
function spoken(state: State, previous: State, { index, data, t }: App): string {
  if (state.chapter !== previous.chapter && state.chapter !== null) {
    const chapter = index.chapters.get(state.chapter);
    return chapter ? t("announce.chapter", { i: data.chapters.indexOf(chapter) + 1, n: data.chapters.length, title: t.text(chapter.title) }) : "";
  }
  if (state.event === previous.event && state.place === previous.place) return "";
  const selected = index.events.get(state.event ?? "")?.title ?? index.places.get(state.place ?? "")?.name;
  return selected ? t("announce.selected", { title: t.text(selected) }) : t("announce.closed");
}
