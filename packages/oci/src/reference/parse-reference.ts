import { Failure, type Where } from '@weighbridge/contract';
import { digestFault, maxNameChars, nameFault, registryFault, tagFault } from './grammar.ts';
import type { Reference } from './reference.ts';

/** The registry of references that name none, and its parts that have names without a slash. */
export const defaultRegistry = 'docker.io';
const defaultNamespace = 'library';
const aliases = new Set(['index.docker.io', 'registry-1.docker.io']);

const maxShownChars = 300;

/**
 * Reads `[host[:port]/]name[:tag][@digest]` as the engines do: what stands before the first slash is a registry where it holds a
 * dot or a colon, or is `localhost`.
 * @throws {Failure} of code `config`, at `where`, which says what is wrong with which part.
 */
export function parseReference(text: string, where?: Where): Reference {
  const refuse = (why: string): never => {
    const shown = text.length > maxShownChars ? `${text.slice(0, maxShownChars)}…` : text;
    throw new Failure('config', `${JSON.stringify(shown)} is no reference to an image: ${why}`, {
      ...(where !== undefined && { where }),
    });
  };
  const check = (part: string, fault: string | undefined): void => {
    if (fault !== undefined) refuse(`the ${part} ${fault}`);
  };
  if (text === '') return refuse('it is empty');
  if (/\s/.test(text)) return refuse('it holds a space');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return refuse('write it without `https://` or another scheme');

  const [beforeDigest, digest] = splitAt(text, text.indexOf('@'));
  const [registry, rest] = splitRegistry(beforeDigest);
  check('registry', registryFault(registry));
  const [path, tag] = splitAt(rest, rest.lastIndexOf(':'));
  check('name', nameFault(path));
  const name = registry === defaultRegistry && !path.includes('/') ? `${defaultNamespace}/${path}` : path;
  if (registry.length + 1 + name.length > maxNameChars) {
    return refuse(`registry and name are longer than ${maxNameChars} characters`);
  }
  if (tag !== undefined) check('tag', tagFault(tag));
  if (digest !== undefined) check('digest', digestFault(digest));
  return { registry, name, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

function splitAt(text: string, at: number): [string, string | undefined] {
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function splitRegistry(text: string): [string, string] {
  const slash = text.indexOf('/');
  const first = slash < 0 ? '' : text.slice(0, slash);
  if (!/[.:]/.test(first) && first.toLowerCase() !== 'localhost') return [defaultRegistry, text];
  const registry = first.toLowerCase();
  return [aliases.has(registry) ? defaultRegistry : registry, text.slice(slash + 1)];
}
