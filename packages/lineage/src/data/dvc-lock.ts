import { fieldOf } from '../read/field.ts';
import type { SourceFile } from '../read/source-text.ts';
import { readYaml } from '../read/yaml-document.ts';
import { type DataId, unknownData } from './data-id.ts';
import { type DvcOutput, dvcDataId, readDvcOutput } from './dvc-output.ts';
import { folderOf, joinPath } from './repository-path.ts';

export interface DvcStage {
  readonly name: string;
  readonly outputs: readonly DvcOutput[];
}

/** What to look for in dvc.lock: an output by its path in the repository, or a stage (all its outputs). */
export type DvcLockQuery = { readonly path: string } | { readonly stage: string };

/** Stages of a `dvc.lock` with their outputs, of both its forms (with `schema: '2.0'`, and before). */
export function dvcLockStages(file: SourceFile): readonly DvcStage[] {
  const top = fieldOf(readYaml(file));
  const schema = top.at('schema');
  const version = schema.optionalText();
  if (version !== undefined && !/^2(\.\d+)?$/.test(version)) {
    throw schema.refused('expected a dvc.lock of schema 2');
  }
  const stages = version === undefined ? top : top.at('stages');
  return stages
    .entries()
    .map(([name, stage]) => ({ name, outputs: stage.at('outs').items().map(readDvcOutput) }));
}

/** The id of an output or stage that `dvc.lock` records; `unknown` where it records none of that name. */
export function readDvcLock(file: SourceFile, query: DvcLockQuery): DataId {
  const stages = dvcLockStages(file);
  if ('stage' in query) {
    const stage = stages.find(({ name }) => name === query.stage);
    return stage === undefined
      ? unknownData('dvc', `${file.path} records no stage ${query.stage}: run \`dvc repro\``)
      : dvcDataId(stage.outputs, file.path);
  }
  const outputs = stages.flatMap((stage) => stage.outputs);
  const output = findOutput(outputs, file.path, query.path);
  return output === undefined
    ? unknownData('dvc', `${file.path} records no output ${query.path}: run \`dvc repro\``)
    : dvcDataId([output], file.path);
}

/** The output that is a path of the repository, or the folder around it. */
export function findOutput(outputs: readonly DvcOutput[], file: string, path: string): DvcOutput | undefined {
  const folder = folderOf(file);
  const placed = outputs.map((output) => ({ output, at: joinPath(folder, output.path) }));
  return (
    placed.find(({ at }) => at === path)?.output ??
    placed.find(({ at }) => at !== undefined && at !== '' && path.startsWith(`${at}/`))?.output
  );
}
