import { describe, expect, it } from 'vitest';
import { failureOfError, mayPass } from './failure-of-error.ts';
import { RegistryFailure } from './registry-failure.ts';
import { Secrets } from './secrets.ts';

const secrets = new Secrets();
const asked = { what: 'read x', host: 'example.com', secrets, signal: undefined };
/** As Node's fetch wraps what happened. */
const fetchError = (code: string, message = code) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });

describe('an error of the network', () => {
  it.each([
    ['ECONNREFUSED', 'network', 'nothing listens there', true],
    ['ENOTFOUND', 'network', 'could not be looked up', false],
    ['EAI_AGAIN', 'network', 'could not be looked up', true],
    ['ECONNRESET', 'network', 'the connection to example.com broke', true],
    ['UND_ERR_SOCKET', 'network', 'the connection to example.com broke', true],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'NODE_EXTRA_CA_CERTS', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'NODE_EXTRA_CA_CERTS', false],
    ['CERT_HAS_EXPIRED', 'tls', 'is not trusted', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'is not trusted', false],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'listed as insecure', false],
  ])('%s is of %s', (code, fault, words, passing) => {
    const failure = failureOfError(asked, fetchError(code));
    expect(failure).toBeInstanceOf(RegistryFailure);
    expect(failure).toMatchObject({ fault, code: 'infrastructure' });
    expect(failure.message).toContain(words);
    expect(failure.message).toMatch(/^could not read x: /);
    expect(mayPass(fetchError(code))).toBe(passing);
  });

  it('of several addresses tells what one of them said', () => {
    const error = new TypeError('fetch failed', {
      cause: new AggregateError([Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })]),
    });
    expect(failureOfError(asked, error).message).toContain('(refused): nothing listens there');
  });
});

describe('secrets', () => {
  it('are taken out, the longest first, and short ones are not looked for', () => {
    const some = new Secrets();
    some.add('abcd', 'abcdefgh', 'x', 'a b/c');
    expect(some.clean('abcdefgh abcd x a%20b%2Fc\u0007\u202e')).toBe('*** *** x ***');
    expect(some.clean('y'.repeat(1_000))).toHaveLength(301);
  });
});
