import { graphql } from '../graphql/graphql.ts';

/** An attempt to pay, with what went back of it. */
export const OrderPayment = graphql(`
  fragment OrderPayment on Payment {
    id
    status
    method
    startedAt
    amount {
      amount
      currency
      digits
    }
    refundedAmount {
      amount
      currency
      digits
    }
    refunds {
      id
      status
      reason
      requestedAt
      amount {
        amount
        currency
        digits
      }
      requestedBy {
        id
        name
      }
    }
  }
`);

export const RefundPayment = graphql(`
  mutation RefundPayment($input: RefundPaymentInput!) {
    refundPayment(input: $input) {
      __typename
      ... on RefundPaymentSuccess {
        payment {
          ...OrderPayment
        }
      }
      ... on RefundExceedsCaptureError {
        refundable {
          amount
          currency
          digits
        }
      }
      ... on PaymentStatusError {
        payment {
          id
          status
        }
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);
