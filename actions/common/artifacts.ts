import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ArtifactKind,
  type Artifacts,
  artifactName,
  newestPerModel,
  openArtifacts,
  temporaryFolder,
} from '@weighbridge/github';
import { stateFolder, stateRoot } from '@weighbridge/verbs';
import type { Stage } from './stage.ts';

/** What of a model's state folder goes into which artifact. */
const holds: Readonly<Record<ArtifactKind, RegExp>> = {
  evidence: /^(?:evidence|manifest|failure)\.json$|^results\.[a-z0-9][a-z0-9_-]*\.jsonl$/,
  verdict: /^verdict\.json$|^report\.md$/,
};
const maxBytes: Readonly<Record<ArtifactKind, number>> = { evidence: 2 ** 31, verdict: 2 ** 26 };

export function artifactsOf({ call, ci }: Stage): Artifacts {
  const { id, attempt } = ci.circumstances.run;
  const { env, signal, reporter } = call;
  return openArtifacts({ env, runId: id, attempt, signal, report: (text) => reporter.line(text) });
}

/** Uploads one artifact of each model that left anything of the kind; gives the names of the models. */
export async function upload(
  stage: Stage,
  kind: ArtifactKind,
  models: readonly string[],
): Promise<readonly string[]> {
  const uploaded: string[] = [];
  const artifacts = artifactsOf(stage);
  for (const model of models) {
    const folder = join(stateRoot(stage.call.cwd), model);
    const files = (await namesIn(folder)).filter((name) => holds[kind].test(name)).sort();
    if (files.length === 0) continue;
    await artifacts.upload(artifactName(model, kind, stage.ci.circumstances.run.attempt), folder, files);
    uploaded.push(model);
  }
  return uploaded;
}

/**
 * Brings what other jobs of this run left of models that have nothing of the kind here; of several attempts the newest.
 * It is taken for a stranger's: names, sizes and digests are checked, and it is read as such.
 *
 * @param wanted undefined: every model of which there is something
 */
export async function fetchMissing(
  stage: Stage,
  kind: ArtifactKind,
  wanted: readonly string[] | undefined,
): Promise<readonly string[]> {
  const root = stateRoot(stage.call.cwd);
  const absent: string[] = [];
  for (const model of wanted ?? []) {
    const names = await namesIn(join(root, model));
    if (!names.some((name) => holds[kind].test(name))) absent.push(model);
  }
  if (wanted !== undefined && absent.length === 0) return [];
  const artifacts = artifactsOf(stage);
  const found = newestPerModel(await artifacts.list()).filter(
    (label) => label.kind === kind && (wanted === undefined || absent.includes(label.model)),
  );
  for (const { model, artifact } of found) {
    const rules = { maxBytes: maxBytes[kind], expectedFiles: holds[kind] };
    const { folder } = await artifacts.download(artifact, temporaryFolder(stage.call.env), rules);
    await cp(folder, (await stateFolder(stage.call.cwd, model)).path, { recursive: true });
    await rm(folder, { recursive: true, force: true });
  }
  return found.map(({ model }) => model);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((): string[] => []);
}
