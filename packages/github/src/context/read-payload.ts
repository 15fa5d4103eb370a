import { Failure } from '@weighbridge/contract';

// 25 MB is the largest payload that GitHub sends; anything longer is not one.
const maxPayloadChars = 32_000_000;

/** The event's payload as JSON. Throws a `usage` failure where there is none. */
export async function readPayload(
  path: string,
  readFile: (path: string) => Promise<string>,
): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('usage', `the event's payload (GITHUB_EVENT_PATH) cannot be read: ${why}`, {
      where: { file: path },
      cause,
    });
  }
  if (text.length > maxPayloadChars) {
    throw new Failure('usage', "the event's payload is longer than any that GitHub sends", {
      where: { file: path },
    });
  }
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as unknown;
  } catch (cause) {
    throw new Failure('usage', "the event's payload (GITHUB_EVENT_PATH) is not JSON", {
      where: { file: path },
      cause,
    });
  }
}
