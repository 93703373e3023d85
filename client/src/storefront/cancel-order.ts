import { graphql } from '../graphql/graphql.ts';

export const CancelOrder = graphql(`
  mutation CancelOrder($input: CancelOrderInput!) {
    cancelOrder(input: $input) {
      __typename
      ... on CancelOrderSuccess {
        order {
          id
          status
          availableActions
        }
      }
      ... on OrderStatusError {
        order {
          id
          status
          availableActions
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);
