/** What is told of one physical object of a work. */
export interface OfObject<One> {
  /** Null where the work has one, or none in particular is meant. */
  readonly object: string | null;
  readonly events: readonly One[];
}

/**
 * Events for each object that is told of, in their order: what is told of none in particular is told of the one there is, or of each. None where
 * there are no events.
 */
export function byObject<One extends { readonly object: string | null }>(
  events: readonly One[],
): OfObject<One>[] {
  if (events.length === 0) return [];
  const objects = [...new Set(events.flatMap(({ object }) => object ?? []))];
  if (objects.length <= 1) return [{ object: objects[0] ?? null, events }];
  return objects.map((name) => ({
    object: name,
    events: events.filter(({ object }) => object === null || object === name),
  }));
}
