import type { RepositoryRecord, RuleName, Ruleset } from '../state/records.ts';
import { isAncestor } from './bare-repository.ts';
import { creates, deletes, type PushCommand, type Refusal } from './push-command.ts';

const sentences: Readonly<Record<RuleName, string>> = {
  creation: 'Cannot create ref due to creations being restricted.',
  update: 'Cannot update this protected ref.',
  deletion: 'Cannot delete this protected ref.',
  non_fast_forward: 'Cannot force-push to this branch',
  pull_request: 'Changes must be made through a pull request.',
};

/** The rulesets that hold for a ref and are not passed by this login. */
export function rulesetsFor(repository: RepositoryRecord, ref: string, login?: string): readonly Ruleset[] {
  const match = /^refs\/(heads|tags)\/(.+)$/.exec(ref);
  const target = match?.[1] === 'heads' ? 'branch' : 'tag';
  const name = match?.[2];
  if (name === undefined) return [];
  return repository.rulesets.filter(
    (ruleset) =>
      ruleset.target === target &&
      !(login !== undefined && ruleset.bypass?.includes(login)) &&
      ruleset.include.some((pattern) => matches(pattern, name, repository.defaultBranch)),
  );
}

/** Checks that a merge into the branch waits for. */
export function requiredChecks(repository: RepositoryRecord, branch: string): readonly string[] {
  const all = rulesetsFor(repository, `refs/heads/${branch}`).flatMap((set) => set.requiredChecks ?? []);
  return [...new Set(all)];
}

export async function refusedByRulesets(
  repository: RepositoryRecord,
  gitDir: string,
  login: string,
  command: PushCommand,
  rulesUrl: string,
): Promise<Refusal | undefined> {
  const broken = new Set<string>();
  for (const ruleset of rulesetsFor(repository, command.ref, login)) {
    for (const rule of ruleset.rules) if (await breaks(rule, gitDir, command)) broken.add(sentences[rule]);
    const checks = ruleset.requiredChecks ?? [];
    if (checks.length > 0 && !creates(command) && !deletes(command)) {
      broken.add(
        checks.length === 1
          ? `Required status check "${checks[0]}" is expected.`
          : `${checks.length} of ${checks.length} required status checks are expected.`,
      );
    }
  }
  if (broken.size === 0) return undefined;
  return {
    reason: 'push declined due to repository rule violations',
    lines: [
      `error: GH013: Repository rule violations found for ${command.ref}.`,
      `Review all repository rules at ${rulesUrl}?ref=${encodeURIComponent(command.ref)}`,
      '',
      ...[...broken].map((sentence) => `- ${sentence}`),
      '',
    ],
  };
}

async function breaks(rule: RuleName, gitDir: string, command: PushCommand): Promise<boolean> {
  switch (rule) {
    case 'creation':
      return creates(command);
    case 'deletion':
      return deletes(command);
    case 'update':
    case 'pull_request':
      return !creates(command) && !deletes(command);
    case 'non_fast_forward':
      if (creates(command) || deletes(command)) return false;
      return !(await isAncestor(gitDir, command.before, command.after));
  }
}

/** GitHub's fnmatch: `*` stays within a path segment, `**` and `~ALL` do not. */
function matches(pattern: string, name: string, defaultBranch: string): boolean {
  if (pattern === '~ALL') return true;
  if (pattern === '~DEFAULT_BRANCH') return name === defaultBranch;
  const source = pattern
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part === '**' || part === '**/') return '.*';
      if (part === '*') return '[^/]*';
      if (part === '?') return '[^/]';
      return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`).test(name);
}
