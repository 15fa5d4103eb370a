import { type Evidence, evidenceSchema } from '../evidence.ts';
import { type Manifest, manifestSchema } from '../manifest.ts';
import { type Verdict, type VerdictSet, verdictSchema, verdictSetSchema } from '../verdict.ts';
import { type DocumentKind, parseDocument, parseJson } from './parse-document.ts';

/** Evidence names a handful of suites and files. */
const maxEvidenceChars = 1_000_000;
/** A manifest lists every file of a model: about 100 bytes each, 300,000 of them. */
const maxManifestChars = 32_000_000;
/** A verdict's lists are capped; a set holds one a model. */
const maxVerdictChars = 32_000_000;

const evidence: DocumentKind<Evidence> = {
  name: 'evidence',
  version: 1,
  schema: evidenceSchema,
  maxChars: maxEvidenceChars,
};
const manifest: DocumentKind<Manifest> = {
  name: 'manifest',
  version: 1,
  schema: manifestSchema,
  maxChars: maxManifestChars,
};
const verdict: DocumentKind<Verdict> = {
  name: 'verdict',
  version: 1,
  schema: verdictSchema,
  maxChars: maxVerdictChars,
};
const verdictSet: DocumentKind<VerdictSet> = {
  name: 'verdict-set',
  version: 1,
  schema: verdictSetSchema,
  maxChars: maxVerdictChars,
};

/** evidence.json, checked; throws a `rows` failure of one sentence. `file` is its name in messages. */
export function parseEvidence(untrustedText: string, file = 'evidence.json'): Evidence {
  return parseDocument(untrustedText, file, evidence);
}

/** manifest.json, checked; throws a `rows` failure of one sentence. */
export function parseManifest(untrustedText: string, file = 'manifest.json'): Manifest {
  return parseDocument(untrustedText, file, manifest);
}

/** verdict.json of one model, checked; throws a `rows` failure of one sentence. */
export function parseVerdict(untrustedText: string, file = 'verdict.json'): Verdict {
  return parseDocument(untrustedText, file, verdict);
}

/** verdict.json of one model or of several, told apart by `schema`; throws a `rows` failure of one sentence. */
export function parseVerdictOrSet(untrustedText: string, file = 'verdict.json'): Verdict | VerdictSet {
  return isSet(untrustedText, file)
    ? parseDocument(untrustedText, file, verdictSet)
    : parseDocument(untrustedText, file, verdict);
}

function isSet(text: string, file: string): boolean {
  const data = text.length > maxVerdictChars ? undefined : parseJson(text, file);
  const schema = typeof data === 'object' && data !== null && 'schema' in data ? data.schema : undefined;
  return typeof schema === 'string' && schema.startsWith('weighbridge/verdict-set@');
}
