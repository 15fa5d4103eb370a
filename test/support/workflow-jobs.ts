import type { GitHubFile } from './workflow-files.ts';

/** What tests ask of a job, as far as it is there. */
export interface Job {
  readonly id: string;
  readonly uses: string | undefined;
  readonly timeoutMinutes: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** A step that uses an action. */
export interface Step {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
}

/** The jobs of a workflow, in its order. */
export function jobsOf(file: GitHubFile): readonly Job[] {
  return Object.entries(mapping(mapping(file.content)['jobs'])).map(([id, value]) => {
    const job = mapping(value);
    const steps = Array.isArray(job['steps']) ? job['steps'].map(mapping) : [];
    return {
      id,
      uses: typeof job['uses'] === 'string' ? job['uses'] : undefined,
      timeoutMinutes: job['timeout-minutes'],
      permissions: mapping(job['permissions']) as Record<string, string>,
      steps: steps.flatMap(({ uses, with: inputs }) =>
        typeof uses === 'string' ? [{ uses, with: mapping(inputs) }] : [],
      ),
    };
  });
}

/** A YAML mapping as an object; nothing else is one. */
export function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
