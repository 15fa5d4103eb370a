/** Hours, minutes, seconds, each once and in this order: `2h`, `30m`, `90s`, `1h30m`. */
export const durationPattern = /^(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;

/** Longest timer that Node.js has: 2^31 − 1 milliseconds, 596 hours. */
export const maxDurationMs = 2_147_483_647;

/** Milliseconds of a duration; undefined where it is not written as one, is nothing, or is too long for a timer. */
export function parseDuration(written: unknown): number | undefined {
  const match = typeof written === 'string' ? durationPattern.exec(written) : null;
  if (match === null) {
    return undefined;
  }
  const [hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0));
  const ms = ((hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1_000;
  return ms > 0 && ms <= maxDurationMs ? ms : undefined;
}
