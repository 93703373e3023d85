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
  {
    name: 'bytes of an answer, while it is made',
    file: 'packages/gateway-executor/src/answer-size.ts',
    text: '  if (size.made > size.allowed) throw new AnswerTooLargeError(size.allowed);\n',
    without: '',
    tests: [...tests, 'packages/gateway-executor/test/answer-size.test.ts'],
  },
  {
    name: 'bytes of an entity at each of its places',
    file: 'packages/gateway-executor/src/shape/field.ts',
    text: '      addToAnswer(run.size, known.bytes);\n',
    without: '',
    tests: ['packages/gateway-executor/test/answer-size.test.ts'],
  },
  {
    name: 'answer that is too large is no null of a field',
    file: 'packages/schema-executor/src/execute-fields.ts',
    text: '  if (error instanceof AnswerTooLargeError) throw error;\n',
    without: '',
    tests: ['packages/subgraph-kit/test/operation-bounds.test.ts'],
  },
];
