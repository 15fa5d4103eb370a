import type { MetricVerdict, Verdict } from '@weighbridge/contract';
import { capitalised, listed } from './count-text.ts';
import { type Block, code, type Inline, joined, type LinkTarget, paragraph, strong } from './document.ts';
import { failed, maxNameChars } from './metric-row.ts';
import { cut } from './visible.ts';

/** Users and teams as GitHub names them; anything else that stands in `owner` is printed and calls nobody. */
const ownerPattern = /^@[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\/[A-Za-z0-9._-]{1,100})?$/u;
const maxOwners = 5;

function ownerInlines(owner: string): readonly Inline[] {
  const names = owner.split(/[\s,]+/u).filter((name) => name !== '');
  if (names.length === 0 || names.length > maxOwners || !names.every((name) => ownerPattern.test(name)))
    return [cut(owner, maxNameChars)];
  return joined(
    names.map((text) => [{ kind: 'owner', text }]),
    ', ',
  );
}

/** An https address, or a path inside of the repository; undefined for all that is neither. */
function runbookTarget(runbook: string): LinkTarget | undefined {
  if (runbook.length > 500 || /[\p{Cc}\p{Cf}\p{Cs}\\]/u.test(runbook)) return undefined;
  if (/^https:\/\//iu.test(runbook)) {
    const url = URL.canParse(runbook) ? new URL(runbook) : undefined;
    return url === undefined || url.username !== '' || url.password !== '' ? undefined : { url: url.href };
  }
  const path = runbook.replace(/^\.\//u, '');
  const segments = path.replace(/#.*$/u, '').split('/');
  const inside = segments.every((segment) => segment !== '' && segment !== '..' && segment !== '.');
  return inside && !path.includes(':') ? { path } : undefined;
}

function runbookInlines(runbook: string): readonly Inline[] {
  const target = runbookTarget(runbook);
  return target === undefined
    ? ['runbook: ', cut(runbook, maxNameChars)]
    : [{ kind: 'link', text: 'runbook', target }];
}

/** How what holds the change could be allowed; by main's policy, which is the one that judges. */
function regressedHint({ kind, metrics, examples }: Verdict): readonly Inline[] {
  // There nothing is held any more.
  if (kind === 'main' || kind === 'schedule')
    return [
      'changes are compared with this run from now on; to have the old one back, revert what made it worse',
    ];
  const failing = metrics.filter((metric) => metric.gate === 'block' && failed(metric));
  const fallen = names(failing.filter(({ outcome }) => outcome === 'regressed'));
  const low = names(failing.filter(belowFloor));
  const same = fallen === low ? '' : ` of ${fallen}`;
  const looser = [
    fallen === '' ? [] : ['a larger ', code('tolerance'), low === '' ? ` of ${fallen}` : same],
    low === '' ? [] : ['another ', code('floor'), ` of ${low}`],
  ].filter((part) => part.length > 0);
  const have = looser.length === 1 ? 'has' : 'have';
  const trade =
    looser.length === 0
      ? []
      : ['if the trade is wanted, ', ...joined(looser, ' and '), ` ${have} to be merged to main first`];
  return joined(
    [trade, mustPassHint(examples.counts.mustPassFailing)].filter((part) => part.length > 0),
    ' · ',
  );
}

function mustPassHint(failing: number): readonly Inline[] {
  if (failing === 0) return [];
  const examples = failing === 1 ? 'the example has' : 'the examples have';
  return [`${examples} to pass again, or to leave `, code('must_pass'), ' on main first'];
}

function names(metrics: readonly MetricVerdict[]): string {
  return listed([...new Set(metrics.map(({ name }) => cut(name, maxNameChars)))].slice(0, 3));
}

function belowFloor({ outcome, floor, candidate, better, slice }: MetricVerdict): boolean {
  if (outcome === 'below-floor') return true;
  if (slice !== null || floor === null || candidate === null) return false;
  return better === 'higher' ? candidate < floor : candidate > floor;
}

/** Main has moved on, and no run of it as it is now is stored: in CI its own run is under way, or ended badly. */
function ancestorHint({ kind }: Verdict): readonly Inline[] {
  return kind === 'local'
    ? ['weigh main as it is now (', code('weighbridge eval --record'), ' there), and run this again']
    : ["when main's own run has ended and is stored, re-run this; if it failed, re-run it first"];
}

/** A new evaluation is held by the rule that asks for it to come alone, so the rule's name is said. */
function harnessHint(): readonly Inline[] {
  return [
    'merge the new evaluation by itself (',
    code('gate.when_not_comparable: pass'),
    ' on main lets it through); once main was weighed with it, changes are compared again',
  ];
}

function hint(verdict: Verdict): readonly Inline[] {
  switch (verdict.outcome) {
    case 'regressed':
      return regressedHint(verdict);
    case 'incomplete':
      return ['find out why these examples have no result, and run it again'];
    case 'error':
      return verdict.context.log.length > 0
        ? ['the end of the log says why; a push or a re-run weighs it again']
        : ['a push or a re-run weighs it again'];
    case 'not-comparable':
      return verdict.baseline?.rung === 'ancestor' ? ancestorHint(verdict) : harnessHint();
    case 'pass':
    case 'inconclusive':
    case 'no-baseline':
    case 'untouched':
    case 'stale-weights':
    case 'not-run':
      return [];
  }
}

/** Whom to ask and what to do; only where something is to be done. */
export function whatNow(verdict: Verdict): readonly Block[] {
  const { owner, runbook } = verdict.context;
  const waits = verdict.outcome === 'not-comparable' && verdict.baseline?.rung === 'ancestor';
  const needed = verdict.exitCode !== 0 || verdict.outcome === 'regressed' || waits;
  if (!needed) return [];
  const people = [
    owner === null ? [] : [...ownerInlines(owner), ` owns ${cut(verdict.model, maxNameChars)}`],
    runbook === null ? [] : runbookInlines(runbook),
  ].filter((part) => part.length > 0);
  const [word, ...words] = hint(verdict);
  const first = people.length === 0 && typeof word === 'string' ? capitalised(word) : word;
  const parts = first === undefined ? people : [...people, [first, ...words]];
  return parts.length === 0 ? [] : [paragraph(strong('What now?'), ' ', ...joined(parts, ' · '))];
}
