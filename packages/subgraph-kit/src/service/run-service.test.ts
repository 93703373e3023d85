import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const module = new URL('run-service.ts', import.meta.url).href;

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('ends by exit on %s while the service starts, so that its helpers can end, too', async (signal, code) => {
  const source = `
    import { runService } from ${JSON.stringify(module)};
    process.once('exit', () => console.log('helpers end'));
    setTimeout(() => {}, 60_000);
    void runService(() => new Promise(() => console.log('starting')));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (text.includes('starting')) child.kill(signal);
  });
  expect(await once(child, 'close')).toEqual([code, null]);
  expect(said).toContain('helpers end');
});
