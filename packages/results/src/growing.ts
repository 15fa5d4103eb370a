import type { HeldBytes } from './held-bytes.ts';

const firstCapacity = 1_024;

/** A Float64Array that grows by doubling; places that were never set read as NaN. */
export class GrowingFloats {
  data: Float64Array = new Float64Array(0);
  private readonly held: HeldBytes;

  constructor(held: HeldBytes) {
    this.held = held;
  }

  set(index: number, value: number): void {
    if (index >= this.data.length) this.grow(index);
    this.data[index] = value;
  }

  at(index: number): number {
    return this.data[index] ?? Number.NaN;
  }

  private grow(index: number): void {
    const before = this.data;
    const capacity = grownCapacity(before.length, index);
    this.held.take(capacity * 8);
    this.data = new Float64Array(capacity);
    this.data.set(before);
    this.data.fill(Number.NaN, before.length);
    this.held.giveBack(before.byteLength);
  }
}

/** An Int32Array that grows by doubling; places that were never set read as `empty`. */
export class GrowingInts {
  data: Int32Array = new Int32Array(0);
  private readonly held: HeldBytes;
  private readonly empty: number;

  constructor(held: HeldBytes, empty = 0) {
    this.held = held;
    this.empty = empty;
  }

  set(index: number, value: number): void {
    if (index >= this.data.length) this.grow(index);
    this.data[index] = value;
  }

  at(index: number): number {
    return this.data[index] ?? this.empty;
  }

  private grow(index: number): void {
    const before = this.data;
    const capacity = grownCapacity(before.length, index);
    this.held.take(capacity * 4);
    this.data = new Int32Array(capacity);
    this.data.set(before);
    if (this.empty !== 0) this.data.fill(this.empty, before.length);
    this.held.giveBack(before.byteLength);
  }
}

function grownCapacity(length: number, index: number): number {
  return Math.max(firstCapacity, length * 2, index + 1);
}
