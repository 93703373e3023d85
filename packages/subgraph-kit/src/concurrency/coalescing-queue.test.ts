import { describe, expect, it, vi } from 'vitest';
import { createCoalescingQueue } from './coalescing-queue.ts';

describe('a distinct queue', () => {
  it('hands keys out in order, equal ones once', async () => {
    const queue = createCoalescingQueue<string>();
    for (const key of ['a', 'b', 'a']) queue.push(key);
    expect([await queue.next(), await queue.next()]).toMatchObject([{ value: 'a' }, { value: 'b' }]);
    queue.push('a');
    expect(await queue.next()).toEqual({ done: false, value: 'a' });
  });

  it('lets who is waiting have the next key', async () => {
    const queue = createCoalescingQueue<string>();
    const next = queue.next();
    queue.push('a');
    expect(await next).toEqual({ done: false, value: 'a' });
  });

  it('ends at once, for those who wait, too', async () => {
    const onReturn = vi.fn();
    const queue = createCoalescingQueue<string>(onReturn);
    const next = queue.next();
    await queue.return();
    await queue.return();
    expect(await next).toEqual({ done: true, value: undefined });
    queue.push('a');
    expect(await queue.next()).toEqual({ done: true, value: undefined });
    expect(onReturn).toHaveBeenCalledOnce();
  });
});
