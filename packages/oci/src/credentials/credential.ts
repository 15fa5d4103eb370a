import type { Repository } from '../reference/reference.ts';

/** What a registry is shown. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** A refresh token, which the registry's token server takes for a token. */
  | { readonly kind: 'identity'; readonly token: string }
  /** A token that is sent as it is. */
  | { readonly kind: 'bearer'; readonly token: string };

/** Finds what to show for a repository; undefined: nothing is known, it is asked without a name. */
export type CredentialSource = (repository: Repository) => Promise<Credential | undefined>;

/** For registries that take a token as the password of any user, as GitHub's does. */
export function tokenCredential(token: string, username = 'weighbridge'): Credential {
  return { kind: 'password', username, password: token };
}

/** Every request goes without a name. */
export const anonymous: CredentialSource = async () => undefined;
