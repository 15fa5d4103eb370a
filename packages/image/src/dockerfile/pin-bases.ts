import { DockerfileParser, From, ModifiableInstruction } from 'dockerfile-ast';
import type { Base, Dockerfile } from './dockerfile.ts';

/**
 * The Dockerfile's text with every image that `digests` knows (by the reference as it was resolved) named by its digest, so
 * that an engine builds on exactly what is in the key, and not on what it happens to have under that tag. Lines stay
 * where they are.
 */
export function pinBases(
  text: string,
  dockerfile: Dockerfile,
  digests: Readonly<Record<string, string>>,
): string {
  const edits: Edit[] = [];
  const stages = dockerfile.stages.values();
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction instanceof From) {
      const pinned = pinnedBase(stages.next().value?.base, digests);
      const range = instruction.getImageRange();
      if (pinned !== undefined && range !== null) edits.push({ ...range, text: pinned });
    } else if (instruction instanceof ModifiableInstruction) {
      for (const { value, range } of sources(instruction)) {
        const digest = value === null ? undefined : digestOf(value, digests);
        if (value !== null && digest !== undefined && range !== null)
          edits.push({ ...range, text: byDigest(value, digest) });
      }
    }
  }
  return applied(text, edits);
}

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Edit {
  readonly start: Position;
  readonly end: Position;
  readonly text: string;
}

/** `--from=` of COPY and ADD, `from=` of a RUN's mounts. */
function sources(instruction: ModifiableInstruction) {
  return instruction.getFlags().flatMap((flag) => {
    if (flag.getName() === 'from') return [{ value: flag.getValue(), range: flag.getValueRange() }];
    const option = flag.getName() === 'mount' ? flag.getOption('from') : null;
    return option === null ? [] : [{ value: option.getValue(), range: option.getValueRange() }];
  });
}

function pinnedBase(base: Base | undefined, digests: Readonly<Record<string, string>>): string | undefined {
  if (base?.kind !== 'image') return undefined;
  const digest = digestOf(base.ref, digests);
  return digest === undefined ? undefined : byDigest(base.ref, digest);
}

/** What names its digest already needs no other. */
function digestOf(ref: string, digests: Readonly<Record<string, string>>): string | undefined {
  return ref.includes('@') || !Object.hasOwn(digests, ref) ? undefined : digests[ref];
}

/** Without the tag: buildah refuses a reference that has both. */
function byDigest(ref: string, digest: string): string {
  return `${ref.replace(/:[^:/]*$/, '')}@${digest}`;
}

function applied(text: string, edits: readonly Edit[]): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offsetOf = ({ line, character }: Position) => (starts[line] ?? text.length) + character;
  let pinned = text;
  for (const edit of edits.toSorted((a, b) => offsetOf(b.start) - offsetOf(a.start))) {
    pinned = pinned.slice(0, offsetOf(edit.start)) + edit.text + pinned.slice(offsetOf(edit.end));
  }
  return pinned;
}
