import type { z } from 'zod';
import { Failure, type Where } from '../failure.ts';

export interface DocumentKind<T> {
  /** `verdict`, as in `weighbridge/verdict@1`. */
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  readonly maxChars: number;
}

const maxNamedFields = 5;
const maxShownChars = 60;

/**
 * Reads a JSON file that somebody else may have written. Throws a `rows` failure of one sentence: too long, no JSON,
 * of another kind or a newer version, or the first fields that are wrong. Fields it does not know are dropped.
 */
export function parseDocument<T>(text: string, file: string, kind: DocumentKind<T>): T {
  if (text.length > kind.maxChars) {
    const length = text.length.toLocaleString('en');
    throw refused(`expected at most ${kind.maxChars.toLocaleString('en')} characters, found ${length}`, {
      file,
    });
  }
  const data = parseJson(text, file);
  const problem = kindProblem(data, kind);
  if (problem !== undefined) {
    throw refused(problem, { file });
  }
  const result = kind.schema.safeParse(data);
  if (!result.success) {
    throw refused(fieldsProblem(kind.name, result.error.issues), { file });
  }
  return result.data;
}

export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as unknown;
  } catch (cause) {
    throw new Failure('rows', 'the file is not JSON', { where: { file }, cause });
  }
}

function kindProblem(data: unknown, kind: DocumentKind<unknown>): string | undefined {
  const expected = `weighbridge/${kind.name}@${kind.version}`;
  const said = typeof data === 'object' && data !== null && 'schema' in data ? data.schema : undefined;
  if (said === expected) {
    return undefined;
  }
  const version = typeof said === 'string' ? /^weighbridge\/([a-z-]+)@(\d{1,6})$/.exec(said) : null;
  if (version?.[1] === kind.name && Number(version[2]) > kind.version) {
    return `written by a newer Weighbridge (${version[0]}); this one reads ${expected}`;
  }
  const found = said === undefined ? 'nothing' : clipped(JSON.stringify(said));
  return `expected ${withArticle(kind.name)} (\`schema\` of ${JSON.stringify(expected)}), found ${found}`;
}

function fieldsProblem(name: string, issues: readonly z.core.$ZodIssue[]): string {
  const fields = issues
    .slice(0, maxNamedFields)
    .map((issue) => `\`${clipped(issue.path.map(String).join('.'))}\` (${clipped(issue.message)})`);
  const more = issues.length - fields.length;
  const rest = more > 0 ? ` and ${more.toLocaleString('en')} more` : '';
  return `not ${withArticle(name).replace(name, '')}well-formed ${name}: ${fields.join(', ')}${rest}`;
}

/** Evidence is not counted. */
function withArticle(name: string): string {
  return name === 'evidence' ? name : `a ${name}`;
}

function clipped(text: string): string {
  // What is shown of untrusted text stays on its line.
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return line.length > maxShownChars ? `${line.slice(0, maxShownChars)}…` : line;
}

function refused(message: string, where: Where): Failure {
  return new Failure('rows', message, { where });
}
