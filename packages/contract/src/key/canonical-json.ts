import { Failure } from '../failure.ts';

/** Deeper data is no example anybody wrote, and would exhaust the stack. */
const maxDepth = 500;

/**
 * One text for equal data, after RFC 8785 (JCS): keys sorted by UTF-16 code units, no whitespace, numbers as
 * ECMAScript writes them. Properties that are undefined are left out, as in JSON. Throws a `rows` failure for what
 * JSON cannot hold: NaN, infinities, other types, cycles.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > maxDepth) {
    throw new Failure('rows', `expected values nested at most ${maxDepth} deep`);
  }
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      return writeNumber(value);
    case 'object':
      return value === null ? 'null' : writeObject(value, depth);
    default:
      throw new Failure('rows', `expected a value that JSON can hold, found ${typeof value}`);
  }
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) {
    throw new Failure('rows', `expected a finite number, found ${value}`);
  }
  return JSON.stringify(value);
}

function writeObject(value: object, depth: number): string {
  if (Array.isArray(value)) {
    return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new Failure('rows', 'expected plain data, found an object of a class');
  }
  const properties = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, item]) => `${JSON.stringify(key)}:${write(item, depth + 1)}`);
  return `{${properties.join(',')}}`;
}

/** Order of UTF-16 code units: the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
