import type { Failure } from '@weighbridge/contract';
import type { Document, ValuePath } from './document.ts';
import { refused } from './source-text.ts';

/** Aliases let a short list of long lists be read for hours. */
const maxValues = 2_000_000;

/** Values that may still be read, of all fields of a document. */
interface Budget {
  left: number;
}

/** A value of a document that knows its way and place: what reads a foreign file, with a precise word where it differs. */
export class Field {
  private readonly document: Document;
  private readonly path: ValuePath;
  private readonly budget: Budget;
  readonly value: unknown;

  constructor(document: Document, path: ValuePath, value: unknown, budget: Budget) {
    this.budget = budget;
    this.document = document;
    this.path = path;
    this.value = value;
  }

  /** The document's path. */
  get file(): string {
    return this.document.file;
  }

  /** Whether a value stands here; null counts as none. */
  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** What a map holds under a key; a field without value where there is none. Throws where this is no map. */
  at(key: string): Field {
    const map = this.present ? this.map() : {};
    return this.part(key, Object.hasOwn(map, key) ? map[key] : undefined);
  }

  /** Entries of a map in the file's order; none where nothing stands here. */
  entries(): readonly (readonly [string, Field])[] {
    if (!this.present) return [];
    const entries = Object.entries(this.map());
    this.spend(entries.length);
    return entries.map(([key, value]) => [key, this.part(key, value)]);
  }

  /** Items of a list; none where nothing stands here. */
  items(): readonly Field[] {
    if (!this.present) return [];
    if (!Array.isArray(this.value)) throw this.refused('expected a list');
    this.spend(this.value.length);
    return this.value.map((value: unknown, index) => this.part(index, value));
  }

  /** Text that has to stand here. */
  text(): string {
    const text = this.optionalText();
    if (text === undefined) throw this.refused('expected text');
    return text;
  }

  /** Text, or undefined where nothing stands; a number as it is written, where the format keeps that. */
  optionalText(): string | undefined {
    if (!this.present) return undefined;
    if (typeof this.value === 'string') return this.value;
    const written = typeof this.value === 'object' ? undefined : this.document.written?.(this.path);
    if (written === undefined) throw this.refused('expected text');
    return written;
  }

  /** A whole number from 0, or undefined where nothing stands. */
  optionalCount(): number | undefined {
    if (!this.present) return undefined;
    const { value } = this;
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      throw this.refused('expected a whole number from 0');
    }
    return value;
  }

  get isMap(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  /** A failure at this place: `dvc.lock:12:5: outs[0].path: expected text, found a number`. */
  refused(message: string): Failure {
    const name = this.path
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${clipped(step)}`))
      .join('');
    const at = name === '' ? '' : `\`${name.replace(/^\./, '')}\`: `;
    return refused(`${at}${message}, found ${kindOf(this.value)}`, this.document.where(this.path));
  }

  private part(step: string | number, value: unknown): Field {
    return new Field(this.document, [...this.path, step], value, this.budget);
  }

  private spend(values: number): void {
    this.budget.left -= values;
    if (this.budget.left < 0) {
      throw refused('the file holds more than 2,000,000 values once aliases are followed', {
        file: this.file,
      });
    }
  }

  private map(): Record<string, unknown> {
    if (!this.isMap) throw this.refused('expected a map');
    return this.value as Record<string, unknown>;
  }
}

const maxShownChars = 60;

function clipped(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return line.length > maxShownChars ? `${line.slice(0, maxShownChars)}…` : line;
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return JSON.stringify(clipped(value));
  return typeof value === 'object' ? 'a map' : `${String(value)}`;
}

/** The top of a document. */
export function fieldOf(document: Document): Field {
  return new Field(document, [], document.value, { left: maxValues });
}
