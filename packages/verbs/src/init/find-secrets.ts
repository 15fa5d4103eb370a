/** Names that are said to hold a credential. Short ones such as `KEY` alone say nothing. */
const credential = /^[A-Z][A-Z0-9_]*_(?:API_KEY|KEY|TOKEN|SECRET|PASSWORD)$/;
/** Handed out by the runner itself, or by Weighbridge. */
const notTheirs = /^(?:WEIGHBRIDGE_|GITHUB_|ACTIONS_|RUNNER_|INPUT_|STATE_)/;

/** How Python, JavaScript and R read a variable of their environment. */
const reading = [
  /\bos\.environ(?:\.get\(\s*|\[\s*)['"](\w+)['"]/g,
  /\bos\.getenv\(\s*['"](\w+)['"]/g,
  /\bprocess\.env(?:\.(\w+)|\[\s*['"](\w+)['"]\s*\])/g,
  /\bSys\.getenv\(\s*['"](\w+)['"]/g,
];

const maxSecrets = 10;

/** Names of the credentials that a program's source reads from its environment, in order. */
export function findSecrets(source: string): readonly string[] {
  const names = reading.flatMap((pattern) =>
    [...source.matchAll(pattern)].flatMap((match) => match[1] ?? match[2] ?? []),
  );
  return [...new Set(names.filter((name) => credential.test(name) && !notTheirs.test(name)))]
    .sort()
    .slice(0, maxSecrets);
}
