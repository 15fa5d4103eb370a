const firstCapacity = 1_024;

/** A Float64Array that grows by doubling; places that were never set read as NaN. */
export class GrowingFloats {
  data: Float64Array = new Float64Array(0);

  set(index: number, value: number): void {
    if (index >= this.data.length) {
      const grown = new Float64Array(grownCapacity(this.data.length, index));
      grown.set(this.data);
      grown.fill(Number.NaN, this.data.length);
      this.data = grown;
    }
    this.data[index] = value;
  }

  at(index: number): number {
    return this.data[index] ?? Number.NaN;
  }
}

/** An Int32Array that grows by doubling; places that were never set read as `fill`. */
export class GrowingInts {
  data: Int32Array = new Int32Array(0);
  private readonly fill: number;

  constructor(fill = 0) {
    this.fill = fill;
  }

  set(index: number, value: number): void {
    if (index >= this.data.length) {
      const grown = new Int32Array(grownCapacity(this.data.length, index));
      grown.set(this.data);
      if (this.fill !== 0) grown.fill(this.fill, this.data.length);
      this.data = grown;
    }
    this.data[index] = value;
  }

  at(index: number): number {
    return this.data[index] ?? this.fill;
  }
}

/** Entries that an array of `length` grows to so that `index` fits. */
export function grownCapacity(length: number, index: number): number {
  return Math.max(firstCapacity, length * 2, index + 1);
}
