/** Whether a reference leads to a registry on this machine. */
export function isLoopback(ref: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?\//.test(ref);
}

/** Registries on this machine speak plain HTTP; docker knows that by itself, buildah and podman are told. */
export function plainHttpArguments(ref: string): readonly string[] {
  return isLoopback(ref) ? ['--tls-verify=false'] : [];
}
