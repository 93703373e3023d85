import type { ApolloGateway } from '@apollo/gateway';

/** A gateway with our executor in place of its own. */
export const withCompiledExecutor = (gateway: ApolloGateway): ApolloGateway => gateway;
