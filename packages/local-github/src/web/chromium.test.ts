import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scenario, startScenario } from '../testing/scenario.ts';

const chromium = '/usr/bin/chromium';
const quiet =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

let scene: Scenario;
let profile: string;
beforeEach(async () => {
  scene = await startScenario();
  profile = await mkdtemp(join(tmpdir(), 'local-github-chromium-'));
});
afterEach(async () => {
  await scene.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** The page after its scripts have run. */
async function rendered(path: string): Promise<string> {
  const where = [
    `--user-data-dir=${profile}`,
    '--virtual-time-budget=5000',
    '--dump-dom',
    `${scene.github.url}${path}`,
  ];
  const { stdout } = await promisify(execFile)(chromium, [...quiet.split(' '), ...where], {
    maxBuffer: 32_000_000,
  });
  return stdout;
}

const isHere = existsSync(chromium);
if (!isHere)
  process.stderr.write(`left out: the page is not tried in a real browser, since there is no ${chromium}\n`);

// CI has it installed, and fails without it; a contributor is told what was left out.
describe.runIf(isHere || process.env['CI'] === 'true')('in a real browser', () => {
  it('draws charts without the network, and runs nothing that a comment brings', async () => {
    const { github, repository } = scene;
    const hostile = '<img src=x onerror="document.title=\'taken\'"><script>document.title = "taken"</script>';
    const chart =
      '```mermaid\nxychart-beta\n  x-axis "runs" 1 --> 3\n  y-axis "accuracy" 80 --> 100\n  line [91, 92, 90]\n```';
    github.comments.create(
      repository,
      1,
      'mona',
      `${hostile}\n\n${chart}\n\n\`\`\`mermaid\nno chart at all\n\`\`\``,
    );
    const dom = await rendered('/acme/vision/pull/1');
    expect(dom).toMatch(/<pre class="mermaid" data-processed="true"><svg/);
    expect(dom).toContain('<title>Learn faster · Pull request #1</title>');
  });
});
