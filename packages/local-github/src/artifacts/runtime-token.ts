import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CheckRunRecord, RunRecord } from '../state/records.ts';

/** Signs and reads what jobs and blob addresses carry. The secret lives as long as the server. */
export interface Signer {
  /** ACTIONS_RUNTIME_TOKEN of a job: a token whose scope names run and job, as the artifact client reads it. */
  runtimeToken(run: RunRecord, job?: CheckRunRecord): string;
  /** The run a runtime token belongs to; undefined if it is none of ours. */
  runOf(token: string | undefined): number | undefined;
  sign(text: string): string;
  isSigned(text: string, signature: string | null): boolean;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function signerWith(secret: Uint8Array): Signer {
  const sign = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url');
  const isSigned = (text: string, signature: string | null): boolean => {
    const expected = Buffer.from(sign(text));
    const given = Buffer.from(signature ?? '');
    return expected.length === given.length && timingSafeEqual(expected, given);
  };
  return {
    sign,
    isSigned,
    runtimeToken(run, job) {
      const scope = `Actions.Results:${run.id}:${job?.id ?? 0}`;
      const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ scp: scope })}`;
      return `${content}.${sign(content)}`;
    },
    runOf(token) {
      const [head = '', claims = '', signature = ''] = (token ?? '').split('.');
      if (!isSigned(`${head}.${claims}`, signature)) return undefined;
      const { scp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { scp: string };
      return Number(scp.split(':')[1]);
    },
  };
}
