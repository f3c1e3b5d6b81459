/** The page's data by id and by what belongs together; made once. */
import type { ChapterInfo, ClaimInfo, EventInfo, LayerInfo, MentionInfo, PageData, PlaceInfo, SourceInfo } from "./data";

export interface Index {
  readonly layers: ReadonlyMap<string, LayerInfo>;
  readonly sources: ReadonlyMap<string, SourceInfo>;
  readonly mentions: ReadonlyMap<string, MentionInfo>;
  readonly places: ReadonlyMap<string, PlaceInfo>;
  readonly events: ReadonlyMap<string, EventInfo>;
  readonly claims: ReadonlyMap<string, ClaimInfo>;
  readonly chapters: ReadonlyMap<string, ChapterInfo>;
  eventsAt(place: string): readonly EventInfo[];
  mentionsOf(place: string): readonly MentionInfo[];
  mentionsIn(source: string): readonly MentionInfo[];
  claimsOf(event: EventInfo): readonly ClaimInfo[];
  claimsIn(source: string): readonly ClaimInfo[];
}

export function createIndex(data: PageData): Index {
  const claims = byId(data.claims);
  const eventsByPlace = group(data.events.flatMap((event) => unique(event.places.map((part) => part.place)).map((place) => [place, event] as const)));
  const mentionsByPlace = group(data.mentions.flatMap((mention) => (mention.place === null ? [] : [[mention.place, mention] as const])));
  const mentionsBySource = group(data.mentions.map((mention) => [mention.source, mention] as const));
  const claimsBySource = group(data.claims.map((claim) => [claim.source, claim] as const));
  return {
    layers: byId(data.layers),
    sources: byId(data.sources),
    mentions: byId(data.mentions),
    places: byId(data.places),
    events: byId(data.events),
    claims,
    chapters: byId(data.chapters),
    eventsAt: (place) => eventsByPlace.get(place) ?? [],
    mentionsOf: (place) => mentionsByPlace.get(place) ?? [],
    mentionsIn: (source) => mentionsBySource.get(source) ?? [],
    claimsOf: (event) => event.claims.flatMap((id) => claims.get(id) ?? []),
    claimsIn: (source) => claimsBySource.get(source) ?? [],
  };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function group<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, item] of pairs) {
    const found = groups.get(key);
    if (found === undefined) groups.set(key, [item]);
    else found.push(item);
  }
  return groups;
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
