import { describe, expect, it } from '@jest/globals';
import { openStream } from '../src/index.ts';

const origin = { account: '', region: '', logGroup: '', logStream: '' };
const read = (text: string): unknown => {
  const stream = openStream(origin, { receivedMs: Date.UTC(2026, 11, 1) });
  const [first] = [...stream.push({ text }, 0), ...stream.flush()];
  return first?.outcome.kind === 'record' && first.outcome.record;
};

/** Level words as programs write them in German, French, Spanish, Italian and Portuguese. */
const levels =
  'FEHLER WARNUNG KRITISCH SCHWERWIEGEND ERREUR AVERTISSEMENT CRITIQUE ADVERTENCIA GRAVE AVISO ERRORE AVVISO FATALE ERRO'.split(
    ' ',
  );
/** Places where a level stands, by what else the line has. */
const places: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['2026-12-01 10:00:00 @ shop.cart: bezahlt', { 'log.logger': 'shop.cart' }],
  ['[@] 2026-12-01 10:00:00 bezahlt', {}],
  ['2026-12-01 10:00:00 [main/@]: bezahlt', { 'process.thread.name': 'main' }],
  ['2026-12-01 10:00:00 - @ - bezahlt', {}],
  ['@: bezahlt', {}],
];

describe('a level in another language', () => {
  it.each(
    levels.flatMap((level) =>
      places.map(([layout, attributes]) => [layout.replace('@', level), level, attributes] as const),
    ),
  )('is the level of %j, and names nothing', (text, level, attributes) => {
    expect(read(text)).toMatchObject({ level, message: 'bezahlt', attributes });
    expect(Object.values((read(text) as { attributes: object }).attributes)).not.toContain(level);
  });

  it.each(['Aviso importante para todos', 'Grave accents are kept', 'Alerte rouge'])('is a word in %j', (text) => {
    expect(read(text)).toMatchObject({ message: text });
    expect(read(text)).not.toHaveProperty('level');
  });
});

describe('a line with the time since the start of the machine', () => {
  it.each([
    [
      '[    3.123456] myhost kernel: Out of memory: Killed process 12 (java)',
      'kernel',
      'Out of memory: Killed process 12 (java)',
    ],
    ['[123456.123456] myhost systemd[1]: Started shop.', 'systemd', 'Started shop.'],
  ])('has its host and program, as `journalctl -o short-monotonic` writes them: %j', (text, program, message) => {
    expect(read(text)).toMatchObject({ message, attributes: { 'host.hostname': 'myhost', 'process.name': program } });
  });
});
