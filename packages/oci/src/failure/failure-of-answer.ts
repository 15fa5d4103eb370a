import type { SaidErrors } from './error-codes.ts';
import type { Asked } from './failure-of-error.ts';
import { RegistryFailure, type RegistryFault } from './registry-failure.ts';

export interface RefusedAnswer {
  readonly status: number;
  readonly said: SaidErrors | undefined;
  /** Whether credentials were sent: a refusal of nobody reads differently. */
  readonly identified: boolean;
  readonly scheme: 'basic' | 'bearer' | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** A failure for people from an answer that is none of those that were expected. */
export function failureOfAnswer(asked: Asked, answer: RefusedAnswer): RegistryFailure {
  const { status, said } = answer;
  const { what, host, secrets } = asked;
  const text = said === undefined ? '' : secrets.clean(said.text);
  const [fault, toDo] = meaning(answer, host);
  const shown = text === '' ? '' : ` (${text})`;
  return new RegistryFailure(fault, `could not ${what}: ${host} answered ${status}${shown}${toDo}`, {
    status,
    ...(answer.retryAfterSeconds !== undefined && { retryAfterSeconds: answer.retryAfterSeconds }),
  });
}

const unknown = new Set(['MANIFEST_UNKNOWN', 'NAME_UNKNOWN', 'BLOB_UNKNOWN', 'NOT_FOUND', 'TAG_NOT_FOUND']);
const invalid = new Set([
  'DIGEST_INVALID',
  'SIZE_INVALID',
  'MANIFEST_INVALID',
  'MANIFEST_BLOB_UNKNOWN',
  'MANIFEST_UNVERIFIED',
  'NAME_INVALID',
  'TAG_INVALID',
]);

/** Whether the registry itself says that there is no such thing; a 404 of something else on the way says nothing. */
export function saysAbsent(status: number, said: SaidErrors | undefined): boolean {
  return status === 404 && said?.codes.some((code) => unknown.has(code)) === true;
}

function meaning({ status, said, identified, scheme }: RefusedAnswer, host: string): [RegistryFault, string] {
  const codes = said?.codes ?? [];
  const text = said?.text ?? '';
  if (status === 429 || codes.includes('TOOMANYREQUESTS')) {
    return [
      'limit',
      `: too many requests. Run this again later${identified ? '' : ', or log in: who is known may ask more often'}`,
    ];
  }
  if (
    /quota|storage limit|insufficient storage|exceed\w* .*limit/i.test(text) ||
    status === 507 ||
    status === 402
  ) {
    return [
      'quota',
      ': there is no room left for this account. Delete what is no longer needed, or raise the quota',
    ];
  }
  if (status === 413 || codes.includes('SIZE_TOO_LARGE')) {
    return [
      'too-large',
      `: too large for the registry, or for a proxy before it. Raise its limit for the size of a request`,
    ];
  }
  if (status === 401 && identified && scheme === 'basic') return ['credentials', wrongCredentials(host)];
  if (status === 401 || status === 403 || codes.includes('DENIED') || codes.includes('UNAUTHORIZED')) {
    return [
      'denied',
      identified
        ? ': the credentials are taken, and there is no permission for this, or the repository is not there (registries say the same for both). Check its name, and who may do what in it'
        : `: no permission without credentials, or the repository is not there (registries say the same for both). Log in to ${host}, or check the name`,
    ];
  }
  if (saysAbsent(status, said)) return ['absent', ': it is not there'];
  if (status === 404)
    return [
      'answer',
      ', and not as a registry does. Check the name of the registry, and what stands before it',
    ];
  if (status === 405 || codes.includes('UNSUPPORTED'))
    return ['unsupported', ': the registry does not do this'];
  if (codes.some((code) => invalid.has(code)) || status === 400 || status === 422) {
    return ['invalid', ': the registry does not take it'];
  }
  if (status >= 500 || status === 408) return ['server', ': the fault is on its side. Run this again later'];
  return [
    'answer',
    ', which is no answer to this. Check the name of the registry, and what stands before it',
  ];
}

/** The end of a sentence on credentials that were refused. */
export function wrongCredentials(host: string): string {
  return `: the credentials for ${host} are wrong or have expired. Log in again; a job's own token ends with its job`;
}
