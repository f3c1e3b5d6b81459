/** What every part of the page is given. */
import type { PageData } from "./data";
import type { Translate } from "./i18n";
import type { Index } from "./lookup";
import type { Store } from "./state";

export interface App {
  readonly data: PageData;
  readonly store: Store;
  readonly t: Translate;
  readonly index: Index;
  /** What the page's assembly script has added to the map. */
  readonly drawn: Drawn;
}

export interface Drawn {
  /** Ids of layers of events. */
  readonly layers: Set<string>;
  /** Places that the texts merely name. */
  named: boolean;
}
