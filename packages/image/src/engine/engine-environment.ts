/** What engines and their clients read: where the daemon is, credentials, storage, proxies, certificates. */
const handedOn =
  /^(?:PATH|HOME|USER|LOGNAME|TMPDIR|LANG|LC_\w+|XDG_\w+|DOCKER_\w+|BUILDX_\w+|BUILDKIT_(?!HOST_TOKEN)\w+|CONTAINERS?_\w+|CONTAINER_HOST|REGISTRY_AUTH_FILE|REGISTRIES_CONFIG_PATH|BUILDAH_\w+|STORAGE_(?:DRIVER|OPTS)|SSL_CERT_(?:FILE|DIR)|SSH_AUTH_SOCK|DBUS_SESSION_BUS_ADDRESS|(?:https?|no|all|ftp)_proxy|(?:HTTPS?|NO|ALL|FTP)_PROXY|CI)$/;

/** What `type=gha` needs to reach the cache of Actions; for a build's client only, never for what is built. */
const forActionsCache = /^ACTIONS_(?:RUNTIME_TOKEN|CACHE_URL|RESULTS_URL|CACHE_SERVICE_V2)$/;

/**
 * The environment of an engine's client, out of this process's: nothing of the runner's but what the Actions cache
 * needs where it is asked for. Texts are in English, for they are read.
 */
export function engineEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  { actionsCache = false } = {},
): Record<string, string> {
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && (handedOn.test(name) || (actionsCache && forActionsCache.test(name)))
      ? [[name, value] as const]
      : [],
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8', NO_COLOR: '1' };
}
