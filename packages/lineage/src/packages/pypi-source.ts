/** The address of an index, or undefined where it is PyPI itself. */
export function pypiSource(address: string): string | undefined {
  return /^https?:\/\/(?:pypi\.org|pypi\.python\.org|files\.pythonhosted\.org)(?:\/|$)/.test(address)
    ? undefined
    : address;
}
