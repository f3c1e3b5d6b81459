/** The same page in a gallery: it begins again when nobody is there, and nothing leads out of it. */
import type { App } from "./app";
import { button, h, replace, say } from "./dom";
import { initialState } from "./state";

const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

export function createKiosk(root: HTMLElement, app: App, home: () => void): void {
  const { store, data, t } = app;
  const restart = button({ class: "kiosk-restart" }, () => again());
  const count = h("span", { class: "kiosk-count" });
  const warning = h("div", { class: "kiosk-warning", role: "alertdialog", "aria-labelledby": "kiosk-count", hidden: true });
  count.id = "kiosk-count";
  root.append(restart);
  document.body.append(warning);
  let idle: ReturnType<typeof setTimeout> | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;
  let isOn = false;

  const again = (): void => {
    calm();
    const { mode } = store.get();
    store.set({ ...initialState(data), mode });
    for (const key of ["legend", "reading", "sheet"]) delete document.documentElement.dataset[key];
    for (const element of document.querySelectorAll("[open]:is(details.provenance)")) element.removeAttribute("open");
    for (const dialog of document.querySelectorAll("dialog[open]")) (dialog as HTMLDialogElement).close();
    for (const panel of document.querySelectorAll(".panel")) panel.scrollTop = 0;
    home();
    (document.activeElement as HTMLElement | null)?.blur();
  };
  /** Somebody is there: the countdown goes away, the clock starts anew. */
  const calm = (): void => {
    clearTimeout(idle);
    clearInterval(ticking);
    warning.hidden = true;
    if (isOn) idle = setTimeout(warn, data.map.kiosk.idle_seconds * 1000);
  };
  const warn = (): void => {
    let left = data.map.kiosk.warning_seconds;
    replace(warning, count, button({ class: "primary" }, calm, t("kiosk.go_on")));
    warning.hidden = false;
    const tick = (): void => {
      say(count, t("kiosk.warning", { n: left }));
      if (left-- <= 0) again();
    };
    ticking = setInterval(tick, 1000);
    tick();
  };
  for (const name of SIGNS_OF_LIFE) addEventListener(name, () => isOn && calm(), { passive: true, capture: true });
  addEventListener("contextmenu", (event) => isOn && event.preventDefault());
  addEventListener("dragstart", (event) => isOn && event.preventDefault());
  addEventListener("click", (event) => isOn && (event.target as Element).closest("a[href^='http']") && event.preventDefault(), { capture: true });

  store.watch(["lang"], () => say(restart, t("kiosk.restart")));
  store.watch(["mode"], ({ mode }) => {
    isOn = mode === "kiosk";
    restart.hidden = !isOn;
    calm();
  });
}
