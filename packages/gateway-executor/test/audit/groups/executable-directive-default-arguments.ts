import { subgraph, type AuditGroup } from '../group.ts';

const marked = (field: string) =>
  subgraph(field, `directive @mark(level: Int! = 1) on FIELD  type Query { ${field}: String }`, {
    Query: { [field]: () => field },
  });

export const group: AuditGroup = {
  subgraphs: [marked('one'), marked('two')],
  cases: {
    'a directive of the subgraphs, with an argument left out': {
      query: '{ one @mark two @mark }',
      data: { one: 'one', two: 'two' },
    },
  },
};
