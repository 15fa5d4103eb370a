const firstSlots = 2_048;
// A slot is two numbers: the hash of an id, and its place from 1; 0 is free.
const slotNumbers = 2;
// At most half of the slots are taken, so that even among millions of ids a search ends after a few dozen.
const slotsPerId = 2;
/** A search longer than this is no accident: somebody chose ids whose hashes meet. */
const longestSearch = 1_000;

/**
 * Ids as small numbers, in order of appearance. At a million ids it takes less memory and time than a Map, as nothing of it is an object
 * that the garbage collector looks at.
 */
export class IdIndex {
  readonly ids: string[] = [];
  private slots: Int32Array = new Int32Array(firstSlots * slotNumbers);
  /** V8's own map, whose hashes nobody can foresee; only where ids were chosen against ours. */
  private map: Map<string, number> | undefined;

  /** The number of an id, given out at its first appearance: then it is the number of ids there were before. */
  numberOf(id: string): number {
    if (this.map !== undefined) return this.numberInMap(id, this.map);
    if ((this.ids.length + 1) * slotsPerId * slotNumbers > this.slots.length) this.grow();
    const { ids, slots } = this;
    const hash = hashOf(id);
    const last = slots.length - slotNumbers;
    let slot = (hash * slotNumbers) & last;
    for (let search = 0; search < longestSearch; search++) {
      const place = slots[slot + 1] as number;
      if (place === 0) {
        slots[slot] = hash;
        slots[slot + 1] = ids.push(id);
        return ids.length - 1;
      }
      if (slots[slot] === hash && ids[place - 1] === id) return place - 1;
      slot = (slot + slotNumbers) & last;
    }
    this.map = new Map(ids.map((known, number) => [known, number]));
    this.slots = new Int32Array();
    return this.numberInMap(id, this.map);
  }

  private numberInMap(id: string, map: Map<string, number>): number {
    const known = map.get(id);
    if (known !== undefined) return known;
    map.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }

  private grow(): void {
    const before = this.slots;
    const slots = new Int32Array(before.length * 2);
    const last = slots.length - slotNumbers;
    for (let from = 0; from < before.length; from += slotNumbers) {
      const place = before[from + 1] as number;
      if (place === 0) continue;
      const hash = before[from] as number;
      let slot = (hash * slotNumbers) & last;
      while (slots[slot + 1] !== 0) slot = (slot + slotNumbers) & last;
      slots[slot] = hash;
      slots[slot + 1] = place;
    }
    this.slots = slots;
  }
}

/** FNV-1a over the code units, and the finaliser of MurmurHash3, as ids often differ in their last digits only. 31 bits. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & 0x7fffffff;
}
