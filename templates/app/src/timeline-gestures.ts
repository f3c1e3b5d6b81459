/** Drag, pinch and wheel on a band, in pixels from its left edge. */

export interface Drag {
  move(x: number): void;
  end?(): void;
}

export interface Gestures {
  /** A press at x: what following moves do; null: nothing. */
  drag(x: number, target: Element): Drag | null;
  /** Two fingers: how far apart they are now against before, and where their middle is and was. */
  pinch?(factor: number, x: number, from: number): void;
  wheel?(x: number, deltaX: number, deltaY: number): void;
}

/** Fewer pixels are a press, not a drag. */
const SLACK = 4;

export function gestures(element: HTMLElement, on: Gestures): void {
  const fingers = new Map<number, number>();
  let drag: Drag | null = null;
  let from = 0;
  let moved = false;
  const at = (event: MouseEvent): number => event.clientX - element.getBoundingClientRect().left;
  const middle = (): [number, number] => {
    const [a = 0, b = 0] = [...fingers.values()];
    return [(a + b) / 2, Math.max(8, Math.abs(a - b))];
  };
  const stop = (): void => {
    if (moved) drag?.end?.();
    drag = null;
  };

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, at(event));
    if (fingers.size > 1) return stop();
    from = at(event);
    moved = false;
    drag = on.drag(from, event.target as Element);
  });
  element.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    const [x, apart] = middle();
    fingers.set(event.pointerId, at(event));
    if (fingers.size === 2) {
      const [now, wide] = middle();
      moved = true;
      on.pinch?.(apart / wide, now, x);
    } else if (drag && (moved || Math.abs(at(event) - from) > SLACK)) {
      if (!moved) element.setPointerCapture(event.pointerId);
      moved = true;
      drag.move(at(event));
    }
  });
  for (const name of ["pointerup", "pointercancel"] as const) {
    element.addEventListener(name, (event) => {
      fingers.delete(event.pointerId);
      stop();
    });
  }
  // The click that ends a drag is no press.
  element.addEventListener("click", (event) => {
    if (moved && event.detail > 0) event.stopPropagation();
    moved = false;
  }, { capture: true });
  if (on.wheel) {
    element.addEventListener("wheel", (event) => {
      event.preventDefault();
      const line = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      on.wheel!(at(event), event.deltaX * line, event.deltaY * line);
    }, { passive: false });
  }
}
