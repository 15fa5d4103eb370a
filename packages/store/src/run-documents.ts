import { createHash } from 'node:crypto';
import {
  type Evidence,
  evidenceSchema,
  harnessKey,
  type Manifest,
  manifestSchema,
  modelKey,
  type Verdict,
  verdictSchema,
} from '@weighbridge/contract';
import type { StoredTrust } from './run-store.ts';

/** Bytes of the documents of a run, as untrusted as where they come from. */
export interface DocumentBytes {
  readonly evidence: Uint8Array;
  readonly manifest: Uint8Array;
  readonly verdict: Uint8Array | undefined;
}

export interface RunDocuments {
  readonly evidence: Evidence;
  readonly manifest: Manifest;
  readonly verdict: Verdict | undefined;
}

/** What is wrong with a run, as the middle of a sentence. */
export class RunFault extends Error {}

/** The documents of a run, if they are well formed and agree with each other. Throws a RunFault. */
export function parseRunDocuments(bytes: DocumentBytes, trust: readonly StoredTrust[]): RunDocuments {
  const evidence = parse('evidence.json', bytes.evidence, evidenceSchema);
  if (sha256(bytes.manifest) !== evidence.manifest) {
    throw new RunFault('manifest.json is not the one that its evidence names (their digests differ)');
  }
  const manifest = parse('manifest.json', bytes.manifest, manifestSchema);
  const verdict =
    bytes.verdict === undefined ? undefined : parse('verdict.json', bytes.verdict, verdictSchema);
  const fault =
    trustFault(evidence, trust) ?? manifestFault(evidence, manifest) ?? verdictFault(evidence, verdict);
  if (fault !== undefined) throw new RunFault(fault);
  return { evidence, manifest, verdict };
}

export function sha256(data: Uint8Array): string {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`;
}

function trustFault(evidence: Evidence, allowed: readonly StoredTrust[]): string | undefined {
  const { trust, kind } = evidence;
  if (!allowed.some((accepted) => accepted === trust))
    return `its trust is \`${trust}\`, and only \`${allowed.join('`, `')}\` is accepted here`;
  if (evidence.dirty) return 'it is of a working tree with changes, which no commit names';
  return kind === 'pr' || kind === 'queue'
    ? `it is a run of kind \`${kind}\`, and only runs of main are stored`
    : undefined;
}

function manifestFault(evidence: Evidence, manifest: Manifest): string | undefined {
  if (manifest.model !== evidence.model) return 'its manifest is of another model';
  if (manifest.commit !== evidence.commit) return 'its manifest is of another commit';
  if (manifest.modelKey !== evidence.modelKey || modelKey(manifest.modelKeyParts) !== evidence.modelKey) {
    return 'its model key is not the key of the files and parameters that its manifest lists';
  }
  for (const { name, harnessKey: key } of evidence.suites) {
    const harness = Object.hasOwn(manifest.harnesses, name) ? manifest.harnesses[name] : undefined;
    if (harness === undefined) return `its manifest says nothing of the suite \`${name}\``;
    if (harness.key !== key || harnessKey(harness.parts) !== key) {
      return `the harness key of the suite \`${name}\` is not the key of what its manifest lists`;
    }
  }
  const names = new Set(evidence.suites.map(({ name }) => name));
  return names.size === evidence.suites.length ? undefined : 'its evidence names a suite twice';
}

function verdictFault(evidence: Evidence, verdict: Verdict | undefined): string | undefined {
  if (verdict === undefined) return undefined;
  if (verdict.model !== evidence.model) return 'its verdict is on another model';
  const { commit } = verdict.candidate;
  return commit !== null && commit !== evidence.commit ? 'its verdict is on another commit' : undefined;
}

/** As much of zod as is used here: any schema of the contract. */
interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

function parse<T>(name: string, bytes: Uint8Array, schema: Schema<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RunFault(`${name} is not JSON`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at =
    issue === undefined || issue.path.length === 0
      ? ''
      : ` at ${issue.path.map(String).join('.').slice(0, 100)}`;
  throw new RunFault(
    `${name} is not of the published form${at} (${issue?.message.slice(0, 200) ?? 'unknown'})`,
  );
}
