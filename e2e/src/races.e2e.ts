import { describe } from 'vitest';
import { racesOf } from './loads/races.ts';
import { sharedShop } from './stack/shops.ts';

describe('one of two', { timeout: 120_000 }, () => racesOf(sharedShop, 20));
