import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type Evidence,
  Failure,
  loadPolicy,
  type Manifest,
  type ModelPolicy,
  type Policy,
  parseEvidence,
  parseManifest,
  parseVerdict,
} from '@weighbridge/contract';
import { openRemoteCommit } from '@weighbridge/git';
import { gitStore } from '@weighbridge/store';
import type { Call } from './call.ts';
import { gitOptions, noPolicy } from './change.ts';
import type { Circumstances } from './circumstances.ts';
import { isWhole } from './circumstances.ts';
import { commitData, type DataIds, readDataIds } from './data-ids.ts';
import type { KeyedSide } from './key-parts.ts';
import { chosenModels, keyedHarness, keyedModel } from './model-plan.ts';
import { commitSource } from './policy-source.ts';
import { recordModel, type StoredModel } from './record.ts';
import { modelFolders, readState, type StateFolder, stateFolder } from './state-folder.ts';

export interface RecordRunOptions {
  /** Repository-relative path of weighbridge.yml. */
  readonly config?: string | undefined;
  /** Names of the models; empty means all. */
  readonly models: readonly string[];
  /** Where main lives, and the commit of it that was weighed. */
  readonly remote: { readonly url: string; readonly commit: string };
}

export interface RecordRunOutcome {
  readonly recorded: readonly StoredModel[];
  /** Models that were weighed and left no evidence, and what is known of why. */
  readonly missing: readonly { readonly model: string; readonly reason: string }[];
  /** Models that this run did not weigh, since it left them as they were. */
  readonly untouched: readonly string[];
}

/**
 * Stores what another job of this run of main evaluated: its evidence, manifest, verdict and rows stand in the state
 * folder of `call.cwd`, a folder of our own, in which nothing is checked out. Which models there are, and what they are
 * made of, is read from the commit itself and compared with what the evidence says.
 *
 * @throws Failure `usage` or `rows` where the evidence is not of this run, this commit or these bytes
 */
export async function recordRun(call: Call, options: RecordRunOptions): Promise<RecordRunOutcome> {
  const circumstances = call.ci?.circumstances;
  if (circumstances === undefined || !isWhole(circumstances) || circumstances.trust !== 'main')
    throw new Failure('usage', 'only runs of the default branch are recorded');
  const { url, commit } = options.remote;
  call.reporter.step(`reading the policy of ${commit.slice(0, 7)}`);
  const repository = await openRemoteCommit(call.cwd, { url, commit }, gitOptions(call));
  const files = await repository.treeFiles(commit);
  const config = options.config ?? 'weighbridge.yml';
  const policy = await loadPolicy(commitSource(repository, commit, files), config);
  if (policy === undefined) throw noPolicy(config);
  const ids = await readDataIds([policy], commitData(repository, { sha: commit, files }), new Map());
  const store = gitStore(repository, 'origin', policy.store.prefix, { trust: ['main'] });
  const models = chosenModels(policy.models, options.models);
  await sayOthers(call, repository.root, policy.models);
  const recorded: StoredModel[] = [];
  const missing: { model: string; reason: string }[] = [];
  const untouched: string[] = [];
  for (const model of models) {
    const folder = await stateFolder(repository.root, model.name);
    if (!existsSync(folder.file('evidence.json'))) {
      const reason = await reasonMissing(folder);
      if (reason === undefined) untouched.push(model.name);
      else missing.push({ model: model.name, reason });
      continue;
    }
    const path = folder.file('evidence.json');
    const evidence = parseEvidence(await readState(folder, 'evidence.json'), path);
    const manifest = parseManifest(await readState(folder, 'manifest.json'), folder.file('manifest.json'));
    const side = { files, ids: withPrinted(ids, manifest) };
    assertOfThisRun(evidence, { circumstances, commit, model, policy, side, path });
    recorded.push(await recordModel(call, store, folder, policy.store.keep));
  }
  return { recorded, missing, untouched };
}

/** Jobs of one run may weigh by several weighbridge.yml: evidence of the other ones' models is not this job's to store. */
async function sayOthers(call: Call, root: string, models: readonly ModelPolicy[]): Promise<void> {
  for (const folder of await modelFolders(root, 'evidence.json')) {
    const name = basename(folder);
    if (!models.some((model) => model.name === name))
      call.reporter.line(`evidence of ${name} is left aside: this weighbridge.yml has no such model`);
  }
}

interface Expected {
  readonly circumstances: Circumstances;
  readonly commit: string;
  readonly model: ModelPolicy;
  readonly policy: Policy;
  readonly side: KeyedSide;
  readonly path: string;
}

/** No command is run here, so what one printed as the id of data is taken from the manifest, whose digest the evidence has. */
function withPrinted(ids: DataIds, { modelKeyParts }: Manifest): DataIds {
  return (source) =>
    source.idFrom === undefined
      ? ids(source)
      : {
          known: true,
          id: modelKeyParts.data['train'] ?? 'unknown',
          kind: 'command',
          how: source.idFrom,
        };
}

function assertOfThisRun(evidence: Evidence, expected: Expected): void {
  const { circumstances, commit, model, policy, side } = expected;
  const harnesses = new Map(model.suites.map((suite) => [suite.name, keyedHarness(side.files, suite).key]));
  const at = commit.slice(0, 7);
  const checks: readonly (readonly [boolean, string])[] = [
    [evidence.model === model.name, `it is of model ${evidence.model}, not of ${model.name}`],
    [evidence.commit === commit, `it is of commit ${evidence.commit.slice(0, 7)}, not of ${at}`],
    [evidence.run.id === circumstances.run.id, `it is of run ${evidence.run.id}, not of this one`],
    [evidence.modelKey === keyedModel(side, model, policy).key, `its model key is not that of ${at}`],
    [
      evidence.suites.every(({ name, harnessKey }) => harnesses.get(name) === harnessKey),
      `its suites or their harness are not those of ${at}`,
    ],
  ];
  const wrong = checks.find(([holds]) => !holds)?.[1];
  if (wrong === undefined) return;
  throw new Failure('rows', `this evidence is not stored: ${wrong}`, { where: { file: expected.path } });
}

/**
 * What the verdict of a model without evidence says, as that its evaluation crashed; undefined where it was not to be weighed.
 * Of such a model a job that weighed everything in one step leaves nothing at all.
 */
async function reasonMissing(folder: StateFolder): Promise<string | undefined> {
  const path = folder.file('verdict.json');
  if (!existsSync(path)) return undefined;
  const { outcome, headline } = parseVerdict(await readFile(path, 'utf8'), path);
  return outcome === 'untouched' ? undefined : headline;
}
