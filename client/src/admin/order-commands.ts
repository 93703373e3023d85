import { graphql } from '../graphql/graphql.ts';
import '../orders/order-documents.ts';

export const ConfirmOrder = graphql(`
  mutation ConfirmOrder($input: ConfirmOrderInput!) {
    confirmOrder(input: $input) {
      __typename
      ... on ConfirmOrderSuccess {
        order {
          ...OrderAfterAction
        }
      }
      ... on OrderStatusError {
        order {
          ...OrderAfterAction
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const ShipOrder = graphql(`
  mutation ShipOrder($input: ShipOrderInput!) {
    shipOrder(input: $input) {
      __typename
      ... on ShipOrderSuccess {
        order {
          ...OrderAfterAction
        }
      }
      ... on OrderStatusError {
        order {
          ...OrderAfterAction
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const DeliverOrder = graphql(`
  mutation DeliverOrder($input: DeliverOrderInput!) {
    deliverOrder(input: $input) {
      __typename
      ... on DeliverOrderSuccess {
        order {
          ...OrderAfterAction
        }
      }
      ... on OrderStatusError {
        order {
          ...OrderAfterAction
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);
