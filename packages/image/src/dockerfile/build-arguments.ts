import { substitute } from './substitute.ts';

/** `linux/arm64/v8` → the variables that BuildKit sets for `FROM` by itself. */
export function platformArguments(platform: string, buildPlatform = platform): Record<string, string> {
  return { ...ofPlatform('TARGET', platform), ...ofPlatform('BUILD', buildPlatform) };
}

function ofPlatform(prefix: string, platform: string): Record<string, string> {
  const [os = '', arch = '', variant = ''] = platform.split('/');
  return {
    [`${prefix}PLATFORM`]: platform,
    [`${prefix}OS`]: os,
    [`${prefix}ARCH`]: arch,
    [`${prefix}VARIANT`]: variant,
  };
}

/** `NAME`, `NAME=value` and `NAME="some value"`, several in one ARG. */
export function readArgs(content: string): readonly { readonly name: string; readonly value?: string }[] {
  return words(content).map((word) => {
    const equals = word.indexOf('=');
    return equals === -1 ? { name: word } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  });
}

/** Splits at white space outside of quotes; quotes stay. */
function words(content: string): readonly string[] {
  return content.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
}

/** The values that `FROM` sees: declared before the first FROM; one given by hand wins over a default. */
export class GlobalArguments {
  readonly #values = new Map<string, string>();
  readonly #given: Readonly<Record<string, string>>;
  readonly #escape: string;

  constructor(
    given: Readonly<Record<string, string>>,
    platform: Readonly<Record<string, string>>,
    escapeChar: string,
  ) {
    this.#given = given;
    this.#escape = escapeChar;
    for (const [name, value] of Object.entries(platform)) this.#values.set(name, given[name] ?? value);
  }

  declare(content: string): void {
    for (const { name, value } of readArgs(content)) {
      const given = Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
      const known =
        given ?? (value === undefined ? undefined : substitute(value, this.lookUp, this.#escape).text);
      if (known !== undefined) this.#values.set(name, known);
    }
  }

  readonly lookUp = (name: string): string | undefined => this.#values.get(name);
}
