/** Events as a list of buttons: in a stack that was opened, without a date, and in place of the detail band on a phone. */
import type { EventInfo } from "./data";
import { button, h } from "./dom";
import { eventGlyph, isUncertain, whenOf } from "./parts";
import type { Actions, View } from "./timeline-view";

/** One `li` for each event: glyph, when, title. */
export function entries(events: readonly EventInfo[], view: View, actions: Actions, chosen: () => void = () => undefined): HTMLLIElement[] {
  return events.map((event) => {
    const { t } = view.app;
    const press = (): void => {
      chosen();
      actions.select(event.id);
    };
    const entry = button(
      {
        class: "timeline-entry",
        "data-item": event.id,
        "data-layer": event.layer,
        "data-vague": isUncertain(event),
        "aria-current": view.state.event === event.id ? "true" : null,
      },
      press,
      eventGlyph(view.app, event),
      event.when && h("span", { class: "timeline-entry-when" }, whenOf(view.app, event)),
      h("span", { class: "timeline-entry-title", lang: t.textLang(event.title) }, t.text(event.title)),
    );
    entry.addEventListener("pointerenter", () => actions.point(event.id));
    entry.addEventListener("pointerleave", () => actions.point(null));
    entry.addEventListener("focus", () => actions.point(event.id));
    entry.addEventListener("blur", () => actions.point(null));
    return h("li", {}, entry);
  });
}
