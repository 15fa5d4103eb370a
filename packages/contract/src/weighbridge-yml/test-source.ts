import { Failure } from '../failure.ts';
import { loadPolicy } from '../load-policy.ts';
import type { Policy } from '../policy.ts';
import type { PolicySource } from '../policy-source.ts';

/** A source that holds files by path, for tests. */
export function sourceOf(files: Readonly<Record<string, string | Uint8Array>>): PolicySource {
  const encoder = new TextEncoder();
  return {
    label: 'a test',
    read: async (path) => {
      const data = Object.hasOwn(files, path) ? files[path] : undefined;
      return typeof data === 'string' ? encoder.encode(data) : data;
    },
    list: async () => Object.keys(files),
  };
}

/** A whole file with the given suite and metric keys in flow style, and more lines at its end. */
export function policyText(
  parts: { model?: string; suite?: string; metric?: string; end?: string } = {},
): string {
  return `version: 1
models:
  digits:
${parts.model ?? ''}    eval:
      run: python evaluate.py
      examples: data/eval.jsonl
${parts.suite ?? ''}      metrics:
        accuracy: { ${parts.metric ?? 'better: higher'} }
${parts.end ?? ''}`;
}

export async function policyOf(
  text: string | Uint8Array,
  others: Readonly<Record<string, string>> = {},
): Promise<Policy> {
  const policy = await loadPolicy(sourceOf({ 'weighbridge.yml': text, ...others }), 'weighbridge.yml');
  if (policy === undefined) throw new Error('no policy');
  return policy;
}

/** What is wrong with it, as lines of `file:line:column: message`; [] when nothing is. */
export async function mistakesOf(
  text: string | Uint8Array,
  others: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  try {
    await policyOf(text, others);
    return [];
  } catch (error) {
    if (error instanceof Failure && error.code === 'config') return error.message.split('\n');
    throw error;
  }
}
