import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { manPageOf } from '../../src/completion/man-page.ts';
import { commandsBelow, optionsOf } from '../../src/command-tree.ts';
import { createProgram } from '../../src/program.ts';

const program = createProgram({ asJson: false, folder: '/', isInputTerminal: false, say: () => undefined });
const page = manPageOf(program, {
  version: '1.2.3',
  exitCodes: [{ code: 3, meaning: '.a meaning that begins like a request' }],
  environment: [{ name: 'NO_COLOR', meaning: 'no colours' }],
  files: [],
  examples: ["'quoted' first"],
});

describe('the man page', () => {
  it('has every command with every option', () => {
    const commands = commandsBelow(program);
    expect(commands.length).toBeGreaterThan(12);
    for (const { words, command } of commands) {
      expect(page).toContain(`.SS "bellwether ${words.replaceAll('-', '\\-')} `);
      for (const option of optionsOf(command)) expect(page).toContain(option.flags.replaceAll('-', '\\-'));
    }
  });

  it('lets no text be a request of troff', () => {
    expect(page).toContain('\\&.a meaning');
    expect(page).toContain("\\&'quoted' first");
    const requests = page.split('\n').filter((line) => /^[.']/.test(line));
    for (const line of requests) expect(line).toMatch(/^\.(?:TH|SH|SS|TP|B|I|nf|fi)\b/);
  });

  it('is in the built package', async () => {
    const built = await readFile(fileURLToPath(new URL('../../dist/bellwether.1', import.meta.url)), 'utf8');
    expect(built).toContain('.SS "bellwether tail ');
  });
});
