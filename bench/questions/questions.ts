import type { Question } from '../harness/question.ts';
import { checkout } from './checkout.ts';
import { federation } from './federation.ts';
import { growth } from './growth.ts';
import { hotVariant } from './hot-variant.ts';
import { loginStorm } from './login-storm.ts';
import { orderPage } from './order-page.ts';
import { productList } from './product-list.ts';
import { refusedOperations } from './refused-operations.ts';
import { soak } from './soak.ts';
import { start } from './start.ts';
import { statements } from './statements.ts';

/** Every question, in the order in which they are asked. */
export const questions: readonly Question[] = [
  orderPage,
  federation,
  productList,
  checkout,
  hotVariant,
  start,
  statements,
  loginStorm,
  refusedOperations,
  soak,
  growth,
];
