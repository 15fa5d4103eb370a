/** An object that holds what a file says and inherits nothing of note. */
export function ownObject(): Record<string, unknown> {
  return {};
}

/** Sets a key as the object's own, also `__proto__`, which an assignment would take for something else. */
export function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
