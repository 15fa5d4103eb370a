/** Suites times metrics times notes: verdicts and evidence of large projects stay below a tenth of this. */
export const maxDocumentBytes = 5_000_000;
/** A manifest names every file of the model: some 200,000 of them. */
export const maxManifestBytes = 32_000_000;
/** GitHub refuses objects over 100 MB and warns from 50 MB on. */
export const maxRowsFileBytes = 40_000_000;
/** All files of one run together. */
export const maxRunBytes = 500_000_000;
/** Files of one run. */
export const maxRunFiles = 100;
/** Rows of one suite uncompressed: ten million rows of some 200 bytes. */
export const maxRowsBytes = 2_147_483_648;

/** What a file of a run may be at most, by its name. */
export function maxBytesOf(path: string): number {
  if (path === 'manifest.json') return maxManifestBytes;
  return path.endsWith('.json') ? maxDocumentBytes : maxRowsFileBytes;
}
