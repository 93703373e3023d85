import type { Question } from '../harness/question.ts';
import { federation } from './federation.ts';
import { orderPage } from './order-page.ts';

/** Every question, in the order in which they are asked. */
export const questions: readonly Question[] = [orderPage, federation];
