import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { packedReadme } from '../scripts/packed-readme.ts';

const folder = new URL('../', import.meta.url);

const linksOf = (markdown: string): string[] =>
  [...markdown.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, link = '']) => link);

describe('the packed README', () => {
  it('links to nothing that is not packed', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    expect(linksOf(readme).filter((link) => !existsSync(new URL(link, folder)))).toEqual([]);
    const links = linksOf(packedReadme(readme));
    expect(links).not.toEqual([]);
    for (const link of links) {
      expect(link).toMatch(/^[\w-]+\.d\.ts$/);
      expect(existsSync(new URL(`src/${link.replace('.d.ts', '.ts')}`, folder)), link).toBe(true);
    }
  });

  it('keeps the text of a link to a test', () => {
    expect(packedReadme('See [`plan.ts`](src/plan.ts) and [the test](test/plan.test.ts).')).toBe(
      'See [`plan.d.ts`](plan.d.ts) and the test.',
    );
  });
});

describe('the folder of the sources', () => {
  it('is not packed, and says what is', () => {
    const { status, stderr } = spawnSync(manifest.scripts.prepack, { shell: true, encoding: 'utf8' });
    expect(status).not.toBe(0);
    expect(stderr).toContain('npm run package');
    expect(stderr).toContain('npm pack ./packages/gateway-executor/dist');
  });
});
