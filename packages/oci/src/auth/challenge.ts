/** How a registry wants to be shown who asks. */
export type Challenge =
  | { readonly scheme: 'basic' }
  | {
      readonly scheme: 'bearer';
      readonly realm: string;
      readonly service: string | undefined;
      readonly scope: string | undefined;
    };

const parameter = /^\s*,?\s*([A-Za-z0-9_.-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/;
const scheme = /^\s*,?\s*([A-Za-z][A-Za-z0-9-]*)(?:\s+|$)/;

/** Reads a `WWW-Authenticate` header; bearer before basic, undefined where neither is offered. */
export function readChallenge(header: string): Challenge | undefined {
  const offers = offersOf(header.slice(0, 8_192));
  const bearer = offers.find(([name, { realm }]) => name === 'bearer' && realm !== undefined)?.[1];
  if (bearer?.['realm'] !== undefined) {
    const { realm, service, scope } = bearer;
    return { scheme: 'bearer', realm, service: service || undefined, scope: scope || undefined };
  }
  return offers.some(([name]) => name === 'basic') ? { scheme: 'basic' } : undefined;
}

function offersOf(header: string): readonly [string, Readonly<Record<string, string | undefined>>][] {
  const offers: [string, Record<string, string>][] = [];
  let rest = header;
  while (rest !== '') {
    const named = scheme.exec(rest);
    if (named?.[1] === undefined) break;
    rest = rest.slice(named[0].length);
    const parameters: Record<string, string> = {};
    for (let one = parameter.exec(rest); one?.[1] !== undefined; one = parameter.exec(rest)) {
      parameters[one[1].toLowerCase()] = one[2]?.replace(/\\(.)/g, '$1') ?? one[3] ?? '';
      rest = rest.slice(one[0].length);
    }
    offers.push([named[1].toLowerCase(), parameters]);
  }
  return offers;
}
