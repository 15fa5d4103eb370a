import type {
  AnnotationRecord,
  CheckRunRecord,
  Conclusion,
  RepositoryRecord,
  RunRecord,
  StepRecord,
} from './records.ts';
import type { Store } from './store.ts';
import type { Users } from './users.ts';

export interface NewRun {
  readonly repository: RepositoryRecord;
  /** The workflow's `name:`. */
  readonly name: string;
  readonly path: string;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly headRepository?: RepositoryRecord;
  readonly actor: string;
  readonly title?: string;
  readonly pulls?: readonly number[];
}

export interface NewJob {
  readonly run: RunRecord;
  readonly name: string;
}

export interface JobChange {
  readonly status?: CheckRunRecord['status'];
  /** Also completes it. */
  readonly conclusion?: Conclusion;
  readonly steps?: readonly StepRecord[];
  /** Markdown of the job's step summaries. */
  readonly summary?: string;
  readonly log?: string;
  readonly annotations?: readonly AnnotationRecord[];
}

export interface WorkflowRuns {
  create(wanted: NewRun): RunRecord;
  find(repository: RepositoryRecord, id: number): RunRecord | undefined;
  findById(id: number): RunRecord | undefined;
  /** Newest first. */
  list(repository: RepositoryRecord): readonly RunRecord[];
  /** The next attempt of the same run. */
  rerun(run: RunRecord): void;
  complete(run: RunRecord, conclusion: Conclusion): void;
  /** A job of the run's current attempt, and with it the check of that name. */
  addJob(wanted: NewJob): CheckRunRecord;
  /** A check that no workflow run made. */
  addCheck(repository: RepositoryRecord, headSha: string, name: string): CheckRunRecord;
  change(job: CheckRunRecord, change: JobChange): void;
  jobs(run: RunRecord, attempt?: number | 'all'): readonly CheckRunRecord[];
  /** The newest check of each name on a commit. */
  checks(repository: RepositoryRecord, headSha: string): readonly CheckRunRecord[];
}

export function workflowRunsOf(store: Store, users: Users): WorkflowRuns {
  const { records } = store;
  const add = (
    check: Pick<CheckRunRecord, 'repository' | 'headSha' | 'name' | 'run' | 'attempt'>,
  ): CheckRunRecord => {
    const record: CheckRunRecord = {
      ...check,
      id: store.nextId(),
      startedAt: store.timestamp(),
      status: 'queued',
      conclusion: null,
      completedAt: null,
      steps: [],
      summary: '',
      log: '',
      annotations: [],
    };
    records.checkRuns.push(record);
    store.touch();
    return record;
  };
  return {
    create(wanted) {
      const { repository, headRepository = repository, pulls = [], title, ...rest } = wanted;
      users.ensure(wanted.actor);
      repository.lastRunNumber += 1;
      const known = records.runs.find((run) => run.repository === repository.id && run.path === wanted.path);
      const at = store.timestamp();
      const run: RunRecord = {
        ...rest,
        id: store.nextId(),
        repository: repository.id,
        headRepository: headRepository.id,
        workflowId: known?.workflowId ?? store.nextId(),
        number: repository.lastRunNumber,
        title: title ?? wanted.name,
        // GitHub does not say which pull request of a fork a run is for.
        pulls: headRepository.id === repository.id ? pulls : [],
        attempt: 1,
        status: 'queued',
        conclusion: null,
        createdAt: at,
        startedAt: at,
        updatedAt: at,
      };
      records.runs.push(run);
      store.touch();
      return run;
    },
    find: (repository, id) => records.runs.find((run) => run.repository === repository.id && run.id === id),
    findById: (id) => records.runs.find((run) => run.id === id),
    list: (repository) => records.runs.filter((run) => run.repository === repository.id).reverse(),
    rerun(run) {
      const at = store.timestamp();
      Object.assign(run, {
        attempt: run.attempt + 1,
        status: 'queued',
        conclusion: null,
        startedAt: at,
        updatedAt: at,
      });
      store.touch();
    },
    complete(run, conclusion) {
      Object.assign(run, { status: 'completed', conclusion, updatedAt: store.timestamp() });
      store.touch();
    },
    addJob: ({ run, name }) =>
      add({ repository: run.repository, headSha: run.headSha, name, run: run.id, attempt: run.attempt }),
    addCheck: (repository, headSha, name) =>
      add({ repository: repository.id, headSha, name, run: null, attempt: 1 }),
    change(job, { status, conclusion, steps, summary, log, annotations }) {
      if (status !== undefined) job.status = status;
      if (conclusion !== undefined) {
        Object.assign(job, { status: 'completed', conclusion, completedAt: store.timestamp() });
      }
      if (steps !== undefined) job.steps = [...steps];
      if (summary !== undefined) job.summary = summary;
      if (log !== undefined) job.log = log;
      if (annotations !== undefined) job.annotations = [...annotations];
      const run = records.runs.find(({ id }) => id === job.run);
      if (run !== undefined && run.status === 'queued') run.status = 'in_progress';
      store.touch();
    },
    jobs: (run, attempt = run.attempt) =>
      records.checkRuns.filter((job) => job.run === run.id && (attempt === 'all' || job.attempt === attempt)),
    checks(repository, headSha) {
      const newest = new Map<string, CheckRunRecord>();
      for (const check of records.checkRuns) {
        if (check.repository !== repository.id || check.headSha !== headSha) continue;
        const run = records.runs.find(({ id }) => id === check.run);
        newest.set(`${run?.path ?? ''} ${run?.event ?? ''} ${check.name}`, check);
      }
      return [...newest.values()];
    },
  };
}
