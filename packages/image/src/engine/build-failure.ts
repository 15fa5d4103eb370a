import type { Where } from '@weighbridge/contract';
import type { Dockerfile, Step } from '../dockerfile/dockerfile.ts';
import type { BuildFailure } from './build-request.ts';
import type { Called } from './client.ts';
import { faultOf } from './fault.ts';

/** How each builder says that a RUN ended with another code than 0. */
const stepEnded: readonly RegExp[] = [
  /returned a non-zero code: (?<code>\d+)/, // classic
  /(?:executor failed running|did not complete successfully).*exit code: (?<code>\d+)/, // BuildKit
  /building at STEP "RUN.*: exit status (?<code>\d+)$/, // buildah, podman
];
const absent =
  /manifest unknown|manifest for .* not found|no such image|image not known|no stage or image found with that name|short-name .* did not resolve|: not found$|repository does not exist/i;

/** A COPY of what is not there; BuildKit ends it with the words that it also has for an image. */
const missingSource =
  /failed to (?:compute|calculate)\b.*(?:cache key|checksum)|not found in build context|checking on sources under/i;

/** Names why a build failed: the line of the Dockerfile, the base that cannot be read, the disk, the network, the engine. */
export function buildFailure(called: Called, dockerfile: Dockerfile): BuildFailure {
  const fault = faultOf('the build', called);
  const { lines } = called;
  const { reason, lastLines, kind } = fault;
  if (kind === 'timeout' || kind === 'aborted' || kind === 'no-space' || kind === 'engine-down')
    return fault as BuildFailure;
  const code = exitCodeOf(lines);
  const step = failedStep(lines, dockerfile);
  if (step !== undefined && (code !== undefined || step.keyword !== 'FROM') && !isPull(lines, kind, code)) {
    const where: Where = { file: dockerfile.file, line: step.line };
    const ended = code === undefined ? 'failed' : `ended with code ${code}`;
    const shown = step.text.length > 120 ? `${step.text.slice(0, 120)}…` : step.text;
    const why = code === undefined ? reason.replace(/^the build [^:]*(?:: )?/, ': ') : '';
    return {
      kind: 'step-failed',
      where,
      step: step.text,
      code,
      reason: `${shown} ${ended}${why}`,
      lastLines,
    };
  }
  if (kind === 'denied') return { kind: 'base-denied', reason, lastLines };
  if (kind === 'network') return { kind, reason, lastLines };
  return { kind: lines.some((line) => absent.test(line)) ? 'base-absent' : 'failed', reason, lastLines };
}

/** `COPY --from` and `RUN --mount` of an image fail in their own step when that image cannot be read. */
function isPull(lines: readonly string[], kind: string, code: number | undefined): boolean {
  if (lines.some((line) => missingSource.test(line))) return false;
  return (
    code === undefined && (kind === 'denied' || kind === 'network' || lines.some((line) => absent.test(line)))
  );
}

function exitCodeOf(lines: readonly string[]): number | undefined {
  for (const line of lines.toReversed()) {
    for (const sign of stepEnded) {
      const code = sign.exec(line)?.groups?.['code'];
      if (code !== undefined) return Number(code);
    }
  }
  return undefined;
}

/** The instruction that the engine was at, as it names it: by line, by number or by its text. */
function failedStep(lines: readonly string[], { steps }: Dockerfile): Step | undefined {
  const at = last(lines, /^(?:\S*[Dd]ockerfile\S*|\S+):(\d+)$/);
  if (at !== undefined && lines.some((line) => /^-{8,}$/.test(line))) {
    const line = Number(at);
    const found = steps.findLast((step) => step.line <= line);
    if (found !== undefined) return found;
  }
  const text =
    last(lines, /building at STEP "(.*?)": /) ?? // buildah
    last(lines, /^ > \[[^\]]*\] (.*?):?$/) ?? // BuildKit's last words
    last(lines, /^Step \d+\/\d+ : (.*)$/) ?? // classic
    last(lines, /^(?:\[\d+\/\d+\] )?STEP \d+\/\d+: (.*)$/);
  return text === undefined ? undefined : stepByText(steps, text);
}

function last(lines: readonly string[], pattern: RegExp): string | undefined {
  for (const line of lines.toReversed()) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function stepByText(steps: readonly Step[], text: string): Step | undefined {
  const plain = text.replaceAll('\\"', '"').replace(/\s+/g, ' ').trim();
  return (
    steps.find((step) => step.text === plain) ??
    // Flags are left out, and what is long is cut, by some builders.
    steps.find((step) => plain.length > 8 && step.text.startsWith(plain.replace(/\.\.\.$/, ''))) ??
    steps.find(({ keyword, text: own }) => own.replace(/ --\S+/g, '') === plain && plain.startsWith(keyword))
  );
}

/** Whether only the writing of the cache failed: the image itself can be built without it. */
export function isCacheExport(lines: readonly string[]): boolean {
  return lines.some((line) =>
    /(?:error|failed|failure|denied|unauthorized|timeout).*(?:export\w*\b.{0,40}\bcache|cache export|writing (?:layer blob|manifest blob))|(?:export\w*\b.{0,40}\bcache|cache export|writing (?:layer blob|manifest blob)).*(?:error|failed|denied|unauthorized|timeout|forbidden)|pushing cache|error pushing .*cache/i.test(
      line,
    ),
  );
}
