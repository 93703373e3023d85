import type { ApolloGateway } from '@apollo/gateway';
import { createExecutor, type Executor } from './executor.ts';
import { internalsOf } from './gateway-internals.ts';

/** Settings of {@link withCompiledExecutor}; all have a default. */
export type CompiledExecutorOptions = {
  /** `stock` leaves the gateway as it is: to compare answers, or to switch back without a change of code. Default `compiled`. */
  readonly executor?: 'compiled' | 'stock';
  /** How many operations are kept compiled, the one used longest ago going first. Default 1000. */
  readonly maxOperations?: number;
};

/** A gateway as `ApolloServer` takes it. */
export type CompiledGateway = {
  readonly load: (...options: Parameters<ApolloGateway['load']>) => Promise<{ schema: NonNullable<ApolloGateway['schema']>; executor: Executor }>;
  readonly onSchemaLoadOrUpdate: ApolloGateway['onSchemaLoadOrUpdate'];
  readonly stop: ApolloGateway['stop'];
};

const DEFAULT_MAX_OPERATIONS = 1_000;

/**
 * Gives a gateway an executor that compiles each operation and its plan once. Composition, supergraph updates, query planning, plan store and
 * data sources stay the gateway's own.
 *
 * ```ts
 * const server = new ApolloServer({ gateway: withCompiledExecutor(gateway) });
 * ```
 *
 * @param gateway not loaded yet: the server loads it.
 * @throws on `load`, when the gateway is of another version than 2.14.
 */
export function withCompiledExecutor(gateway: ApolloGateway, options: CompiledExecutorOptions = {}): CompiledGateway {
  const { executor: kind = 'compiled', maxOperations = DEFAULT_MAX_OPERATIONS } = options;
  return {
    load: async (loadOptions) => {
      const { schema, executor } = await gateway.load(loadOptions);
      return { schema, executor: kind === 'stock' ? executor : createExecutor(gateway, internalsOf(gateway), maxOperations) };
    },
    onSchemaLoadOrUpdate: (listener) => gateway.onSchemaLoadOrUpdate(listener),
    stop: () => gateway.stop(),
  };
}
