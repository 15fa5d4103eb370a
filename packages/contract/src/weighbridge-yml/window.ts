export const windowPattern = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/;

export interface Window {
  readonly from: string;
  readonly to: string;
}

/** Reads `2025-01-01/2025-12-31`; answers with what is wrong where it is no period of real days. */
export function parseWindow(written: string): Window | { readonly problem: string } {
  const [, from, to] = windowPattern.exec(written) ?? [];
  if (from === undefined || to === undefined) {
    return { problem: 'expected two dates such as 2025-01-01/2025-12-31' };
  }
  const unreal = [from, to].find((day) => !isDay(day));
  if (unreal !== undefined) {
    return { problem: `${unreal} is no day of the calendar` };
  }
  // ISO dates of four-digit years sort as text.
  return from <= to ? { from, to } : { problem: `the period ends (${to}) before it begins (${from})` };
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
