/** What pressing something does, in one place; and where the keyboard goes afterwards. */
import type { App } from "./app";
import type { Panel, State } from "./state";

export interface Actions {
  openEvent(id: string): void;
  openPlace(id: string): void;
  readClaim(id: string): void;
  readMention(id: string): void;
  readSource(id: string): void;
  openChapter(id: string | null): void;
  show(panel: Panel): void;
  /** Close the card and go back to what was open before it. */
  close(): void;
}

const made = new WeakMap<App, Actions>();

/** The actions of this page; the same ones for everybody who asks. */
export function actions(app: App): Actions {
  let found = made.get(app);
  if (found === undefined) made.set(app, (found = create(app)));
  return found;
}

function create(app: App): Actions {
  const { store, index } = app;
  let opener: Element | null = null;
  let before: Panel = store.get().panel === "card" ? "list" : store.get().panel;
  store.on((state) => {
    if (state.panel !== "card") before = state.panel;
  });

  const open = (partial: Partial<State>): void => {
    const active = document.activeElement;
    if (active !== null && active !== document.body && active.closest("#card") === null) opener = active;
    store.set({ ...partial, claim: null, mention: null, panel: "card" });
    focus("card-title");
  };
  const read = (partial: Partial<State>): void => {
    store.set({ ...partial, panel: "sources" });
    document.querySelector<HTMLElement>("#panel-sources .is-target")?.focus({ preventScroll: true });
  };
  return {
    openEvent: (id) => open({ event: id, place: null }),
    openPlace: (id) => open({ place: id, event: null }),
    readClaim: (id) => read({ claim: id, mention: null, source: index.claims.get(id)?.source ?? null }),
    readMention: (id) => read({ mention: id, claim: null, source: index.mentions.get(id)?.source ?? null }),
    readSource: (id) => store.set({ source: id, claim: null, mention: null, panel: "sources" }),
    openChapter: (id) => store.set({ chapter: id, event: null, place: null, mention: null, claim: null, lat: null, lng: null, zoom: null, panel: "story" }),
    show: (panel) => store.set({ panel }),
    close: () => {
      const { event, place } = store.get();
      store.set({ event: null, place: null, panel: before });
      const places = place === null ? (index.events.get(event ?? "")?.places.map((at) => at.place) ?? []) : [place];
      returnFocus(opener, event, places);
      opener = null;
    },
  };
}

/** Back to what was pressed; where that is gone, to the same event or place as it stands now; else to the open tab. */
function returnFocus(opener: Element | null, event: string | null, places: readonly string[]): void {
  const same = [`#list [data-event="${event ?? ""}"] .open`, ...places.map((place) => `.mark[data-place="${place}"]`), "[role=tab][aria-selected=true]"];
  const candidates = [opener, ...same.map((selector) => document.querySelector(selector))];
  for (const candidate of candidates) {
    if (candidate instanceof HTMLElement && candidate.isConnected && isSeen(candidate)) return candidate.focus({ preventScroll: false });
  }
}

function focus(id: string): void {
  document.getElementById(id)?.focus({ preventScroll: true });
}

function isSeen(element: HTMLElement): boolean {
  return element.closest("[hidden]") === null && element.getClientRects().length > 0;
}
