import { graphql } from '../graphql/graphql.ts';
import './use-return-to-cart.ts';

export const PaymentAttempt = graphql(`
  fragment PaymentAttempt on Payment {
    id
    status
    method
    startedAt
    expiresAt
    serverTime
    amount {
      amount
      currency
      digits
    }
  }
`);

export const PaymentPageQuery = graphql(`
  query PaymentPage($id: ID!) {
    order(id: $id) {
      id
      number
      status
      holdExpiresAt
      serverTime
      availableActions
      total {
        amount
        currency
        digits
      }
      payment {
        ...PaymentAttempt
      }
      ...ReturnToCartOrder
    }
  }
`);

/** Each answer brings the order's `payment` along, so that the page moves on without asking again. */
export const StartPayment = graphql(`
  mutation StartPayment($input: StartPaymentInput!) {
    startPayment(input: $input) {
      __typename
      ... on StartPaymentSuccess {
        payment {
          ...PaymentAttempt
          order {
            id
            payment {
              id
            }
          }
        }
      }
      ... on PaymentInProgressError {
        payment {
          ...PaymentAttempt
          order {
            id
            payment {
              id
            }
          }
        }
      }
      ... on OrderNotPayableError {
        reason
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const ConfirmPayment = graphql(`
  mutation ConfirmPayment($input: ConfirmPaymentInput!) {
    confirmPayment(input: $input) {
      __typename
      ... on ConfirmPaymentSuccess {
        payment {
          ...PaymentAttempt
          order {
            id
            status
          }
        }
      }
      ... on PaymentDeclinedError {
        payment {
          ...PaymentAttempt
        }
      }
      ... on PaymentWindowClosedError {
        payment {
          ...PaymentAttempt
        }
      }
      ... on PaymentStatusError {
        payment {
          status
          ...PaymentAttempt
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const CancelPayment = graphql(`
  mutation CancelPayment($input: CancelPaymentInput!) {
    cancelPayment(input: $input) {
      __typename
      ... on CancelPaymentSuccess {
        payment {
          ...PaymentAttempt
        }
      }
      ... on PaymentStatusError {
        payment {
          status
          ...PaymentAttempt
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);
