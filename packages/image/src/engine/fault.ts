import { Failure } from '@weighbridge/contract';
import { describeOutcome } from '@weighbridge/process';
import type { Called } from './client.ts';
import type { EngineFault } from './engine.ts';

const lastLineCount = 20;

/** What an engine's lines tell of why it failed, by the texts that docker, BuildKit, buildah and podman print. */
const signs: readonly (readonly [EngineFault['kind'], RegExp])[] = [
  ['no-space', /no space left on device|disk quota exceeded|ENOSPC/i],
  [
    'engine-down',
    /cannot connect to the docker daemon|is the docker daemon running|error during connect|permission denied while trying to connect to the docker|cannot connect to podman|docker\.sock: connect/i,
  ],
  [
    'denied',
    /pull access denied|unauthorized|authentication required|no basic auth credentials|access forbidden|insufficient_scope|requested access to the resource is denied|\b(?:denied: |401 Unauthorized|403 Forbidden|status(?: code)? 40[13])/i,
  ],
  [
    'network',
    /TLS handshake|i\/o timeout|no such host|connection (?:reset|refused|timed out)|temporary failure in name resolution|dial tcp|network is unreachable|request canceled while waiting|Client\.Timeout|unexpected EOF|\b50[0234] [A-Z]|x509: |server gave HTTP response to HTTPS client|toomanyrequests/i,
  ],
];

export function kindOfFault(lines: readonly string[]): EngineFault['kind'] {
  return signs.find(([, sign]) => lines.some((line) => sign.test(line)))?.[0] ?? 'failed';
}

/** The line that says most: the last that looks like an error, or the last one. */
export function tellingLine(lines: readonly string[], kind?: string): string {
  const sign = signs.find(([one]) => one === kind)?.[1] ?? /error|failed|denied|cannot|unable/i;
  const told =
    lines.findLast((line) => sign.test(line)) ?? lines.findLast((line) => line.trim() !== '') ?? '';
  return told
    .trim()
    .replace(/^(?:docker: |error: |ERROR: |Error response from daemon: |time=\S+ level=\w+ msg=)+/i, '')
    .slice(0, 500);
}

/** A call that did not end well, as an answer. */
export function faultOf(what: string, { outcome, lines }: Called): EngineFault {
  const lastLines = lines.slice(-lastLineCount);
  if (outcome.kind === 'timeout' || outcome.kind === 'aborted') {
    return { kind: outcome.kind, reason: `${what} ${describeOutcome(outcome)}`, lastLines };
  }
  const kind = kindOfFault(lines);
  const said = tellingLine(lines, kind);
  return { kind, reason: `${what} ${describeOutcome(outcome)}${said === '' ? '' : `: ${said}`}`, lastLines };
}

/** The same for a call that asks nobody but this machine: whatever its words are like, the network had no part in it. */
export function localFaultOf(what: string, called: Called): EngineFault {
  const fault = faultOf(what, called);
  return fault.kind === 'network' || fault.kind === 'denied' ? { ...fault, kind: 'failed' } : fault;
}

/** For questions whose answer is needed: throws an `infrastructure` failure where there is none. */
export function answered(what: string, called: Called): string {
  if (called.ok) return called.stdout;
  throw new Failure('infrastructure', faultOf(what, called).reason);
}
