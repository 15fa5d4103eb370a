/** Places of ids in ascending order, or undefined where they stand in it already, as columns that were read from files do. */
export function ascending(ids: readonly string[]): Uint32Array | undefined {
  if (isAscending(ids)) return undefined;
  const order = Array.from(ids, (_, place) => place);
  order.sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1));
  return Uint32Array.from(order);
}

/** For each id its place in `within`, −1 where it is not there. Two ascending lists are merged; others go through a map. */
export function placesIn(ids: readonly string[], within: readonly string[]): Int32Array {
  const places = new Int32Array(ids.length).fill(-1);
  if (isAscending(ids) && isAscending(within)) {
    for (let at = 0, other = 0; at < ids.length && other < within.length; ) {
      const id = ids[at] as string;
      const candidate = within[other] as string;
      if (id === candidate) {
        places[at] = other;
        at++;
        other++;
      } else if (id < candidate) at++;
      else other++;
    }
    return places;
  }
  const known = new Map(within.map((id, place) => [id, place]));
  ids.forEach((id, at) => {
    places[at] = known.get(id) ?? -1;
  });
  return places;
}

function isAscending(ids: readonly string[]): boolean {
  for (let at = 1; at < ids.length; at++) if ((ids[at - 1] as string) >= (ids[at] as string)) return false;
  return true;
}
