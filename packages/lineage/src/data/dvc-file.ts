import { fieldOf } from '../read/field.ts';
import type { SourceFile } from '../read/source-text.ts';
import { readYaml } from '../read/yaml-document.ts';
import type { DataId } from './data-id.ts';
import { type DvcOutput, dvcDataId, readDvcOutput } from './dvc-output.ts';

/** Outputs that a `.dvc` file tracks. Throws a `config` failure with its place where the file is none of DVC's. */
export function dvcFileOutputs(file: SourceFile): readonly DvcOutput[] {
  const top = fieldOf(readYaml(file));
  if (!top.present) throw top.refused('expected a .dvc file with `outs`');
  const outs = top.at('outs');
  if (!outs.present) throw outs.refused('expected the list of what DVC tracks');
  return outs.items().map(readDvcOutput);
}

/** The id of the data that a `.dvc` file tracks: `dvc:md5:…`. Reads the file only, asks no remote. */
export function readDvcFile(file: SourceFile): DataId {
  return dvcDataId(dvcFileOutputs(file), file.path);
}
