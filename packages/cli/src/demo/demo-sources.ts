import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A change that the demo plays: files laid over the sample project on a branch of their own. */
export interface DemoChange {
  readonly branch: string;
  readonly title: string;
  /** What it does, for whoever watches. */
  readonly about: string;
  /** What its author says of it. */
  readonly body: string;
  /** Path in the project → path beside changes.json. */
  readonly files: Readonly<Record<string, string>>;
}

/** Where the sample project and the changes to it stand in a checkout of Weighbridge. */
export interface DemoSources {
  readonly project: string;
  readonly changesFolder: string;
  readonly changes: Readonly<Record<'improve' | 'regress' | 'docs', DemoChange>>;
}

/** Finds the demo's material beside the program that runs, whether that is the bundle or the build. */
export async function demoSources(): Promise<DemoSources> {
  const program = realpathSync(process.argv[1] ?? '');
  const cli = join(dirname(program), '..');
  const changesFolder = join(cli, 'demo');
  const changes = JSON.parse(
    await readFile(join(changesFolder, 'changes.json'), 'utf8'),
  ) as DemoSources['changes'];
  return { project: join(cli, '..', '..', 'workflows-examples', 'digits'), changesFolder, changes };
}
