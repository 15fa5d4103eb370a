import { stripVTControlCharacters } from 'node:util';
import type { Reporter } from '@weighbridge/verbs';
import type { Annotation } from './annotation.ts';
import { command } from './command.ts';
import { plainLines, rawLines } from './plain-lines.ts';

/** The log of a step. */
export interface ActionsLog {
  readonly reporter: Reporter;
  /** Lines outside of any group; an empty text only ends the group. */
  say(text: string): void;
  /** As an annotation, while GitHub shows them; as lines of the log beyond that, where it has not been said there. */
  annotate(annotation: Annotation, said?: 'said'): void;
  /** Has the runner replace a value by stars from now on. */
  mask(value: string): void;
  /** Ends what is open, and counts what was not annotated. */
  close(): void;
}

/** What `openLog` takes. */
export interface LogOptions {
  /** Takes whole lines; they must appear in this order. */
  readonly write: (text: string) => void;
  readonly now: () => Date;
  /** Text that nobody can guess, another one each time. */
  readonly unguessable: () => string;
}

const progressEveryMs = 5_000;
/** GitHub shows so many of a level and step. */
const maxAnnotations = 10;
/** More of a message is not read where annotations are shown. */
const maxMessageChars = 4_000;
/** Shorter values are not masked: they would turn half of the log into stars, and thereby say what they are. */
const minMaskChars = 4;

/** Opens the log of a step: groups, annotations, and the output of the user's commands where no line of it can be a command. */
export function openLog({ write, now, unguessable }: LogOptions): ActionsLog {
  const shown = { error: 0, warning: 0, notice: 0 };
  let grouped = false;
  /** While it is set, the runner takes no commands until it reads this. */
  let stopped: string | undefined;
  let lastProgressMs = Number.NEGATIVE_INFINITY;

  const writeLine = (line: string): void => write(`${line}\n`);
  const resume = (): void => {
    if (stopped !== undefined) writeLine(`::${stopped}::`);
    stopped = undefined;
  };
  const order = (name: string, data: string, properties?: Parameters<typeof command>[2]): void => {
    resume();
    writeLine(command(name, data, properties));
  };
  const print = (text: string, indent = ''): void => {
    for (const line of plainLines(text)) writeLine(indent + withoutToken(line, stopped));
  };
  const endGroup = (): void => {
    if (grouped) order('endgroup', '');
    grouped = false;
    resume();
  };
  const annotate = ({ level, message, title, where }: Annotation, said?: 'said'): void => {
    shown[level] += 1;
    if (shown[level] > maxAnnotations) {
      if (said === undefined) print(`${level}: ${message}`);
      return;
    }
    const whole = stripVTControlCharacters(rawLines(message).join('\n'));
    const text = whole.length > maxMessageChars ? `${whole.slice(0, maxMessageChars)}…` : whole;
    const { file, line, column: col } = where ?? {};
    order(level, text, { file, line, col: line === undefined ? undefined : col, title });
  };

  return {
    reporter: {
      step(title) {
        endGroup();
        order('group', plainLines(title).join(' '));
        grouped = true;
      },
      line: (text) => print(text, '  '),
      progress(text) {
        const ms = now().getTime();
        if (ms - lastProgressMs < progressEveryMs) return;
        lastProgressMs = ms;
        print(text, '  ');
      },
      warn: (message, where) => annotate({ level: 'warning', message, where }),
      output(text) {
        if (stopped === undefined) {
          const token = unguessable();
          order('stop-commands', token);
          stopped = token;
        }
        for (const line of rawLines(text)) writeLine(withoutToken(line, stopped));
      },
    },
    say(text) {
      endGroup();
      if (text !== '') print(text);
    },
    annotate,
    mask(value) {
      if (value.trim().length >= minMaskChars) order('add-mask', value);
    },
    close() {
      endGroup();
      const left = (['error', 'warning', 'notice'] as const).flatMap((level) => {
        const count = shown[level] - maxAnnotations;
        return count > 0 ? [`${count} ${level}${count > 1 ? 's' : ''}`] : [];
      });
      if (left.length > 0)
        print(`not annotated, as GitHub shows ${maxAnnotations} of each: ${left.join(', ')}`);
    },
  };
}

/** A line that holds the token could end the part of the log in which there are no commands. The runner does not mind its case. */
function withoutToken(line: string, token: string | undefined): string {
  if (token === undefined || !line.toLowerCase().includes(token.toLowerCase())) return line;
  return line.replaceAll(new RegExp(token.replaceAll(/[^\w-]/g, '\\$&'), 'gi'), '***');
}
