import { openRepository } from '@weighbridge/git';
import { folderStore } from '../folder-store.ts';
import { gitStore } from '../git-store.ts';
import { makeRun, type RunChoices } from './make-run.ts';

/** A process of its own that stores one run, so that tests can race and kill it: `write-run.ts KIND WHERE FILES CHOICES`. */
const [kind, where = '', files = '', choices = '{}'] = process.argv.slice(2);
const store =
  kind === 'folder'
    ? folderStore(where)
    : gitStore(await openRepository(where), 'origin', 'refs/weighbridge');
const run = await makeRun(files, JSON.parse(choices) as RunChoices);
process.stdout.write('ready\n');
const { created } = await store.write(run);
process.stdout.write(`${created}\n`);
