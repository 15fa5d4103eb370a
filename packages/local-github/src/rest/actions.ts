import { commits } from '../git/history.ts';
import { json, nothing, type Reply } from '../http/reply.ts';
import { artifactShape, jobShape, runShape } from '../shape/workflow-run.ts';
import type { ArtifactRecord, RunRecord } from '../state/records.ts';
import type { RepositoryCall, RepositoryOperation } from './call.ts';
import { pageOf } from './page.ts';
import { notFound, Problem } from './problem.ts';

const read = { needs: [{ actions: 'read' }], publicRead: true } as const;

export const actionsOperations: Readonly<Record<string, RepositoryOperation>> = {
  'actions/get-workflow-run': {
    ...read,
    async answer(call) {
      const run = named(call);
      const [head] = await commits(call.gitDir, run.headSha, 1).catch(() => []);
      return json(200, runShape(call.state, call.addresses, run, head));
    },
  },
  'actions/list-jobs-for-workflow-run': {
    ...read,
    answer(call) {
      const run = named(call);
      const all = call.state.runs.jobs(run, call.query.get('filter') === 'all' ? 'all' : run.attempt);
      const { items, headers } = pageOf(all, call.url);
      const jobs = items.map((job) => jobShape(call.state, call.addresses, run, job));
      return json(200, { total_count: all.length, jobs }, headers);
    },
  },
  'actions/list-artifacts-for-repo': {
    ...read,
    answer: (call) => artifactsReply(call, call.state.runs.list(call.repository)),
  },
  'actions/list-workflow-run-artifacts': {
    ...read,
    answer: (call) => artifactsReply(call, [named(call)]),
  },
  'actions/get-artifact': {
    ...read,
    answer(call) {
      const { run, artifact } = namedArtifact(call);
      return json(200, artifactShape(call.state, call.addresses, run, artifact));
    },
  },
  'actions/download-artifact': {
    // Listing is public, the bytes are not.
    needs: [{ actions: 'read' }],
    answer(call) {
      const { artifact } = namedArtifact(call);
      if (call.state.artifacts.expired(artifact)) throw new Problem(410, 'Artifact has expired');
      if (call.params['archive_format'] !== 'zip') throw notFound();
      return nothing(302, { location: call.signedBlobUrl(artifact.id) });
    },
  },
};

/** A page of the artifacts of these runs, newest first unless asked for otherwise. */
function artifactsReply(call: RepositoryCall, runs: readonly RunRecord[]): Reply {
  const name = call.query.get('name');
  const newestFirst = runs
    .flatMap((run) => call.state.artifacts.list(run).map((artifact) => ({ run, artifact })))
    .filter(({ artifact }) => name === null || artifact.name === name)
    .sort((one, other) => other.artifact.id - one.artifact.id);
  const all = call.query.get('direction') === 'asc' ? [...newestFirst].reverse() : newestFirst;
  const { items, headers } = pageOf(all, call.url);
  const artifacts = items.map(({ run, artifact }) =>
    artifactShape(call.state, call.addresses, run, artifact),
  );
  return json(200, { total_count: all.length, artifacts }, headers);
}

function named({ state, repository, params }: RepositoryCall): RunRecord {
  const run = state.runs.find(repository, Number(params['run_id']));
  if (run === undefined) throw notFound();
  return run;
}

function namedArtifact({ state, repository, params }: RepositoryCall): {
  run: RunRecord;
  artifact: ArtifactRecord;
} {
  const artifact = state.artifacts.findById(Number(params['artifact_id']));
  const run = artifact && state.runs.find(repository, artifact.run);
  if (artifact === undefined || run === undefined) throw notFound();
  return { run, artifact };
}
