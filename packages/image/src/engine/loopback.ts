/** Registries on this machine speak plain HTTP; docker knows that by itself, buildah and podman are told. */
export function plainHttpArguments(ref: string): readonly string[] {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?\//.test(ref) ? ['--tls-verify=false'] : [];
}
