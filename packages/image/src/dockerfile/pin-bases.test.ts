import { expect, test } from 'vitest';
import { parseDockerfile } from './parse-dockerfile.ts';
import { pinBases } from './pin-bases.ts';

const digests = { 'python:3.12': 'sha256:aa', 'localhost:5000/a/b': 'sha256:bb', 'busybox:1': 'sha256:cc' };
const pin = (text: string) => pinBases(text, parseDockerfile(text, { file: 'Dockerfile' }), digests);

test.each([
  ['FROM python:3.12 AS x\n', 'FROM python@sha256:aa AS x\n'],
  [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a Dockerfile's own form
    'ARG V=3.12\nFROM --platform=linux/amd64 \\\n  "python:${V}"\nRUN a\n',
    'ARG V=3.12\nFROM --platform=linux/amd64 \\\n  python@sha256:aa\nRUN a\n',
  ],
  ['\uFEFFFROM localhost:5000/a/b\r\nRUN x\r\n', '\uFEFFFROM localhost:5000/a/b@sha256:bb\r\nRUN x\r\n'],
  [
    'FROM python:3.12 AS busybox\nFROM other:1\nCOPY --from=busybox / /\nCOPY --chown=1 --from=busybox:1 / /\nRUN --mount=type=bind,from=busybox:1,target=/x y\n',
    'FROM python@sha256:aa AS busybox\nFROM other:1\nCOPY --from=busybox / /\nCOPY --chown=1 --from=busybox@sha256:cc / /\nRUN --mount=type=bind,from=busybox@sha256:cc,target=/x y\n',
  ],
  ['FROM python:3.12@sha256:dd\nFROM scratch\n', 'FROM python:3.12@sha256:dd\nFROM scratch\n'],
])('%j', (text, pinned) => {
  expect(pin(text)).toBe(pinned);
});
