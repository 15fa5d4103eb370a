/** `18 KB`: bytes as people say them. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'] as const;
  const step = bytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  return `${step > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[step]}`;
}
