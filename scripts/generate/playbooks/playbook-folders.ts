import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Playbook } from '../../../packages/playbooks/src/playbook.ts';
import type { PlaybookDeployment } from '../../../packages/playbooks/src/deployment.ts';
import type { PlaybookScenarios } from '../../../packages/playbooks/src/scenario.ts';

/** Where the playbooks are, one folder each. */
export const playbooksFolder = resolve(import.meta.dirname, '../../../packages/playbooks/src/playbooks');

/** Files that make a playbook's account in an emulator of AWS, `<id>.ts` each, for the emulator tests. */
const emulatedAccountsFolder = resolve(import.meta.dirname, '../../../packages/playbooks/test/emulator/accounts');

/** The files of every playbook and what each exports. `port.ts` exports types alone. */
export const playbookFiles = {
  'playbook.ts': 'playbook',
  'port.ts': undefined,
  'steps.ts': 'steps',
  'aws.ts': 'openPort',
  'memory.ts': 'openInMemory',
  'deployment.ts': 'deployment',
  'scenarios.ts': 'scenarios',
} as const;

/** A playbook as its folder describes it. */
export interface PlaybookFolder {
  readonly id: string;
  readonly playbook: Playbook;
  readonly deployment: PlaybookDeployment;
  readonly scenarios: PlaybookScenarios<object>;
  /** SDK commands that `aws.ts` sends, such as `client-cloudtrail/StartLoggingCommand`. */
  readonly sent: readonly string[];
  /** Whether an emulator of AWS can play its account. */
  readonly isEmulated: boolean;
}

/** What a folder lacks, one sentence each; a folder without problems may be read. */
export const missingParts = async (folder: string, id: string): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const [file, name] of Object.entries(playbookFiles)) {
    const path = join(folder, id, file);
    if (!existsSync(path)) problems.push(`${id} has no ${file}.`);
    else if (name !== undefined) {
      const loaded = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
      if (loaded[name] === undefined) problems.push(`${id}/${file} does not export ${name}.`);
    }
  }
  return problems;
};

const sentBy = (source: string): readonly string[] =>
  Array.from(source.matchAll(/import\s*\{([^}]*)\}\s*from\s*'@aws-sdk\/([\w-]+)'/g)).flatMap(
    ([, names = '', client = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name.endsWith('Command'))
        .map((name) => `${client}/${name}`),
  );

const read = async (folder: string, id: string): Promise<PlaybookFolder> => {
  const load = async (file: string): Promise<unknown> => import(pathToFileURL(join(folder, id, file)).href);
  return {
    id,
    ...((await load('playbook.ts')) as Pick<PlaybookFolder, 'playbook'>),
    ...((await load('deployment.ts')) as Pick<PlaybookFolder, 'deployment'>),
    ...((await load('scenarios.ts')) as Pick<PlaybookFolder, 'scenarios'>),
    sent: sentBy(readFileSync(join(folder, id, 'aws.ts'), 'utf8')).toSorted(),
    isEmulated: existsSync(join(emulatedAccountsFolder, `${id}.ts`)),
  };
};

/** Every folder of playbooks, sorted by name. */
export const readPlaybookFolders = async (
  folder: string = playbooksFolder,
): Promise<{ readonly folders: readonly PlaybookFolder[]; readonly problems: readonly string[] }> => {
  const folders: PlaybookFolder[] = [];
  const problems: string[] = [];
  for (const id of readdirSync(folder).toSorted()) {
    const missing = await missingParts(folder, id);
    problems.push(...missing);
    if (missing.length === 0) folders.push(await read(folder, id));
  }
  return { folders, problems };
};
