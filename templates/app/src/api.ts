/** `window.mapbuilder` for programs: the same words as the hash. */
import type { App } from "./app";
import { fromWords, toWords, type Words } from "./hash";
import type { State } from "./state";

/** What `on` can be told of. "change" is every change of the state. */
export const EVENTS = ["change", "select", "filter", "chapter"] as const;
export type ApiEvent = (typeof EVENTS)[number];

const KEYS: Readonly<Record<ApiEvent, readonly (keyof State)[]>> = {
  change: [],
  select: ["event", "place", "source", "mention", "claim"],
  filter: ["time", "layers", "q", "named", "undated"],
  chapter: ["chapter"],
};

export interface Api {
  state(): Words;
  /** Change some of it; keys and values that make no sense are passed over. Gives the state as it is then. */
  set(words: Words): Words;
  /** Hear of changes; gives how to stop. */
  on(name: ApiEvent, listener: (state: Words) => void): () => void;
}

export function createApi({ data, store }: App): Api {
  const state = (): Words => toWords(store.get(), data);
  return {
    state,
    set: (words) => {
      if (typeof words === "object" && words !== null) store.set(opened(fromWords(words, data)));
      return state();
    },
    on: (name, listener) => {
      if (!EVENTS.includes(name)) throw new TypeError(`mapbuilder.on: one of ${EVENTS.join(", ")}`);
      const keys = KEYS[name];
      return store.on((next, previous) => {
        if (keys.length === 0 || keys.some((key) => next[key] !== previous[key])) listener(state());
      });
    },
  };
}

/** Who selects something wants to see it. */
function opened(change: Partial<State>): Partial<State> {
  if (change.panel !== undefined) return change;
  if (change.event) return { place: null, ...change, panel: "card" };
  if (change.place) return { event: null, ...change, panel: "card" };
  if (change.mention || change.claim) return { ...change, panel: "sources" };
  return change.chapter ? { ...change, panel: "story" } : change;
}
