// A step whose work is a command that sleeps for a minute, for the tests of cancellation.
// Usage: node cancelled-step.mjs polite|deaf|crash
import { defineAction, processHost, runAction } from '@weighbridge/action-kit';
import { runCommand, userEnvironment } from '@weighbridge/process';

const [, , manner] = process.argv;
const definition = defineAction({
  name: 'sleep',
  title: 'Sleep',
  description: 'Sleeps.',
  inputs: {},
  outputs: {},
  async act({ call }) {
    call.reporter.step('Sleeping');
    if (manner === 'crash') setTimeout(() => Promise.reject(new Error('nobody waits for this')), 500);
    await runCommand({
      command: 'echo "pid $$"; exec sleep 60',
      cwd: call.cwd,
      env: userEnvironment(call.env, []),
      mask: [],
      timeoutMs: 60_000,
      signal: call.signal,
      onLine: (line) => call.reporter.output(line),
    });
    if (manner === 'deaf') await new Promise((done) => setTimeout(done, 60_000));
    return { exitCode: 0, outputs: {} };
  },
});
await runAction(definition, 'main', processHost('1.2.3'));
