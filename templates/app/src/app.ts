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
}
