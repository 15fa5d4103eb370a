import { operations } from '../openapi/description.ts';

export interface Route {
  readonly id: string;
  readonly params: Readonly<Record<string, string>>;
}

interface Pattern {
  readonly id: string;
  readonly method: string;
  readonly expression: RegExp;
  readonly names: readonly string[];
}

/** Names of branches and refs may hold slashes, encoded or not. */
const mayHoldSlashes: ReadonlySet<string> = new Set(['ref', 'branch']);

const patterns: readonly Pattern[] = Object.entries(operations).map(([id, { method, path }]) => {
  const names: string[] = [];
  const source = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return mayHoldSlashes.has(name) ? '(.+)' : '([^/]+)';
  });
  return { id, method, expression: new RegExp(`^${source}$`), names };
});

/** The operation that a method and a path (from the API's root, not decoded) stand for. */
export function routeOf(method: string, path: string): Route | undefined {
  for (const { id, method: wanted, expression, names } of patterns) {
    const match = method === wanted ? expression.exec(path) : null;
    if (match === null) continue;
    const values = names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]);
    return { id, params: Object.fromEntries(values) };
  }
  return undefined;
}
