/** Playing: the window walks along the overview, so that busy nights pass slowly and empty decades fast. */
import type { Span } from "./state";
import { type Scale } from "./time";

export const SPEEDS = [1, 2, 4] as const;
/** At speed 1 the window crosses the overview in this time. */
const CROSSING_MS = 60_000;
const FRAME_MS = 100;
/** Without animation it stands still for so long between two steps of most of its breadth. */
const STEP_MS = 2500;
/** Of the overview, when all of time is shown as play begins. */
const SHARE = 0.12;

export interface Stage {
  scale(): Scale | null;
  time(): Span | null;
  choose(window: Span): void;
  changed(): void;
}

export class Player {
  speed: (typeof SPEEDS)[number] = 1;
  readonly #stage: Stage;
  #timer: ReturnType<typeof setInterval> | null = null;
  #left = 0;
  #breadth = 0;
  #choosing = false;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get playing(): boolean {
    return this.#timer !== null;
  }

  toggle(): void {
    if (this.playing) this.stop();
    else this.start();
  }

  start(): void {
    const scale = this.#stage.scale();
    if (!scale) return;
    const time = this.#stage.time();
    this.#breadth = time ? scale.x(time.end) - scale.x(time.start) : scale.width;
    this.#left = time ? scale.x(time.start) : 0;
    if (this.#breadth > scale.width * 0.6) [this.#left, this.#breadth] = [0, scale.width * SHARE];
    if (this.#left + this.#breadth >= scale.width - 1) this.#left = 0;
    this.#show(scale);
    this.#run();
    this.#stage.changed();
  }

  stop(): void {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.#stage.changed();
  }

  faster(): void {
    this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length]!;
    if (this.playing) this.#run();
    this.#stage.changed();
  }

  /** A time was chosen; when it was somebody else who did, playing is over. */
  heard(): void {
    if (!this.#choosing) this.stop();
  }

  #run(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const every = still ? STEP_MS / this.speed : FRAME_MS;
    this.#timer = setInterval(() => this.#step(still), every);
  }

  #step(still: boolean): void {
    const scale = this.#stage.scale();
    if (!scale) return this.stop();
    const by = still ? this.#breadth * 0.8 : (scale.width * FRAME_MS * this.speed) / CROSSING_MS;
    const end = scale.width - this.#breadth;
    this.#left = Math.min(this.#left + by, end);
    this.#show(scale);
    if (this.#left >= end) this.stop();
  }

  #show(scale: Scale): void {
    this.#choosing = true;
    this.#stage.choose({ start: scale.instant(this.#left), end: scale.instant(this.#left + this.#breadth) });
    this.#choosing = false;
  }
}
