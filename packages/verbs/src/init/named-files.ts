import { type KeyFile, loadPolicy, selectHarnessFiles } from '@weighbridge/contract';
import { stringify } from 'yaml';

/** A file that no repository has: what is asked about here is the command alone. */
const noExamples = '.weighbridge/none.jsonl';

/** Files of the repository that a command names: those that count as the harness where a policy does not say otherwise. */
export async function namedFiles(command: string, files: readonly KeyFile[]): Promise<readonly string[]> {
  if (command.trim() === '') return [];
  const suite = { run: command, examples: noExamples, metrics: { any: { better: 'higher' } } };
  const text = stringify({ version: 1, models: { any: { eval: suite } } }, { lineWidth: 0 });
  const source = {
    label: 'a command',
    read: async () => new TextEncoder().encode(text),
    list: async () => [],
  };
  const policy = await loadPolicy(source, 'weighbridge.yml');
  return (policy?.models[0]?.suites ?? []).flatMap((only) =>
    selectHarnessFiles(files, only).map(({ path }) => path),
  );
}
