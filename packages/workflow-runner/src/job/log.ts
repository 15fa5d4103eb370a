import type { AnnotationRecord } from '@weighbridge/local-github';
import type { Mask } from '../step/mask.ts';

/** GitHub keeps so many annotations of each level and step. */
const maxAnnotations = 10;

/** A job's log and annotations, masked. */
export interface JobLog {
  /** Adds a line as it came, with the runner's marks (`##[error]`) or without. */
  line(text: string): void;
  /** Adds a line and an annotation that says the same. */
  annotate(annotation: AnnotationRecord): void;
  /** Counts annotations from nought again. */
  nextStep(): void;
  text(): string;
  readonly annotations: AnnotationRecord[];
}

/** A log with nothing in it; the listener hears every line. */
export function jobLog(mask: Mask, listen: (line: string) => void): JobLog {
  const lines: string[] = [];
  const annotations: AnnotationRecord[] = [];
  let counts: Record<string, number> = {};
  const line = (text: string): void => {
    for (const one of mask.apply(text).split('\n')) {
      lines.push(one);
      listen(one);
    }
  };
  return {
    line,
    annotations,
    annotate(annotation) {
      const mark = annotation.level === 'failure' ? 'error' : annotation.level;
      line(`##[${mark}]${annotation.message}`);
      const count = (counts[annotation.level] ?? 0) + 1;
      counts[annotation.level] = count;
      if (count <= maxAnnotations)
        annotations.push({ ...annotation, message: mask.apply(annotation.message) });
    },
    nextStep() {
      counts = {};
    },
    text: () => lines.map((one) => `${one}\n`).join(''),
  };
}
