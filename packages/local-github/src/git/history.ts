import { git } from './git.ts';

export interface CommitSummary {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly subject: string;
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string; readonly date: string };
  readonly committer: { readonly name: string; readonly email: string; readonly date: string };
}

// Fields end with a byte that no message holds; commits with two of them.
const format = '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%s%x00%B%x00%x01';

/** Commits of a range (`a..b`) or the newest of a revision, newest first. */
export async function commits(gitDir: string, range: string, max = 250): Promise<readonly CommitSummary[]> {
  const text = await git(['log', `--max-count=${max}`, `--format=${format}`, range, '--'], { gitDir });
  return text
    .split('\x01')
    .map((entry) => entry.replace(/^\n/, '').split('\0'))
    .filter((fields) => fields.length > 10)
    .map(summaryOf);
}

function summaryOf(fields: readonly string[]): CommitSummary {
  const field = (index: number): string => fields[index] ?? '';
  return {
    sha: field(0),
    tree: field(1),
    parents: field(2).split(' ').filter(Boolean),
    author: { name: field(3), email: field(4), date: utc(field(5)) },
    committer: { name: field(6), email: field(7), date: utc(field(8)) },
    subject: field(9),
    message: field(10).trimEnd(),
  };
}

/** GitHub says every time in UTC. */
function utc(date: string): string {
  return new Date(date).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export async function countCommits(gitDir: string, range: string): Promise<number> {
  return Number(await git(['rev-list', '--count', range, '--'], { gitDir }));
}
