import { delimiter } from 'node:path';

/** Variables of this machine that stay as they are: who works here, its language, its proxies, its accelerators. */
const kept =
  /^(?:HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|TERM|(?:https?|no|all|ftp)_proxy|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS|LD_LIBRARY_PATH|CUDA_\w+|NVIDIA_\w+|(?:PIP|UV)_(?:INDEX_URL|DEFAULT_INDEX|EXTRA_INDEX_URL|CERT|CACHE_DIR|TRUSTED_HOST)|XDG_\w+_HOME)$/i;

/**
 * What a job sees of this machine. A runner does not have the credentials and settings that lie in the environment of
 * whoever starts it, nor what npm adds to the scripts that it runs.
 */
export function machineVariables(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]): [string, string][] =>
    value !== undefined && kept.test(name) ? [[name, value]] : [],
  );
  const inNpm = env['npm_lifecycle_event'] !== undefined || env['npm_command'] !== undefined;
  const npms = (folder: string): boolean => /[\\/]node_modules[\\/]\.bin$|[\\/]node-gyp-bin$/.test(folder);
  const path = (env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin')
    .split(delimiter)
    .filter((folder) => !(inNpm && npms(folder)))
    .join(delimiter);
  return { ...Object.fromEntries(entries), PATH: path };
}
