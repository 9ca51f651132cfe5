import { readFile, stat } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openSpool } from '../src/analyze/spool.ts';
import { openWorkspace } from './workspace.ts';

const workspace = openWorkspace();

async function* inParts(parts: readonly string[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const part of parts) yield Buffer.from(part);
}

describe('a copy of a stream', () => {
  it('is what came, however it came', async () => {
    const spool = await openSpool(workspace.path('any'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('a', '\n', 'b') })), async (parts) => {
        const copy = await spool.take(inParts(parts));
        await copy.ended;
        expect(await readFile(copy.path, 'utf8')).toBe(parts.join(''));
        expect(copy.wholeBytes).toBe(parts.join('').lastIndexOf('\n') + 1);
      }),
      { numRuns: 50 },
    );
    await spool.close();
    await expect(stat(workspace.path('any'))).rejects.toThrow('ENOENT');
  });

  it('ends in a whole line while it is read, and is for nobody else', async () => {
    const spool = await openSpool(workspace.path('private'));
    const stream = new PassThrough();
    const copy = await spool.take(stream);
    stream.write('first\nsec');
    while (copy.wholeBytes < 6) await wait(2);
    expect((await stat(copy.path)).mode & 0o077).toBe(0);
    const seen = await copy.whilePaused(async () => {
      stream.write('ond\n');
      await wait(30);
      return readFile(copy.path, 'utf8');
    });
    expect(seen).toBe('first\n');
    stream.end('third');
    await copy.ended;
    expect(await readFile(copy.path, 'utf8')).toBe('first\nsecond\nthird');
    await spool.close();
  });

  it('keeps what came before the stream was ended by the signal', async () => {
    const spool = await openSpool(workspace.path('stopped'));
    const stop = new AbortController();
    const stream = new PassThrough();
    const copy = await spool.take(stream, stop.signal);
    stream.write('whole\npart');
    while (copy.wholeBytes === 0) await wait(2);
    stop.abort();
    await copy.ended;
    expect(await readFile(copy.path, 'utf8')).toBe('whole\npart');
    expect(stream.destroyed).toBe(true);
    await spool.close();
  });

  it('fails with the stream, and removes what a killed run has left', async () => {
    await workspace.write('left/1', 'secret');
    const spool = await openSpool(workspace.path('left'));
    await expect(stat(workspace.path('left'))).rejects.toThrow('ENOENT');
    const stream = new PassThrough();
    const copy = await spool.take(stream);
    stream.destroy(new Error('The pipe broke.'));
    await expect(copy.ended).rejects.toThrow('The pipe broke.');
    await spool.close();
  });
});
