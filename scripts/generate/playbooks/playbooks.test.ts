import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import type { PlaybookDeployment } from '../../../packages/playbooks/src/deployment.ts';
import { generatedFiles, leftOvers } from './generated-files.ts';
import {
  missingParts,
  playbookFiles,
  type PlaybookFolder,
  playbooksFolder,
  readPlaybookFolders,
} from './playbook-folders.ts';
import { terraformFiles } from './render-terraform.ts';
import { wiringProblems } from './wiring-problems.ts';

const repository = resolve(import.meta.dirname, '../../..');
const { folders } = await readPlaybookFolders();

const folderOf = (id: string): PlaybookFolder => {
  const found = folders.find((folder) => folder.id === id);
  if (found === undefined) throw new Error(`There is no folder ${id}.`);
  return found;
};
const trail = folderOf('restart-trail-logging');
const isolation = folderOf('isolate-network-interface');

describe('the playbooks of this repository', () => {
  it('are wired whole, and everything that follows from their folders is written', async () => {
    const { files, problems } = await generatedFiles(repository);
    expect(folders.length).toBeGreaterThan(0);
    expect(problems).toEqual([]);
    for (const [path, text] of files) expect([path, readFileSync(path, 'utf8')]).toEqual([path, text]);
    expect(leftOvers(repository, files)).toEqual([]);
  });
});

describe('a half-wired playbook', () => {
  const work = mkdtempSync(join(tmpdir(), 'bellwether-playbooks-'));
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it.each(Object.keys(playbookFiles))('is found without its %s', async (file) => {
    const copy = join(work, file);
    await mkdir(copy);
    await cp(join(playbooksFolder, trail.id), join(copy, trail.id), { recursive: true });
    rmSync(join(copy, trail.id, file));
    // What the others import is not in the copy: only the file that is gone is asked for.
    for (const other of Object.keys(playbookFiles))
      if (other !== file) writeFileSync(join(copy, trail.id, other), exported(other));
    expect(await missingParts(copy, trail.id)).toEqual([`${trail.id} has no ${file}.`]);
  });

  it('is found when a file exports another name', async () => {
    const copy = join(work, 'renamed');
    await mkdir(join(copy, 'a-b'), { recursive: true });
    for (const file of Object.keys(playbookFiles)) writeFileSync(join(copy, 'a-b', file), exported(file));
    expect(await missingParts(copy, 'a-b')).toEqual([]);
    writeFileSync(join(copy, 'a-b', 'steps.ts'), 'export const other = 1;\n');
    // A module that was loaded stays loaded, so the second look is at another folder.
    await cp(join(copy, 'a-b'), join(copy, 'c-d'), { recursive: true });
    expect(await missingParts(copy, 'c-d')).toEqual(['c-d/steps.ts does not export steps.']);
  });

  const deploying = (changes: Partial<PlaybookDeployment>): PlaybookFolder => ({
    ...trail,
    deployment: { ...trail.deployment, ...changes },
  });
  const playing = (changes: Partial<PlaybookFolder['playbook']>): PlaybookFolder => ({
    ...trail,
    playbook: { ...trail.playbook, ...changes },
  });
  const look = trail.deployment.look[0]!;

  it.each<[string, PlaybookFolder, RegExp]>([
    ['another id than its folder', playing({ id: 'restart-trail' }), /names itself restart-trail/],
    ['no trigger', playing({ triggers: [] }), /no finding starts it/],
    [
      'a rule that nobody wrote',
      playing({ triggers: [{ rule: 'x', dataset: 'eks' }] }),
      /x of eks, which is not a detection rule/,
    ],
    ['a resource that its rule does not give', playing({ resources: ['bucketName'] }), /does not give/],
    [
      'a command without its actions',
      { ...trail, sent: [...trail.sent, 'client-cloudtrail/DeleteTrailCommand'] },
      /sends client-cloudtrail\/DeleteTrailCommand without/,
    ],
    ['a command that it never sends', { ...trail, sent: trail.sent.slice(1) }, /and does not send it/],
    [
      'an action that is not granted',
      deploying({ act: [{ ...look, sid: 'Act' }] }),
      /uses cloudtrail:StartLogging and is not granted it/,
    ],
    [
      'an action that is not used',
      deploying({ look: [{ ...look, actions: [...look.actions, 'cloudtrail:DeleteTrail'] }] }),
      /granted cloudtrail:DeleteTrail and does not use/,
    ],
    ['a wildcard', deploying({ look: [{ ...look, actions: ['cloudtrail:Get*'] }] }), /not one action by name/],
    [
      'every resource without a reason',
      deploying({ look: [{ ...look, resources: ['*'] }] }),
      /every resource without a reason/,
    ],
    [
      'an ARN of one account',
      deploying({ look: [{ ...look, resources: ['arn:aws:cloudtrail:*:111122223333:trail/*'] }] }),
      /neither an ARN with placeholders/,
    ],
    ['nothing to look with', deploying({ look: [] }), /neither plan nor verify/],
    ['no refusal', { ...trail, scenarios: { ...trail.scenarios, others: [] } }, /no scenario that is refused/],
    [
      'a default for a variable that it does not read',
      deploying({ stackDefaults: '{ OTHER_GROUP = 1 }' }),
      /default for OTHER_GROUP/,
    ],
  ])('is found with %s', (_, folder, problem) => {
    expect(wiringProblems([folder], ownRules).join('\n')).toMatch(problem);
  });

  it('is found when it takes what another playbook has', () => {
    const problems = wiringProblems(
      [trail, { ...isolation, deployment: trail.deployment, sent: trail.sent }],
      ownRules,
    );
    expect(problems).toContain(
      'isolate-network-interface has the statement LookAtTrails, which restart-trail-logging has already.',
    );
  });
});

describe('the Terraform of playbooks', () => {
  it('gives a new folder its statements, its name and its share of the boundary, with no other file touched', () => {
    const files = terraformFiles([trail, isolation]);
    expect([...files.keys()]).toEqual([
      'stack/playbook-restart-trail-logging.tf',
      'stack/playbook-isolate-network-interface.tf',
      'stack/playbooks.tf',
      'stack/variables-playbooks.tf',
      'modules/iam/playbooks.tf',
    ]);
    expect(files.get('stack/playbooks.tf')).toContain(
      'playbook_names = ["restart-trail-logging", "isolate-network-interface"]',
    );
    expect(terraformFiles([trail]).get('modules/iam/playbooks.tf')).not.toContain('ec2:');
    expect(files.get('modules/iam/playbooks.tf')).toContain('"ec2:ModifyNetworkInterfaceAttribute"');
  });
});

/** A file that exports what is asked of it, and imports nothing. */
function exported(file: string): string {
  const name = playbookFiles[file as keyof typeof playbookFiles];
  return name === undefined ? 'export {};\n' : `export const ${name} = {};\n`;
}
