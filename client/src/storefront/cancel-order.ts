import { graphql } from '../graphql/graphql.ts';
import '../orders/order-documents.ts';

export const CancelOrder = graphql(`
  mutation CancelOrder($input: CancelOrderInput!) {
    cancelOrder(input: $input) {
      __typename
      ... on CancelOrderSuccess {
        order {
          id
          status
          availableActions
          ...OrderDetails
        }
      }
      ... on OrderStatusError {
        order {
          id
          status
          availableActions
          ...OrderDetails
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);
