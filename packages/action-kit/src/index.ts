export { type Occasion, occasionOf } from './ci-run.ts';
export * from './definition.ts';
export { type ActionHost, type InterruptSignal, processHost } from './host.ts';
export {
  choice,
  flag,
  type InputAbout,
  type InputWithDefault,
  names,
  optionalText,
  text,
  token,
  wholeNumber,
} from './inputs/builders.ts';
export { envLines } from './inputs/env-lines.ts';
export type { Input, Inputs, InputValues } from './inputs/input.ts';
export type { Annotation } from './log/annotation.ts';
export { runAction } from './run/run-action.ts';
