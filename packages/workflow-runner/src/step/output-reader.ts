import { relative } from 'node:path';
import type { AnnotationRecord } from '@weighbridge/local-github';
import type { JobState } from '../job/job-state.ts';
import { type LogCommand, logCommandOf } from './log-command.ts';

/** Reads what a step prints: shows it, and does what its commands say. */
export interface OutputReader {
  line(text: string): void;
  /** A command was given that fails its step. */
  readonly failed: boolean;
}

const levels: Readonly<Record<string, AnnotationRecord['level']>> = {
  error: 'failure',
  warning: 'warning',
  notice: 'notice',
};

/** A reader for one program of a step; what it gives goes into `outputs` and `kept`. */
export function outputReader(
  state: JobState,
  outputs: Record<string, string>,
  kept: Record<string, string>,
): OutputReader {
  let stopped: string | undefined;
  let failed = false;
  const refuse = (message: string): void => {
    failed = true;
    state.log.annotate({ level: 'failure', message });
  };
  const obey = (command: LogCommand, line: string): void => {
    const { name, properties, message } = command;
    const level = levels[name];
    if (level !== undefined) {
      state.log.annotate({ level, message, ...placeOf(state, properties) });
      return;
    }
    switch (name) {
      case 'group':
        state.log.line(`##[group]${message}`);
        return;
      case 'endgroup':
        state.log.line('##[endgroup]');
        return;
      case 'debug':
        if (debugs(state)) state.log.line(`##[debug]${message}`);
        return;
      case 'add-mask':
        state.mask.add(message);
        return;
      case 'stop-commands':
        stopped = message;
        return;
      case 'set-output':
        outputs[properties['name'] ?? ''] = message;
        state.log.annotate({ level: 'warning', message: deprecated('set-output') });
        return;
      case 'save-state':
        kept[properties['name'] ?? ''] = message;
        state.log.annotate({ level: 'warning', message: deprecated('save-state') });
        return;
      case 'set-env':
      case 'add-path':
        refuse(`The \`${name}\` command is disabled. Please upgrade to using Environment Files.`);
        return;
      case 'add-matcher':
      case 'remove-matcher':
        state.log.annotate({
          level: 'warning',
          message: `Problem matchers are not supported by this runner: ${line.trim()}`,
        });
        return;
      case 'echo':
        return;
      default:
        state.log.line(line);
    }
  };
  return {
    get failed() {
      return failed;
    },
    line(text) {
      const command = logCommandOf(text);
      if (stopped !== undefined) {
        if (command?.name === stopped.toLowerCase()) stopped = undefined;
        else state.log.line(text);
        return;
      }
      if (command === undefined) state.log.line(text);
      else obey(command, text);
    },
  };
}

function deprecated(name: string): string {
  return `The \`${name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files.`;
}

function debugs({ run, frame }: JobState): boolean {
  const name = 'ACTIONS_STEP_DEBUG';
  return [frame.secrets[name], run.engine.vars[name]].includes('true');
}

function placeOf({ folders }: JobState, { file, line, title }: Readonly<Record<string, string>>) {
  const path = file?.startsWith(`${folders.workspace}/`) ? relative(folders.workspace, file) : file;
  const number = Number(line);
  return {
    ...(path === undefined || path === '' ? {} : { path }),
    ...(Number.isInteger(number) && number > 0 ? { line: number } : {}),
    ...(title === undefined || title === '' ? {} : { title }),
  };
}
