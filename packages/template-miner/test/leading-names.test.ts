import { describe, expect, it } from '@jest/globals';
import { createMiner } from '../src/create-miner.ts';
import { enumeratedText } from '../src/enumerated-text.ts';

/** What a program says, apart from who wrote the line. */
const said = [
  'cache rebuilt and kept',
  'session opened for a guest',
  'disk is nearly full',
  'listening for new requests',
  'mail queue was flushed',
  'shutdown was requested twice',
];

/** The texts for people that the lines come to in the end, each once. */
const textsOf = (lines: readonly string[]): readonly string[] => {
  const miner = createMiner();
  const ids = lines.map((line, index) => miner.learn('s', line, index).templateId);
  return [
    ...new Set(
      ids.map((id) => {
        const template = miner.template('s', id);
        return template === undefined ? '' : enumeratedText(template);
      }),
    ),
  ].sort();
};

describe('names that a layout puts before each message', () => {
  it('are one column once they began enough of the same messages', () => {
    const lines = said.flatMap((text) => ['web01', 'db-primary', 'web02'].map((host) => `${host} billing: ${text}`));
    const texts = textsOf(lines);
    expect(texts).toHaveLength(said.length);
    expect(texts.every((text) => text.startsWith('{') && text.includes('db-primary'))).toBe(true);
  });

  it('are several columns beside each other, of which the plain words follow the others', () => {
    const hosts = ['eu-west-1', 'us-east-2', 'ap-south-1'];
    const lines = said.flatMap((text) =>
      hosts.flatMap((host) => ['prod', 'stage', 'canary'].map((stage) => `${host} ${stage} ${text}`)),
    );
    expect(textsOf([...lines, ...lines])).toHaveLength(said.length);
  });

  it('are kept while only a few messages say so', () => {
    const lines = said.slice(0, 3).flatMap((text) => ['auth-service', 'mail-service'].map((name) => `${name} ${text}`));
    expect(textsOf(lines)).toHaveLength(lines.length);
  });

  it('are no verbs: plain words at the beginning of many sentences stay what they are', () => {
    const things = [
      'the user session',
      'the mail queue',
      'a disk scan',
      'the nightly backup',
      'a cache rebuild',
      'the health probe',
    ];
    const lines = things.flatMap((thing) => ['Starting', 'Stopping', 'Restarting'].map((verb) => `${verb} ${thing}`));
    expect(textsOf(lines)).toEqual([...lines].sort());
  });

  it('teach nothing by messages that name one thing alone', () => {
    const things = ['started', 'stopped', 'failed', 'paused', 'resumed', 'waiting'];
    const lines = things.flatMap((thing) => ['auth-service', 'mail-service'].map((name) => `${name} ${thing}`));
    expect(textsOf(lines)).toEqual([...lines].sort());
  });

  it('keep the ids that were given out', () => {
    const miner = createMiner();
    const lines = said.flatMap((text) => ['web01', 'db-primary'].map((host) => `${host} billing: ${text}`));
    const ids = lines.map((line, index) => miner.learn('s', line, index).templateId);
    for (const id of ids) expect(miner.template('s', id)?.count).toBe(2);
    const changes = miner.takeChanges();
    expect(new Set(changes.map(({ id }) => id))).toEqual(new Set(ids));
    const second = createMiner();
    second.restore(changes);
    lines.forEach((line, index) => expect(second.learn('s', line, index).isNew).toBe(false));
  });
});
