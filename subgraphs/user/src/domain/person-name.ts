import { singleLine } from './text.ts';

export const personName = singleLine('A name', 200);
