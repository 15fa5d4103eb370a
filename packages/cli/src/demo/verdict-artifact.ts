import { text } from 'node:stream/consumers';
import { Failure, parseVerdictOrSet, type Verdict } from '@weighbridge/contract';
import type { LocalGitHub, RunRecord } from '@weighbridge/local-github';

/** The verdicts that a run uploaded, of its latest attempt, from the archives that anybody can download from its page. */
export async function verdictsOf({ artifacts }: LocalGitHub, run: RunRecord): Promise<readonly Verdict[]> {
  const name = new RegExp(`^weighbridge-.+-verdict-${run.attempt}$`);
  const uploaded = artifacts.list(run).filter((artifact) => name.test(artifact.name));
  const read = uploaded.map(async (artifact) => {
    const document = parseVerdictOrSet(await fileIn(artifacts.file(artifact), 'verdict.json'), artifact.name);
    return document.schema === 'weighbridge/verdict-set@1' ? document.verdicts : [document];
  });
  return (await Promise.all(read)).flat();
}

async function fileIn(archive: string, name: string): Promise<string> {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName === name) return await text(await zip.openReadStreamPromise(entry));
    }
  } finally {
    zip.close();
  }
  throw new Failure('infrastructure', `the artifact holds no ${name}`, { where: { file: archive } });
}
