import { afterAll } from 'vitest';
import { expectSound } from './expect-sound.ts';
import { sharedShop } from './shops.ts';

afterAll(() => expectSound(sharedShop().databases), 20_000);
