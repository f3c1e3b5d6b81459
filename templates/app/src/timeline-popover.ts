/** A small list that opens above a button of the timeline and closes on Escape, on a press elsewhere and on a choice. */
import { button, h, replace, type Child } from "./dom";

const MARGIN_PX = 8;

export interface Contents {
  readonly title: string;
  readonly close: string;
  readonly body: readonly Child[];
}

export class Popover {
  readonly element = h("div", { class: "timeline-popover", role: "dialog", hidden: true });
  #anchor: HTMLElement | null = null;
  #key = "";

  constructor() {
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.close(true);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        this.#step(event.key === "ArrowDown" ? 1 : -1);
      }
    });
    this.element.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !this.element.contains(event.relatedTarget)) this.close(false);
    });
  }

  /** What is open, by the name it was opened with; "": nothing. */
  get key(): string {
    return this.#key;
  }

  open(key: string, anchor: HTMLElement, contents: Contents): void {
    this.#anchor = anchor;
    this.#key = key;
    this.fill(contents);
    this.element.hidden = false;
    this.#place();
    anchor.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", this.#outside, { capture: true });
    this.element.querySelector<HTMLElement>(".timeline-popover-body button, .timeline-popover-body input")?.focus({ preventScroll: true });
  }

  fill({ title, close, body }: Contents): void {
    this.element.setAttribute("aria-label", title);
    replace(
      this.element,
      h("div", { class: "timeline-popover-head" }, h("strong", {}, title), button({ class: "timeline-close", "aria-label": close }, () => this.close(true), "×")),
      h("div", { class: "timeline-popover-body" }, ...body),
    );
  }

  /** @param back give the focus back to the button that opened it */
  close(back: boolean): void {
    if (!this.#key) return;
    this.#key = "";
    document.removeEventListener("pointerdown", this.#outside, { capture: true });
    this.#anchor?.setAttribute("aria-expanded", "false");
    if (back && this.#anchor?.isConnected) this.#anchor.focus({ preventScroll: true });
    this.element.hidden = true;
    this.#anchor = null;
  }

  readonly #outside = (event: Event): void => {
    const target = event.target as Node;
    if (!this.element.contains(target) && !this.#anchor?.contains(target)) this.close(false);
  };

  #step(by: number): void {
    const all = [...this.element.querySelectorAll<HTMLElement>("button, input")];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + by + all.length) % all.length]?.focus();
  }

  /** Above its button, inside the page. Below it only where there is more room. */
  #place(): void {
    const { style } = this.element;
    const from = this.#anchor!.getBoundingClientRect();
    const below = window.innerHeight - from.bottom;
    const upwards = from.top >= below;
    style.maxHeight = `${Math.max(120, (upwards ? from.top : below) - MARGIN_PX * 2)}px`;
    const { width } = this.element.getBoundingClientRect();
    style.left = `${Math.max(MARGIN_PX, Math.min(from.left + from.width / 2 - width / 2, window.innerWidth - width - MARGIN_PX))}px`;
    style.top = upwards ? "auto" : `${from.bottom + MARGIN_PX}px`;
    style.bottom = upwards ? `${window.innerHeight - from.top + MARGIN_PX}px` : "auto";
  }
}
