import { spawn, type ChildProcess } from 'node:child_process';
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

const draining = `
  import { runService } from ${JSON.stringify(module)};
  setTimeout(() => {}, 60_000);
  void runService(async () => {
    console.log('started');
    return { stop: () => new Promise((resolve) => setTimeout(() => { console.log('drained'); resolve(); }, 300)) };
  });
`;

it.each([
  ['a signal that comes by two ways', (child: ChildProcess) => [child.kill('SIGTERM'), child.kill('SIGTERM')]],
  ['the end of the channel to its parent', (child: ChildProcess) => child.disconnect()],
])('drains after %s', async (_, end) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', draining], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let said = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (text.includes('started')) end(child);
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(said).toContain('drained');
});

it('ends at once by a second signal, while what it runs still drains', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', draining.replace('300', '60_000')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const repeat = setInterval(() => child.kill('SIGTERM'), 300);
  const [code] = (await once(child, 'exit')) as [number];
  clearInterval(repeat);
  expect(code).toBe(1);
});

it.each([
  ['thrown', 'setTimeout(() => { throw error; }, 10)'],
  ['rejected', 'void Promise.reject(error)'],
])('stops cleanly after an error that nobody took, %s, and tells not what somebody typed', async (_, happen) => {
  const source = draining.replace(
    "console.log('started');",
    `const error = Object.assign(new Error('Failed query: select ?, params: ann@example.com'), { query: 'select ?', params: ['ann@example.com'] });
     ${happen};`,
  );
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said).toContain('drained');
  expect(said).toContain('select ?');
  expect(said).not.toContain('ann@');
});

it('tells of a failure to start, but not what somebody typed', async () => {
  const source = `
    import { runService } from ${JSON.stringify(module)};
    void runService(async () => {
      throw Object.assign(new Error('Failed query: select ?, params: ann@example.com'), { query: 'select ?', params: ['ann@example.com'] });
    });
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said).toContain('select ?');
  expect(said).not.toContain('ann@');
});
