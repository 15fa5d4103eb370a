import { Failure } from '@weighbridge/contract';
import type { SourceFile } from '../read/source-text.ts';

/** A file for a reader under test. */
export function sourceOf(path: string, content: string | Uint8Array): SourceFile {
  return { path, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content };
}

/** What a Failure says; any other error is a bug and thrown on. */
export function failureOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

/** A reader of files from a map of them. */
export function filesFrom(files: Readonly<Record<string, string>>) {
  return async (path: string): Promise<Uint8Array | undefined> => {
    const text = files[path];
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
}
