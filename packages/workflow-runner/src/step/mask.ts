/** Hides what a log must not show: secrets, and what steps add by `::add-mask::`. */
export interface Mask {
  add(value: string): void;
  apply(text: string): string;
}

/** A mask of some values, to which more can be added. */
export function maskOf(values: Iterable<string>): Mask {
  const needles = new Set<string>();
  let sorted: readonly string[] = [];
  const add = (value: string): void => {
    for (const line of [value, ...value.split(/\r?\n/)]) {
      for (const form of formsOf(line)) if (form.trim() !== '') needles.add(form);
    }
    // The longest first: no end of a value sticks out beside a shorter one.
    sorted = [...needles].sort((one, other) => other.length - one.length);
  };
  for (const value of values) add(value);
  return { add, apply: (text) => sorted.reduce((masked, needle) => masked.replaceAll(needle, '***'), text) };
}

/** As it is, and as JSON, addresses and base64 carry it. */
function formsOf(value: string): readonly string[] {
  if (value.length < 4) return [value];
  const base64 = [0, 1, 2].map((before) => {
    const bytes = Buffer.from(value);
    const digits = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // Only the digits that the value alone decides.
    return digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    /\p{Surrogate}/u.test(value) ? value : encodeURIComponent(value),
    ...base64,
  ];
}
