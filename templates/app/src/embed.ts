/** Inside somebody else's page: its scroll stays the reader's own; ctrl or cmd and two fingers move the map. */
import type * as L from "leaflet";
import type { App } from "./app";
import { h, say } from "./dom";

const HINT_MS = 1400;

export function createEmbed(root: HTMLElement, map: L.Map, app: App): void {
  const hint = h("div", { class: "embed-hint", "aria-hidden": "true" });
  root.append(hint);
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const show = (words: string): void => {
    say(hint, words);
    hint.classList.add("is-shown");
    clearTimeout(leaving);
    leaving = setTimeout(() => hint.classList.remove("is-shown"), HINT_MS);
  };
  const isEmbedded = (): boolean => app.store.get().mode === "embed" && document.fullscreenElement === null;
  const container = map.getContainer();
  container.addEventListener(
    "wheel",
    (event) => {
      if (!isEmbedded() || event.ctrlKey || event.metaKey) return;
      event.stopPropagation();
      show(app.t("embed.wheel", { key: /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl" }));
    },
    { capture: true, passive: true },
  );
  const fingers = (event: TouchEvent): void => {
    if (!isEmbedded()) return;
    if (event.touches.length > 1) map.dragging.enable();
    else map.dragging.disable();
  };
  container.addEventListener("touchstart", fingers, { capture: true, passive: true });
  container.addEventListener("touchmove", (event) => isEmbedded() && event.touches.length === 1 && show(app.t("embed.touch")), { passive: true });
  container.addEventListener("touchend", () => map.dragging.enable(), { passive: true });
}
