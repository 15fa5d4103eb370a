/**
 * Bounds that keep a damaged or hostile file from taking the machine with it. They lie far above what real suites
 * need; a file beyond one of them is refused with a sentence that names the bound.
 */

/** Rows of all files together. V8's Map ends at 2^24 entries, so distinct ids have to stay below that. */
export const maxRows = 10_000_000;
/** Different names under `metrics`. */
export const maxMetrics = 1_000;
/** Different names under `slices`. */
export const maxSliceKeys = 100;
/** Different values of one slice key: a slice with more is an id in disguise. */
export const maxSliceValues = 10_000;
/** Columns of a CSV file. */
export const maxCsvColumns = 2_000;
/** Bytes that columns, ids and kept texts may take, estimated while reading: 3 GiB. */
export const maxHeldBytes = 3 * 2 ** 30;
/** Bytes of one file after decompression, so that a gzip bomb ends: 32 GiB. */
export const maxSourceBytes = 32 * 2 ** 30;
/** Longest line or record of an examples file: examples may carry images in base64. 64 MiB. */
export const maxExampleBytes = 64 * 2 ** 20;
/** Problems that one failure spells out; the rest are counted. */
export const maxListedProblems = 20;
/** Longest name of a metric or slice key, as in the schema of a row. */
export const maxNameChars = 200;
