import { type Package, packageOf } from './package.ts';
import { pypiSource } from './pypi-source.ts';

const name = '[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?';
const named = new RegExp(`^(${name})\\s*(?:\\[[^\\]]*\\])?\\s*(.*)$`, 's');
const specifier = /^(?:===|[<>=!~]=|[<>])\s*[^\s,;()]+$/;

/**
 * Reads one requirement (PEP 508, an address, or a folder) with pip's own options behind it; undefined where it is none.
 * `editable`: what stands behind `-e`.
 */
export function parseRequirement(line: string, editable = false): Package | undefined {
  const [body = '', ...options] = line.replace(/\s+/g, ' ').split(/ (?=--?[a-z])/);
  const hashes = options.flatMap((option) => /^--hash[= ]\s*([a-z0-9]+:[0-9a-f]+)$/.exec(option)?.[1] ?? []);
  const { text, marker } = splitMarker(body);
  const prefix = editable ? 'editable+' : '';
  if (isAddress(text)) {
    const found = nameInAddress(text);
    return packageOf('pypi', found.name, {
      version: found.version ?? null,
      source: `${prefix}${text}`,
      hashes,
      marker,
    });
  }
  const [, called, rest = ''] = named.exec(text) ?? [];
  if (called === undefined) return undefined;
  const address = /^@\s*(\S+)$/.exec(rest)?.[1];
  if (address !== undefined) {
    const found = nameInAddress(address);
    const parts = { version: found.version ?? null, hashes, marker };
    return packageOf('pypi', called, {
      ...parts,
      source: pypiSource(address) === undefined ? undefined : address,
    });
  }
  const wanted = rest.replace(/^\((.*)\)$/s, '$1').trim();
  const all = wanted === '' ? [] : wanted.split(',').map((one) => one.trim());
  if (!all.every((one) => specifier.test(one))) return undefined;
  const pin = all.length === 1 ? /^={2,3}\s*([^*]+)$/.exec(all[0] ?? '')?.[1] : undefined;
  return packageOf('pypi', called, {
    version: pin ?? null,
    wanted:
      pin === undefined
        ? all
            .map((one) => one.replace(/\s+/g, ''))
            .sort()
            .join(',')
        : undefined,
    hashes,
    marker,
  });
}

/** The marker stands behind `;`, which in an address needs a space before it. */
function splitMarker(body: string): { readonly text: string; readonly marker: string | undefined } {
  const at = isAddress(body) || /^[^;]*\s@\s/.test(body) ? body.search(/\s;/) : body.indexOf(';');
  if (at === -1) return { text: body.trim(), marker: undefined };
  const marker = body.slice(at).replace(/^\s*;/, '').replace(/\s+/g, ' ').trim();
  return { text: body.slice(0, at).trim(), marker };
}

function isAddress(text: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ||
    /^(?:\.{1,2}(?:\/|$|\[)|\/|file:)/.test(text) ||
    /^\S+\.(?:whl|zip|tar\.gz|tar\.bz2)$/.test(text)
  );
}

/** `#egg=name`, a wheel's or archive's file name, or the last part of the path. */
function nameInAddress(address: string): { readonly name: string; readonly version?: string } {
  const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(address)?.[1];
  const last = decoded(
    address
      .replace(/[?#].*$/s, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? '',
  );
  const [, wheel, wheelVersion] = /^([^-]+)-([^-]+)-.*\.whl$/.exec(last) ?? [];
  if (wheel !== undefined && wheelVersion !== undefined) return { name: egg ?? wheel, version: wheelVersion };
  const [, archive, version] = /^(.+)-(\d[^-]*?)\.(?:zip|tar\.gz|tar\.bz2)$/.exec(last) ?? [];
  if (archive !== undefined && version !== undefined) return { name: egg ?? archive, version };
  return { name: egg ?? (last.replace(/(?:\.git)?(?:@.*)?$/s, '') || address) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
