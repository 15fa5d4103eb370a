import { Failure } from '@weighbridge/contract';
import { SilenceError, SourceError, TrickleError } from '../transport/watch.ts';
import { RegistryFailure, type RegistryFault } from './registry-failure.ts';
import type { Secrets } from './secrets.ts';

/** Whose request it was, and what for. */
export interface Asked {
  /** Completes "could not …". */
  readonly what: string;
  /** The host that was spoken to. */
  readonly host: string;
  readonly secrets: Secrets;
  readonly signal: AbortSignal | undefined;
}

const network = 'check the name of the registry, the network and the proxy (HTTPS_PROXY, NO_PROXY)';

/** A failure for people from whatever a request threw before there was an answer, or while its body came. */
export function failureOfError(asked: Asked, error: unknown): Failure {
  const { what, host, secrets, signal } = asked;
  const because = (fault: RegistryFault, why: string): RegistryFailure =>
    new RegistryFailure(fault, `could not ${what}: ${why}`, { cause: error });
  if (error instanceof Failure) return error;
  if (signal?.aborted === true) return because('cancelled', 'it was cancelled');
  if (error instanceof SourceError) {
    if (error.cause instanceof Failure) return error.cause;
    return because('source', `what is to be sent could not be read (${secrets.clean(error.message)})`);
  }
  if (error instanceof SilenceError) {
    return because('timeout', `${host} did not go on (${error.message}); ${network}, or run this again`);
  }
  if (error instanceof TrickleError) {
    return because('timeout', `${host} is too slow (${error.message}); run this again`);
  }
  const codes = codesOf(error);
  const said = secrets.clean(lastMessage(error));
  if (codes.some(isCertificate)) {
    return because(
      'tls',
      `the certificate of ${host} is not trusted (${said}); name the authority that signed it in NODE_EXTRA_CA_CERTS`,
    );
  }
  if (codes.some((code) => /^(ERR_SSL|ERR_TLS|EPROTO)/.test(code))) {
    return because(
      'tls',
      `${host} does not speak TLS as expected (${said}); a registry without it has to be listed as insecure`,
    );
  }
  if (codes.includes('ENOTFOUND') || codes.includes('EAI_AGAIN')) {
    return because('network', `the name ${host} could not be looked up (${said}); ${network}`);
  }
  if (codes.includes('ECONNREFUSED')) {
    return because('network', `${host} refused the connection (${said}): nothing listens there; ${network}`);
  }
  return because('network', `the connection to ${host} broke (${said}); ${network}, or run this again`);
}

/** Whether asking again may help. */
export function mayPass(error: unknown): boolean {
  if (error instanceof Failure || error instanceof SourceError) return false;
  return !codesOf(error).some(
    (code) => code === 'ENOTFOUND' || isCertificate(code) || /^(ERR_SSL|ERR_TLS|EPROTO)/.test(code),
  );
}

function isCertificate(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH/.test(code);
}

/** fetch hides what happened behind `fetch failed`, and several addresses behind one error for all of them. */
function* chain(error: unknown, depth = 0): Generator<object> {
  if (typeof error !== 'object' || error === null || depth > 5) return;
  yield error;
  if ('cause' in error) yield* chain(error.cause, depth + 1);
  if (error instanceof AggregateError) for (const one of error.errors) yield* chain(one, depth + 1);
}

function codesOf(error: unknown): readonly string[] {
  return [...chain(error)].flatMap((one) =>
    'code' in one && typeof one.code === 'string' ? [one.code.toUpperCase()] : [],
  );
}

function lastMessage(error: unknown): string {
  const said = [...chain(error)].flatMap((one) =>
    'message' in one && typeof one.message === 'string' && one.message !== '' ? [one.message] : [],
  );
  return said.at(-1) ?? 'unknown fault';
}
