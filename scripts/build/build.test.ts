import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bundle } from './bundle.ts';
import { withoutExamples, withoutOwners, withoutReferences } from './light-rules.ts';
import { zipFolder } from './zip-folder.ts';

let folder = '';

const source = {
  'handler.ts': `
    import { used } from './clients.ts';
    export const handler = async () => (await used()).value;
  `,
  'clients.ts': `
    const once = <T>(open: () => Promise<T>) => open;
    export const used = /* @__PURE__ */ once(() => import('./used.ts'));
    export const unused = /* @__PURE__ */ once(() => import('./unused.ts'));
  `,
  'used.ts': `export const value = 'the used chunk';`,
  'unused.ts': `export const value = 'the unused chunk';`,
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellwether-build-'));
  await mkdir(join(folder, 'src'));
  for (const [name, text] of Object.entries(source)) await writeFile(join(folder, 'src', name), text);
});

afterEach(() => rm(folder, { recursive: true }));

const build = async () => {
  const sizes = await bundle({ folder, entry: 'src/handler.ts', output: 'handler' });
  const archive = await zipFolder(join(folder, 'dist'), join(folder, 'packed.zip'), () => true);
  return { sizes, archive };
};

describe('the rules of a function', () => {
  it('are without their names and examples, and otherwise as written', async () => {
    for (const table of ['context-rules', 'password-rules', 'personal-rules']) {
      const source = await readFile(new URL(`../../packages/redaction/src/table/${table}.ts`, import.meta.url), 'utf8');
      const light = withoutExamples(source);
      expect(light).not.toMatch(/^\s{0,8}(?:name|example|lookAlike):/m);
      expect(light.match(/^ {4}pattern:/gm)).toEqual(source.match(/^ {4}pattern:/gm));
      expect(light.split('\n').every((line) => source.includes(line))).toBe(true);
    }
  });

  it('are without the names of those who issue tokens, and otherwise as written', async () => {
    for (const table of ['platform-tokens', 'service-tokens']) {
      const source = await readFile(new URL(`../../packages/redaction/src/table/${table}.ts`, import.meta.url), 'utf8');
      const light = withoutOwners(source);
      expect(light).not.toMatch(/\bname: '/);
      expect(light.match(/\bshapes: \[/g)).toEqual(source.match(/\bshapes: \[/g));
      expect(light.replaceAll(/\s/g, '')).toBe(source.replaceAll(/name: '[^']*',/g, '').replaceAll(/\s/g, ''));
    }
  });

  it('are without their links, and otherwise as written', async () => {
    const folder = new URL('../../packages/detections/src/rules/', import.meta.url);
    const names = await readdir(folder);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const source = await readFile(new URL(name, folder), 'utf8');
      const links = /^ {2}references: \[[^\]]*https[^\]]*\],\n/m.exec(source)?.[0];
      // Rules of one family are made by one function, which names their links.
      expect(links === undefined).toBe(!source.includes('references:'));
      expect(withoutReferences(source)).toBe(source.replace(links ?? '', ''));
    }
  });
});

describe('bundle', () => {
  it('keeps what is imported later out of the eager bytes', async () => {
    const { sizes } = await build();
    expect(sizes.lazyChunks).toBe(1);
    expect(sizes.lazyBytes).toBeGreaterThan(0);
    expect(sizes.eagerBytes).toBeGreaterThan(0);
  });

  it('leaves out the chunk of an import that the code does not reach', async () => {
    await build();
    const chunks = (await readdir(join(folder, 'dist', 'chunks'))).filter((name) => name.endsWith('.mjs'));
    const texts = await Promise.all(chunks.map((name) => readFile(join(folder, 'dist', 'chunks', name), 'utf8')));
    expect(texts.join('')).toContain('the used chunk');
    expect(texts.join('')).not.toContain('the unused chunk');
  });

  it('leaves nothing of an earlier build behind', async () => {
    await build();
    await writeFile(join(folder, 'dist', 'stale.mjs'), '');
    await build();
    expect(await readdir(join(folder, 'dist'))).toEqual(['chunks', 'handler.mjs', 'handler.mjs.map']);
  });
});

describe('zipFolder', () => {
  it('gives the same archive for the same sources', async () => {
    expect((await build()).archive).toEqual((await build()).archive);
  });

  it('gives another archive for other sources', async () => {
    const before = (await build()).archive;
    await writeFile(join(folder, 'src', 'used.ts'), `export const value = 'changed';`);
    expect((await build()).archive.sha256).not.toBe(before.sha256);
  });
});
