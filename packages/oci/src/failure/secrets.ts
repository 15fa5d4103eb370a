/** Shorter values would turn half of a message into stars. */
const minSecretChars = 4;
const maxShownChars = 300;

/** What this client knows and no message may hold: servers repeat what they were sent. */
export class Secrets {
  readonly #values = new Set<string>();

  add(...values: readonly string[]): void {
    for (const value of values) {
      if (value.length < minSecretChars) continue;
      for (const form of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]) {
        this.#values.add(form);
      }
    }
  }

  /** Text of a server or a system, on one line, short, and without secrets. */
  clean(text: string): string {
    let shown = text;
    for (const value of [...this.#values].sort((one, other) => other.length - one.length)) {
      shown = shown.replaceAll(value, '***');
    }
    const line = shown.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
    return line.length > maxShownChars ? `${line.slice(0, maxShownChars)}…` : line;
  }
}
