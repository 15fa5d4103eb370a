import { explainBadJson } from './bad-json.ts';
import { maxMetrics, maxNameChars } from './limits.ts';
import { quoted } from './quoted.ts';
import { isRecord } from './row-check.ts';
import { RowProblems, refusal } from './row-problems.ts';
import type { RowSource } from './row-source.ts';
import { sourceBytes } from './source-bytes.ts';

const maxAggregateBytes = 2 ** 20;
const expected = 'expected {"metrics": {"auc": 0.913}}';

/** Numbers without rows: `{"metrics": {"auc": 0.913}}`. Throws a Failure `rows` with everything that is wrong. */
export async function readAggregates(source: RowSource): Promise<ReadonlyMap<string, number>> {
  const value = await parsed(source);
  if (!isRecord(value) || !isRecord(value['metrics'])) throw refusal(source.name, expected);
  const problems = new RowProblems();
  const refuse = (message: string): void => problems.add(source.name, undefined, message);
  for (const key of Object.keys(value)) {
    if (key !== 'metrics') refuse(`unknown key ${quoted(key)}; ${expected}`);
  }
  const metrics = new Map<string, number>();
  const names = Object.keys(value['metrics']);
  if (names.length === 0) refuse('"metrics" is empty');
  if (names.length > maxMetrics) refuse(`more than ${maxMetrics.toLocaleString('en-US')} metrics`);
  for (const name of names) {
    const number = value['metrics'][name];
    if (name === '' || name.length > maxNameChars) {
      refuse(`the name of metric ${quoted(name)} must have 1 to ${maxNameChars} characters`);
    } else if (typeof number !== 'number' || !Number.isFinite(number)) {
      refuse(`metric ${quoted(name)} must be a finite number`);
    } else metrics.set(name, number + 0);
  }
  problems.throwIfAny();
  return metrics;
}

async function parsed(source: RowSource): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of sourceBytes(source)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxAggregateBytes) throw refusal(source.name, 'aggregates of more than 1 MiB');
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusal(source.name, explainBadJson(text, expected), error);
  }
}
