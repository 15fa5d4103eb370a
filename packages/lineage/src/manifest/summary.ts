import { stringify } from 'yaml';
import type { DataEntry, FullManifest } from './manifest-extras.ts';

const shortChars = 12;
/** Longer lines are not read. */
const maxLineChars = 500;

/** What a person reads of a manifest: five lines of YAML, each with its newline. */
export function manifestSummary(manifest: FullManifest): string {
  const lines = {
    model: modelLine(manifest),
    data: dataLine(manifest),
    image: imageLine(manifest),
    settings: settingsLine(manifest),
    weights: weightsLine(manifest),
  };
  return Object.entries(lines)
    .map(([key, text]) => stringify({ [key]: oneLine(text) }, { lineWidth: 0 }))
    .join('');
}

/** What a file says stays on its line, and shows. */
function oneLine(text: string): string {
  const shown = text.slice(0, maxLineChars).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '?');
  return text.length > maxLineChars ? `${shown}…` : shown;
}

function modelLine({ model, commit, dirty, repository, modelKey }: FullManifest): string {
  const place = repository === undefined ? '' : ` of ${repository}`;
  const changes = dirty ? ', with changes that no commit holds' : '';
  return `${model}, commit ${short(commit)}${place}${changes}, model key ${short(modelKey)}`;
}

function dataLine({ data }: FullManifest): string {
  const sources = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return sources.length === 0
    ? 'none named'
    : sources.map(([name, entry]) => `${name} ${entryText(entry)}`).join('; ');
}

function entryText({ id, reason, from, to }: DataEntry): string {
  const window = from === null || to === null ? '' : `, ${from} to ${to}`;
  return `${id === 'unknown' ? `unknown (${reason ?? 'git does not hold it'})` : id}${window}`;
}

function imageLine({ image }: FullManifest): string {
  if (image === undefined || image === null) return 'none, the commands ran on the host';
  const inputs = image.inputsKey === null ? '' : `, inputs ${short(image.inputsKey)}`;
  return `${image.digest ?? image.ref ?? 'local'}${inputs}`;
}

function settingsLine({ seed, modelKeyParts, paramValues, lockfiles, nondeterminism }: FullManifest): string {
  const values = (paramValues ?? []).reduce((sum, file) => sum + Object.keys(file.values ?? {}).length, 0);
  const packages = (lockfiles ?? []).reduce((sum, file) => sum + (file.packages?.length ?? 0), 0);
  return [
    seed === null ? 'no seed' : `seed ${seed}`,
    ...(values === 0 ? [] : [count(values, 'parameter')]),
    ...(modelKeyParts.prompts.length === 0 ? [] : [count(modelKeyParts.prompts.length, 'prompt')]),
    ...(packages === 0 ? [] : [count(packages, 'package')]),
    ...(nondeterminism === undefined || nondeterminism.length === 0
      ? []
      : [`not deterministic (${nondeterminism.join(', ')})`]),
  ].join(', ');
}

function weightsLine({ weights, weightsFrom, testedOn, validUntil }: FullManifest): string {
  const made = weights?.digest ?? (weightsFrom === undefined ? 'none recorded' : `from ${weightsFrom}`);
  const place = weights?.place === undefined || weights.place === null ? '' : ` in ${weights.place}`;
  const tested = testedOn === undefined ? '' : `, tested on ${testedOn.from} to ${testedOn.to}`;
  return `${made}${place}${tested}${validUntil === undefined ? '' : `, valid until ${validUntil}`}`;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function short(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, shortChars);
}
