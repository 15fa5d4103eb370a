import { maxMetrics, maxSliceKeys } from './limits.ts';

/** One row on its way into the table; one object is used for all rows, so that reading allocates nothing a row. */
export class RowFields {
  id = '';
  repeat = 0;
  metricCount = 0;
  /** Numbers of metric columns, `metricCount` of them. */
  readonly metricColumn: Int32Array = new Int32Array(maxMetrics);
  readonly metricValue: Float64Array = new Float64Array(maxMetrics);
  sliceCount = 0;
  readonly sliceColumn: Int32Array = new Int32Array(maxSliceKeys);
  readonly sliceCode: Int32Array = new Int32Array(maxSliceKeys);
  cluster: string | undefined = undefined;
  label: string | undefined = undefined;
  prediction: string | undefined = undefined;
  /** Any text, also an empty one: the example was not evaluated. */
  error: string | undefined = undefined;
  example: string | undefined = undefined;

  clear(): void {
    this.id = '';
    this.repeat = 0;
    this.metricCount = 0;
    this.sliceCount = 0;
    this.cluster = undefined;
    this.label = undefined;
    this.prediction = undefined;
    this.error = undefined;
    this.example = undefined;
  }

  addMetric(column: number, value: number): void {
    this.metricColumn[this.metricCount] = column;
    this.metricValue[this.metricCount++] = value;
  }

  addSlice(column: number, code: number): void {
    this.sliceColumn[this.sliceCount] = column;
    this.sliceCode[this.sliceCount++] = code;
  }

  /**
   * A number over everything of the row but id, repeat and metrics, equal for equal rows whatever the order of their slices. FNV-1a twice, 32
   * and 21 bits: it tells shards that disagree by accident, it is no proof.
   */
  textHash(): number {
    let slices = 0;
    for (let at = 0; at < this.sliceCount; at++) {
      const pair = Math.imul((this.sliceColumn[at] ?? 0) + 1, 0x9e3779b1) ^ ((this.sliceCode[at] ?? 0) + 1);
      slices = (slices + Math.imul(pair ^ (pair >>> 15), 0x85ebca6b)) | 0;
    }
    const texts = [this.cluster, this.label, this.prediction, this.error, this.example];
    const low = hashOfTexts(texts, 0x811c9dc5 ^ slices) >>> 0;
    return (hashOfTexts(texts, 0x01234567 ^ slices) & 0x1fffff) * 2 ** 32 + low;
  }
}

function hashOfTexts(texts: readonly (string | undefined)[], seed: number): number {
  let hash = seed;
  for (const text of texts) {
    hash = Math.imul(hash ^ (text === undefined ? 0x10000 : 0x20000), 0x01000193);
    if (text === undefined) continue;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash;
}
