import { graphql } from '../graphql/graphql.ts';

/** What an order page shows of an order, to its buyer and to staff alike. */
export const OrderDetails = graphql(`
  fragment OrderDetails on Order {
    id
    number
    status
    fulfillmentStatus
    placedAt
    holdExpiresAt
    serverTime
    availableActions
    note
    totalQuantity
    total {
      amount
      currency
      digits
    }
    shippingAddress {
      recipient
      phone
      line1
      line2
      city
      region
      postalCode
      countryCode
    }
    lines {
      id
      name
      sku
      quantity
      unitPrice {
        amount
        currency
        digits
      }
      total {
        amount
        currency
        digits
      }
      product {
        id
        slug
        image {
          url
          alt
        }
      }
    }
    fulfillment {
      carrier
      trackingNumber
    }
    payment {
      id
      status
      method
      capturedAt
      refundedAmount {
        amount
        currency
        digits
      }
    }
    timeline {
      id
      kind
      at
      actorKind
      note
      actor {
        id
        name
      }
    }
  }
`);

/** What every action on an order changes on the page of that order. */
export const OrderAfterAction = graphql(`
  fragment OrderAfterAction on Order {
    unavailableActions {
      action
      reason
    }
    ...OrderDetails
  }
`);

export const CancelOrder = graphql(`
  mutation CancelOrder($input: CancelOrderInput!) {
    cancelOrder(input: $input) {
      __typename
      ... on CancelOrderSuccess {
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
