import { type Asked, failureOfError } from '../failure/failure-of-error.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import type { Exchange } from './exchange.ts';

/** A whole body in memory. Throws where it is larger than `maxBytes`, or was cut off. */
export async function readBytes(answer: Exchange, maxBytes: number, asked: Asked): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer.body()) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        throw new RegistryFailure(
          'answer',
          `could not ${asked.what}: ${asked.host} answered with more than the ${maxBytes} bytes that such an answer may have`,
        );
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw failureOfError(asked, error);
  }
  return Buffer.concat(chunks);
}

/** The same as text; a body that breaks off is an empty one, where its status says enough. */
export async function readText(answer: Exchange, maxBytes: number, asked: Asked): Promise<string> {
  return (await readBytes(answer, maxBytes, asked)).toString('utf8');
}
