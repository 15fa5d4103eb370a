import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** The repository's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file of GitHub's: its path from the root, its text, and what its YAML holds. */
export interface GitHubFile {
  readonly path: string;
  readonly text: string;
  readonly content: unknown;
}

/** Our workflows, and those of the examples. */
export function workflowFiles(): readonly GitHubFile[] {
  return read(
    '.github/workflows/*.yml',
    'workflows-examples/*/.github/workflows/*.yml',
    'workflows-examples/*/one-job/*.yml',
  );
}

/** The action at the root, and one for each verb. */
export function actionFiles(): readonly GitHubFile[] {
  return read('action.yml', 'actions/*/action.yml');
}

function read(...patterns: readonly string[]): readonly GitHubFile[] {
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }).sort())
    .map((path) => {
      const text = readFileSync(`${root}/${path}`, 'utf8');
      return { path, text, content: parse(text) };
    });
}
