/** Longest name of a repository, its registry included; registries refuse longer ones. */
export const maxNameChars = 255;

const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const host = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[0-9a-f:.]{2,45}\\])$`);
const pathPart = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const tagText = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const hexOf = new Map([
  ['sha256', /^[a-f0-9]{64}$/],
  ['sha512', /^[a-f0-9]{128}$/],
]);

/** What is wrong with `host[:port]`, in words that follow "the registry …"; undefined where nothing is. */
export function registryFault(registry: string): string | undefined {
  const port = /:(\d*)$/.exec(registry.replace(/^\[.*\]/, ''))?.[1];
  const name = port === undefined ? registry : registry.slice(0, -port.length - 1);
  if (!host.test(name)) return 'is no host name: letters, digits, dots and hyphens, then perhaps a port';
  // An address of numbers has several spellings, and one that looks like another host is none that was meant.
  const isAddress = URL.canParse(`http://${name}/`);
  if (name.startsWith('[') ? !isAddress : !isAddress || new URL(`http://${name}/`).hostname !== name) {
    return `is no ${name.startsWith('[') ? 'IPv6' : 'IPv4'} address`;
  }
  if (port !== undefined && !(/^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535)) {
    return 'has no port between 1 and 65535 after its colon';
  }
  return undefined;
}

/** What is wrong with a repository's name, in words that follow "the name …". */
export function nameFault(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (/[A-Z]/.test(name)) return 'has capital letters, and may only have lower-case ones';
  const wrong = name.split('/').find((part) => !pathPart.test(part));
  if (wrong === undefined) return undefined;
  if (wrong === '') return 'has an empty part: a slash too many';
  return `has the part ${JSON.stringify(wrong)}: lower-case letters and digits, separated by a dot, one or two underscores, or hyphens`;
}

/** What is wrong with a tag, in words that follow "the tag …". */
export function tagFault(tag: string): string | undefined {
  if (tag === '') return 'is empty';
  if (tag.length > 128) return `has ${tag.length} characters, and may have 128`;
  if (tagText.test(tag)) return undefined;
  return 'may only have letters, digits, underscores, dots and hyphens, and starts with none of the last two';
}

/** What is wrong with a digest, in words that follow "the digest …". */
export function digestFault(digest: string): string | undefined {
  const [, algorithm = '', hex = ''] = /^([^:]*):(.*)$/s.exec(digest) ?? [];
  const pattern = hexOf.get(algorithm);
  if (pattern === undefined) return 'starts with neither `sha256:` nor `sha512:`';
  if (pattern.test(hex)) return undefined;
  return `has not ${algorithm === 'sha256' ? 64 : 128} lower-case hex digits after \`${algorithm}:\``;
}
