export { commandDataId } from './data/command-id.ts';
export { hashedDataId, listedDataId } from './data/content.ts';
export type { DataId, DataKind, KnownDataId, UnknownDataId } from './data/data-id.ts';
export { type ReadFile, resolveDvc } from './data/dvc.ts';
export { dvcFileOutputs, readDvcFile } from './data/dvc-file.ts';
export { type DvcLockQuery, type DvcStage, dvcLockStages, readDvcLock } from './data/dvc-lock.ts';
export type { DvcOutput } from './data/dvc-output.ts';
export { type HuggingFaceAddress, huggingFaceDataId, parseHuggingFace } from './data/hugging-face.ts';
export { lakefsDataId, readLakefsRef } from './data/lakefs.ts';
export { isLfsPointer, type LfsPointer, lfsDataId, parseLfsPointer } from './data/lfs-pointer.ts';
export { type DataSpec, type DataView, readDataId } from './data/read-data-id.ts';
export { s3DataId } from './data/s3.ts';
export { diffManifests } from './manifest/diff-manifests.ts';
export {
  dataEntry,
  lockfileEntry,
  paramsEntry,
  repositoryAddress,
  weightsEntry,
} from './manifest/entries.ts';
export type { ManifestChange } from './manifest/manifest-change.ts';
export {
  type DataEntry,
  dataEntryExtras,
  type FullManifest,
  fullManifestSchema,
  type ManifestExtras,
  manifestExtras,
} from './manifest/manifest-extras.ts';
export { manifestText, stableDigest } from './manifest/stable-digest.ts';
export { manifestSummary } from './manifest/summary.ts';
export { notebookOid } from './notebook/notebook-oid.ts';
export { notebookSource } from './notebook/notebook-source.ts';
export { type DigestOptions, digestOutputs } from './outputs/digest-outputs.ts';
export { type OutputFile, type Outputs, outputsOf } from './outputs/output-digest.ts';
export { type OutputsCheck, verifyOutputs } from './outputs/verify-outputs.ts';
export { diffPackages, type PackageChange } from './packages/diff-packages.ts';
export { type Ecosystem, normalName, type Package } from './packages/package.ts';
export { lockfileKind, readLockfile } from './packages/read-lockfile.ts';
export { diffKeys, diffParams, diffValues, type KeyChange, maxKeyChanges } from './params/diff-keys.ts';
export { type FlatValues, flatRecord, flatten } from './params/flatten.ts';
export { readParams } from './params/read-params.ts';
export { scalarText } from './params/scalar-text.ts';
export type { SourceFile } from './read/source-text.ts';
export type { Rebuild, RebuildOptions, RebuildStep } from './rebuild/rebuild.ts';
export { rebuildCommands } from './rebuild/rebuild-commands.ts';
export { rebuildScript, shellQuote } from './rebuild/shell-script.ts';
export { type Statement, statementSchema, verdictPredicateType } from './statement/in-toto.ts';
export { type Proven, verdictStatement } from './statement/verdict-statement.ts';
