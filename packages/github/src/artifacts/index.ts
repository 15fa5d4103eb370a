export type { Artifact, DownloadedArtifact } from './artifact.ts';
export {
  type ArtifactKind,
  type ArtifactLabel,
  type ArtifactShard,
  artifactName,
  newestPerModel,
  parseArtifactName,
} from './artifact-name.ts';
export type { ArtifactLimits } from './bounded.ts';
export { type ArtifactOptions, type Artifacts, openArtifacts, temporaryFolder } from './open-artifacts.ts';
export type { UnpackRules } from './unpack.ts';
export type { UploadOptions } from './upload.ts';
