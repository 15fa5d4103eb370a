/** Shorter values are not masked: they would turn half of a log into stars and thereby say what they are. */
export const minSecretChars = 4;

const stars = '***';

/**
 * Replaces secrets in lines of output by `***`. A secret of several lines is masked line by line. Values are also
 * found in the forms that tools print them in: JSON strings, URLs and base64 (also inside a longer text, as in
 * an `Authorization: Basic` header).
 */
export class SecretMask {
  readonly #needles: readonly string[];
  /** Length of the longest text that is looked for. */
  readonly longest: number;

  constructor(secrets: readonly string[]) {
    const lines = secrets.flatMap((secret) => [secret, ...secret.split(/\r\n|\r|\n/)]);
    const values = lines.map((line) => line.trim()).filter((line) => line.length >= minSecretChars);
    const needles = new Set(values.flatMap(formsOf).filter((form) => !/[\r\n]/.test(form)));
    this.#needles = [...needles];
    this.longest = Math.max(0, ...this.#needles.map((needle) => needle.length));
  }

  /**
   * The line with every secret masked, cut after `maxChars`. The line has to reach `longest` characters beyond
   * the cut (or to its end), so that a secret on the cut is still recognised.
   */
  apply(line: string, maxChars: number): string {
    const spans = this.#spans(line);
    let out = '';
    let at = 0;
    for (const [from, to] of spans) {
      if (from >= maxChars) break;
      out += line.slice(at, from) + stars;
      at = to;
    }
    return at < maxChars ? out + line.slice(at, maxChars) : out;
  }

  /** Where secrets stand, overlapping ones joined, so that no end of one sticks out beside another. */
  #spans(line: string): readonly (readonly [number, number])[] {
    const found: [number, number][] = [];
    for (const needle of this.#needles) {
      for (let at = line.indexOf(needle); at !== -1; at = line.indexOf(needle, at + 1)) {
        found.push([at, at + needle.length]);
      }
    }
    found.sort((a, b) => a[0] - b[0]);
    const joined: [number, number][] = [];
    for (const span of found) {
      const last = joined.at(-1);
      if (last !== undefined && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else joined.push(span);
    }
    return joined;
  }
}

function formsOf(value: string): readonly string[] {
  return [value, JSON.stringify(value).slice(1, -1), encodeUri(value), ...base64Forms(value)];
}

function encodeUri(value: string): string {
  // A lone surrogate has no URL form; such a value can only be printed as it is.
  return /\p{Surrogate}/u.test(value) ? value : encodeURIComponent(value);
}

/**
 * How the value looks in base64 when 0, 1 or 2 bytes stand before it. Only the digits that the value alone decides
 * are kept: the first and last ones also hold bits of its neighbours.
 */
function base64Forms(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    const form = encoded.slice(from, to);
    return form.length >= minBase64Chars ? [form] : [];
  });
}

/** Fewer base64 digits would meet by chance in any checksum. */
const minBase64Chars = 8;
