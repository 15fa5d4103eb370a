import type { RepositoryRecord, TokenRecord } from '../state/records.ts';

export interface Limits {
  /** GITHUB_TOKEN: 1,000 an hour and repository. */
  readonly perHourJob: number;
  readonly perHourUser: number;
  readonly perHourAnonymous: number;
  /** Secondary limit for what makes content: 80 a minute. */
  readonly contentPerMinute: number;
}

export const gitHubLimits: Limits = {
  perHourJob: 1_000,
  perHourUser: 5_000,
  perHourAnonymous: 60,
  contentPerMinute: 80,
};

export interface Quota {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

export interface RateLimits {
  /** Counts a request (unless told not to) and says what is left; `exceeded` if it was one too many. */
  count(
    token: TokenRecord | undefined,
    repository: RepositoryRecord | undefined,
    counted: boolean,
  ): Quota & { exceeded: boolean };
  /** Counts something that makes content; seconds to wait if there was too much of it. */
  countContent(token: TokenRecord): number | undefined;
}

export function rateLimits(limits: Limits, now: () => Date): RateLimits {
  const hours = new Map<string, { start: number; used: number }>();
  const content = new Map<string, number[]>();
  const seconds = (): number => Math.floor(now().getTime() / 1_000);
  return {
    count(token, repository, counted) {
      const [key, limit] = quotaOf(limits, token, repository);
      const known = hours.get(key);
      const hour =
        known === undefined || seconds() >= known.start + 3_600 ? { start: seconds(), used: 0 } : known;
      hours.set(key, hour);
      const exceeded = counted && hour.used >= limit;
      if (counted && !exceeded) hour.used += 1;
      return { limit, used: hour.used, remaining: limit - hour.used, reset: hour.start + 3_600, exceeded };
    },
    countContent(token) {
      const recent = (content.get(token.token) ?? []).filter((at) => at > seconds() - 60);
      if (recent.length >= limits.contentPerMinute) return (recent[0] ?? 0) + 60 - seconds();
      content.set(token.token, [...recent, seconds()]);
      return undefined;
    },
  };
}

function quotaOf(
  limits: Limits,
  token: TokenRecord | undefined,
  repository: RepositoryRecord | undefined,
): readonly [string, number] {
  if (token === undefined) return ['anonymous', limits.perHourAnonymous];
  if (token.kind === 'user') return [token.login, limits.perHourUser];
  const home = token.repository ?? repository?.id;
  return [`${token.kind} ${home}`, token.kind === 'actions' ? limits.perHourJob : limits.perHourUser];
}

export function quotaHeaders(
  { limit, used, remaining, reset }: Quota,
  resource = 'core',
): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-used': String(used),
    'x-ratelimit-resource': resource,
  };
}
