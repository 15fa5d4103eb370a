export type { Base, Dockerfile, FileCopy, RunLine, Stage, Step } from './dockerfile/dockerfile.ts';
export { type BaseImage, type Needed, neededStages } from './dockerfile/needed-stages.ts';
export { type DockerfileOptions, parseDockerfile } from './dockerfile/parse-dockerfile.ts';
export type { BuildFailure, BuildOutcome, BuildRequest } from './engine/build-request.ts';
export { shortOfSpace } from './engine/disk.ts';
export type {
  Builder,
  Engine,
  EngineFault,
  EngineName,
  Following,
  LoadOutcome,
  PushOutcome,
  RunOutcome,
  SaveOutcome,
} from './engine/engine.ts';
export { type FindEngineRequest, type FoundEngine, findEngine } from './engine/find-engine.ts';
export { type ManifestParts, manifestFacts } from './engine/inspected.ts';
export { type Mount, type RunRequest, workTreeTarget } from './engine/run-request.ts';
export { diffImages, formatBytes, type ImageDiff, type LayerChange } from './facts/diff-images.ts';
export { baseLabels, type ImageFacts, type ImageLayer, layerCommand } from './facts/image-facts.ts';
export { becauseOf, explainInputs } from './inputs/explain-inputs.ts';
export {
  type ImageInputs,
  type InputFile,
  inputsKey,
  inputsTag,
  type ResolvedBase,
} from './inputs/image-inputs.ts';
export { type InputsRequest, type ReadInputs, readInputs } from './inputs/read-inputs.ts';
export { type BaseAnswer, type MissingBase, pinnedDigest, type ResolveBase } from './inputs/resolve-bases.ts';
export { checkPins, type PinRequest } from './pins/check-pins.ts';
export { manifestOf, type TextFile } from './pins/lock-freshness.ts';
export type { PinWarning } from './pins/pin-warning.ts';
