import { Failure } from '@weighbridge/contract';

/** Why a registry did not do what it was asked for. */
export type RegistryFault =
  /** The user name, password or token is wrong, or has expired. */
  | 'credentials'
  /** Not permitted, or not there: registries say the same for both. */
  | 'denied'
  /** The registry answered that it has no such thing. */
  | 'absent'
  /** The registry does not take what was sent. */
  | 'invalid'
  /** Too large for the registry, or for what is between. */
  | 'too-large'
  | 'quota'
  /** Too many requests. */
  | 'limit'
  | 'server'
  | 'timeout'
  | 'network'
  | 'tls'
  /** The answer is not as a registry answers. */
  | 'answer'
  /** Bytes are not those that their digest names. */
  | 'digest'
  /** Going on would have shown a password, or left encryption. */
  | 'unsafe'
  /** The registry, or this client, cannot do it. */
  | 'unsupported'
  /** What was to be sent could not be read. */
  | 'source'
  | 'cancelled';

export interface RegistryFailureOptions extends ErrorOptions {
  readonly status?: number;
  readonly retryAfterSeconds?: number;
}

/** Could not ask, or was refused: says what was wanted, what came instead, and what to do. Never holds a secret. */
export class RegistryFailure extends Failure {
  readonly fault: RegistryFault;
  /** Of the answer, where there was one. */
  readonly status: number | undefined;
  /** As long as the registry asks to wait. */
  readonly retryAfterSeconds: number | undefined;

  constructor(fault: RegistryFault, message: string, options: RegistryFailureOptions = {}) {
    super('infrastructure', message, 'cause' in options ? { cause: options.cause } : {});
    this.fault = fault;
    this.status = options.status;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Whether asking again may help: nobody said no. */
export function isPassing(error: unknown): boolean {
  return error instanceof RegistryFailure && ['network', 'timeout', 'server', 'limit'].includes(error.fault);
}
