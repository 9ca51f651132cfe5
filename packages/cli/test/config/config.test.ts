import { z } from 'zod';
import type { Command } from 'commander';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { applyConfig } from '../../src/config/apply-config.ts';
import { configSchemaOf } from '../../src/config/config-schema.ts';
import { findConfig } from '../../src/config/find-config.ts';
import { createProgram } from '../../src/program.ts';
import { openWorkspace } from '../workspace.ts';

const workspace = openWorkspace();
const parts = { asJson: true, folder: '/', isInputTerminal: false, say: () => undefined };

const commandOf = (program: Command, words: string): Command =>
  words.split(' ').reduce((at, word) => at.commands.find((child) => child.name() === word) ?? at, program);

/** The options of a command that is called with arguments and has a configuration, `/logs/bellwether.config.json`. */
const optionsWith = (content: unknown, words = 'analyze', ...args: readonly string[]): Record<string, unknown> => {
  const program = createProgram(parts);
  const command = commandOf(program, words);
  command.parseOptions([...args]);
  applyConfig({ path: '/logs/bellwether.config.json', content }, program, command, words);
  return command.opts();
};

describe('a configuration', () => {
  it('sets options by their names, paths relative to its folder, lists whole', () => {
    const options = optionsWith({
      analyze: {
        state: 'learned',
        'fail-on': 'error',
        include: ['*.log', '*.json'],
        color: false,
        since: '2026-01-15',
      },
    });
    expect(options).toMatchObject({
      state: '/logs/learned',
      failOn: 'ERROR',
      include: ['*.log', '*.json'],
      color: false,
      since: Date.UTC(2026, 0, 15),
      report: 'report.html',
    });
  });

  it('sets options of every command that has them, and its own win', () => {
    const content = { defaults: { state: 'all', redact: false }, findings: { state: 'own' } };
    expect(optionsWith(content, 'query')).toMatchObject({ state: '/logs/all' });
    expect(optionsWith(content, 'findings')).toMatchObject({ state: '/logs/own' });
    expect(optionsWith(content, 'parse')).toMatchObject({ redact: false });
  });

  it('gives way to the command line', () => {
    const content = { analyze: { state: 'x', include: ['*.log'], color: false, quiet: true } };
    const options = optionsWith(content, 'analyze', '--state', 'y', '--include', '*.txt');
    expect(options).toMatchObject({ state: 'y', include: ['*.txt'], color: false, quiet: true });
  });

  it.each([
    ['a list', [], 'must contain a JSON object'],
    ['an unknown command', { analyse: {} }, 'is not a command with options. Names are defaults, analyze,'],
    ['an unknown option', { analyze: { stat: 'x' } }, 'analyze has no option "stat". Options are color, dataset,'],
    ['an unknown option of another command', { tail: { stat: 'x' } }, 'tail has no option "stat"'],
    [
      'a value that is not a choice',
      { analyze: { format: 'xml' } },
      'analyze.format is "xml". It takes one of text, json.',
    ],
    ['a severity that is none', { analyze: { 'fail-on': 'loud' } }, 'It takes one of CRITICAL'],
    ['a text where a list is', { analyze: { include: '*.log' } }, 'It takes a list.'],
    ['a list where a text is', { analyze: { state: ['x'] } }, 'It takes a text or a number.'],
    ['a text where a switch is', { analyze: { quiet: 'yes' } }, 'It takes true or false.'],
    ['true where a value is', { analyze: { state: true } }, 'It takes a text or a number.'],
    ['options of one call', { findings: { mark: 'resolved' } }, 'has no option "mark"'],
    ['a command that acts', { replay: { apply: true } }, 'is not a command with options'],
    ['an option that commands read differently', { defaults: { format: 'csv' } }, 'defaults has no option "format"'],
  ])('with %s is refused, with the reason', (_, content, reason) => {
    expect(() => optionsWith(content)).toThrow(reason);
  });
});

describe('the schema', () => {
  const schema = z.fromJSONSchema(configSchemaOf(createProgram(parts)));

  it.each([
    [true, { $schema: './x.json', defaults: { state: 's' }, analyze: { 'fail-on': 'error', include: ['*.log'] } }],
    [true, { tail: { lines: 20, fold: false, color: false }, 'rules backtest': { state: 's' } }],
    [false, { analyze: { format: 'xml' } }],
    [false, { analyze: { include: '*.log' } }],
    [false, { analyze: { quiet: 'yes' } }],
    [false, { replay: {} }],
  ])('says %s of %j, as the command does', (isValid, content) => {
    expect(schema.safeParse(content).success).toBe(isValid);
    if (isValid) expect(() => optionsWith(content)).not.toThrow();
    else expect(() => optionsWith(content)).toThrow(RangeError);
  });
});

describe('the nearest configuration', () => {
  it('is the one in the folder, or in the nearest folder above', async () => {
    await workspace.write('a/bellwether.config.json', '{"analyze":{}}');
    await mkdir(workspace.path('a/b/c'), { recursive: true });
    expect(await findConfig(workspace.path('a/b/c'), undefined)).toMatchObject({
      path: workspace.path('a/bellwether.config.json'),
    });
    await workspace.write('a/b/bellwether.config.json', '{"tail":{}}');
    expect(await findConfig(workspace.path('a/b/c'), undefined)).toMatchObject({ content: { tail: {} } });
  });

  it('is the one that is named', async () => {
    const path = await workspace.write('mine.json', '{"query":{}}');
    expect(await findConfig(workspace.path('.'), 'mine.json')).toEqual({ path, content: { query: {} } });
    await expect(findConfig(workspace.path('.'), 'other.json')).rejects.toThrow('There is no file other.json.');
    await workspace.write('broken.json', '{');
    await expect(findConfig(workspace.path('.'), 'broken.json')).rejects.toThrow(/broken\.json is not JSON/);
    await workspace.write('large.json', ' '.repeat(300_000));
    await expect(findConfig(join(workspace.path('.')), 'large.json')).rejects.toThrow(/has more than/);
  });
});
