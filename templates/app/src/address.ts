/** The hash and the state, each following the other; back and forward walk through what was selected. */
import type { App } from "./app";
import { fromHash, toHash } from "./hash";
import type { State } from "./state";

/** A change of one of these is a step that "back" undoes; anything else only corrects the address. */
const STEPS: readonly (keyof State)[] = ["event", "place", "source", "chapter", "panel", "lang", "mode"];

export function mirrorAddress({ data, store }: App): void {
  let following = false;
  store.on((state, previous) => {
    if (following) return;
    const step = STEPS.some((key) => state[key] !== previous[key]);
    write(`#${toHash(state, data)}`, step && state.mode === "page");
  });
  addEventListener("hashchange", () => {
    const state = fromHash(location.hash, data);
    if (toHash(state, data) === toHash(store.get(), data)) return;
    following = true;
    store.set(state);
    following = false;
  });
}

/** In an embed the host's back button is not ours, and a kiosk has none: there the address is only corrected. */
function write(hash: string, step: boolean): void {
  if (hash === location.hash || (hash === "#" && location.hash === "")) return;
  try {
    if (step) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  } catch {
    // A sandboxed or throttled page may refuse; the page works without its address.
  }
}
