export * from './artifact/pull-artifact.ts';
export * from './artifact/push-artifact.ts';
export * from './artifact/read-artifact.ts';
export {
  openRegistries,
  type Registries,
  type RegistriesOptions,
} from './client/registries.ts';
export type { Timers } from './client/timers.ts';
export type { HelperRun, RunHelper } from './credentials/ask-helper.ts';
export { credentialFiles } from './credentials/config-files.ts';
export * from './credentials/credential.ts';
export { type StoredCredentials, storedCredentials } from './credentials/stored-credentials.ts';
export { platformText } from './document/choose-platform.ts';
export type { Descriptor, Platform } from './document/descriptor.ts';
export { digestOf, hasDigest } from './document/digest.ts';
export {
  type ImageConfig,
  type ImageHistory,
  type ImageLayer,
  parseImageConfig,
} from './document/image-config.ts';
export { type ImageIndex, type ImageManifest, type Manifest, parseManifest } from './document/manifest.ts';
export { mediaTypes } from './document/media-types.ts';
export { RegistryFailure, type RegistryFault } from './failure/registry-failure.ts';
export * from './layout/push-layout.ts';
export * from './read/read-blob.ts';
export * from './read/read-image.ts';
export * from './read/read-manifest.ts';
export * from './read/resolve.ts';
export { isLoopback } from './reference/endpoint.ts';
export { digestFault, nameFault, tagFault } from './reference/grammar.ts';
export { parseReference } from './reference/parse-reference.ts';
export * from './reference/reference.ts';
export type { Limits } from './transport/limits.ts';
export { type BlobSource, bytesSource, fileSource } from './write/blob-source.ts';
export { copyImage } from './write/copy-image.ts';
export * from './write/delete-tag.ts';
export { putManifest, tagManifest } from './write/put-manifest.ts';
export { type UploadOptions, type UploadOutcome, uploadBlob } from './write/upload-blob.ts';
