import type { Guard } from './guard.ts';

const tests = ['router/test/operation-limits.int.test.ts'];

export const routerGuards: readonly Guard[] = [
  {
    name: 'size of an operation, before validation',
    file: 'router/src/check-operation.ts',
    text: '    if (cost.sizeError !== undefined) return { cost, errors: [cost.sizeError] };\n',
    without: '',
    tests,
  },
  {
    name: 'nodes of an operation, before it is planned',
    file: 'router/src/check-operation.ts',
    text: 'return tooMuch === undefined ? [] : [tooMuch];',
    without: 'return [];',
    tests,
  },
];
