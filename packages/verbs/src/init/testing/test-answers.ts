import { Failure } from '@weighbridge/contract';
import type { TestRepository } from './test-repository.ts';

/** Metrics of weighbridge.yml as they are read. */
export async function metricsOf(repository: TestRepository) {
  const [model] = (await repository.policy()).models;
  return (model?.suites[0]?.metrics ?? []).map(({ name, better, gate }) => ({ name, better, gate }));
}

/** The failure that work ends in. */
export async function refusalOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error(`expected a Failure, got ${String(error)}`);
}
