// Preloaded (`node --import`) by tests of the actions: waits of whole seconds take a twentieth of their time. The bundle under test
// is the committed one; nothing in it knows of this.
const factor = 20;
const { setTimeout: real } = globalThis;
const quick = (callback, ms = 0, ...rest) => real(callback, ms >= 500 ? ms / factor : ms, ...rest);
// util.promisify finds its own version of setTimeout here.
Object.defineProperties(quick, Object.getOwnPropertyDescriptors(real));
globalThis.setTimeout = quick;
