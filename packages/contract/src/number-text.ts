/** What a number needs to be printed as people say it; a `MetricVerdict` is one. */
export interface NumberShape {
  readonly unit: string | null;
  readonly range: readonly [number, number] | null;
}

/** A difference of a quantity is printed relative to what it is a difference from. */
export interface DeltaShape extends NumberShape {
  readonly baseline: number | null;
}

const minus = '−';
const none = '—';
const currencies: Readonly<Record<string, string>> = {
  usd: '$',
  $: '$',
  eur: '€',
  '€': '€',
  gbp: '£',
  '£': '£',
};

/** Whether a metric is a share of one: printed in percent, its differences in percentage points. */
export function isProportion(shape: NumberShape): boolean {
  return shape.range !== null && shape.range[0] === 0 && shape.range[1] === 1;
}

/** `91.2 %`, `$0.0041`, `41.2 ms`, `7.31`; `—` for a number that is not there. */
export function formatValue(value: number | null, shape: NumberShape): string {
  if (value === null || !Number.isFinite(value)) return none;
  if (isProportion(shape)) return `${fixed(value * 100, percentDecimals(value * 100))} %`;
  return withUnit(quantityText(value), shape.unit);
}

/** `−3.2 pp` for a share, `−4.9 %` of the baseline for a quantity, `−0.31` for a score; always with its sign. */
export function formatDelta(delta: number | null, shape: DeltaShape): string {
  if (delta === null || !Number.isFinite(delta)) return none;
  const scale = deltaScale(shape);
  const text = scaledText(delta * scale.factor, scale);
  return signed(scale.unit === undefined ? withUnit(text, shape.unit) : `${text} ${scale.unit}`);
}

/** `−4.7 … −1.6`, in the unit that `formatDelta` prints; `−∞`, `+∞` for an end that nothing bounds. */
export function formatInterval(
  interval: readonly [number | null, number | null] | null,
  shape: DeltaShape,
): string {
  if (interval === null) return none;
  const scale = deltaScale(shape);
  const ends = interval.map((end) => (end === null ? null : end * scale.factor));
  const widest = Math.max(0, ...ends.map((end) => Math.abs(end ?? 0)));
  const [low, high] = ends.map((end, index) =>
    end === null ? (index === 0 ? `${minus}∞` : '+∞') : signed(scaledText(end, scale, widest)),
  );
  return `${low} … ${high}`;
}

/** The ends of an interval of a value, without its unit: `89.9 … 92.7`. */
export function formatValueInterval(interval: readonly [number, number] | null, shape: NumberShape): string {
  if (interval === null) return none;
  const factor = isProportion(shape) ? 100 : 1;
  const text = (end: number) =>
    factor === 100 ? fixed(end * 100, percentDecimals(end * 100)) : quantityText(end);
  return `${text(interval[0])} … ${text(interval[1])}`;
}

/** An allowance, without a sign and without needless zeros: `0.5 pp`, `5 %`, `0.3`. */
export function formatAmount(amount: number | null, shape: DeltaShape): string {
  if (amount === null || !Number.isFinite(amount)) return none;
  const scale = deltaScale(shape);
  const text = trimZeros(scaledText(Math.abs(amount) * scale.factor, scale));
  return scale.unit === undefined ? withUnit(text, shape.unit) : `${text} ${scale.unit}`;
}

/** A count with thousands set apart: `1,797`. */
export function formatCount(count: number): string {
  return group(String(Math.round(count)));
}

interface DeltaScale {
  readonly factor: number;
  readonly unit: 'pp' | '%' | undefined;
}

function deltaScale(shape: DeltaShape): DeltaScale {
  if (isProportion(shape)) return { factor: 100, unit: 'pp' };
  const base = shape.baseline;
  if (shape.range === null && base !== null && base !== 0 && Number.isFinite(100 / Math.abs(base)))
    return { factor: 100 / Math.abs(base), unit: '%' };
  return { factor: 1, unit: undefined };
}

function scaledText(value: number, scale: DeltaScale, widest: number = Math.abs(value)): string {
  if (scale.unit === undefined) return quantityText(value, widest);
  return fixed(value, Math.abs(value) >= 1000 ? 0 : percentDecimals(widest));
}

/** One decimal of a percentage, two where one would round it away. */
function percentDecimals(value: number): number {
  const size = Math.abs(value);
  return size > 0 && size < 0.1 ? 2 : 1;
}

/** Three figures and at most two decimals; below one two figures, however small. */
function quantityText(value: number, widest: number = Math.abs(value)): string {
  const size = Math.abs(widest);
  if (!Number.isFinite(value)) return fixed(value, 0);
  if (size !== 0 && (size < 1e-6 || size >= 1e15)) return fixMinus(value.toExponential(1).replace('e+', 'e'));
  if (Number.isInteger(value) && size >= 1) return fixed(value, 0);
  if (size >= 100) return fixed(value, 0);
  if (size >= 10) return fixed(value, 1);
  if (size >= 1) return fixed(value, 2);
  if (size === 0) return '0';
  return fixed(value, Math.max(2, 1 - Math.floor(Math.log10(size))));
}

/** Fixed decimals with a typographic minus, thousands set apart, and never a negative zero. */
function fixed(value: number, decimals: number): string {
  // A share of a number near the end of the scale overflows.
  if (!Number.isFinite(value)) return value < 0 ? `${minus}∞` : '∞';
  const text = Math.abs(value).toFixed(decimals);
  const negative = value < 0 && /[1-9]/.test(text);
  const [whole = '0', fraction] = text.split('.');
  return `${negative ? minus : ''}${group(whole)}${fraction === undefined ? '' : `.${fraction}`}`;
}

const group = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
const fixMinus = (text: string): string => text.replaceAll('-', minus);
const trimZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
const signed = (text: string): string => (text.startsWith(minus) || !/[1-9]/.test(text) ? text : `+${text}`);

function withUnit(text: string, unit: string | null): string {
  if (unit === null || unit === '') return text;
  const code = unit.toLowerCase();
  // A unit is any text: one named `constructor` is not a currency.
  const symbol = Object.hasOwn(currencies, code) ? currencies[code] : undefined;
  if (symbol === undefined) return `${text} ${unit}`;
  return text.startsWith(minus) ? `${minus}${symbol}${text.slice(1)}` : `${symbol}${text}`;
}
