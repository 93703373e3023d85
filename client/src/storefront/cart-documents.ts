import { graphql } from '../graphql/graphql.ts';

/** The whole cart: badge, drawer and checkout read the same entity. */
export const CartContents = graphql(`
  fragment CartContents on Cart {
    id
    totalQuantity
    subtotal {
      amount
      currency
      digits
    }
    lines {
      id
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
      warnings {
        __typename
        ... on PriceChangedWarning {
          priceWhenAdded {
            amount
            currency
            digits
          }
        }
        ... on InsufficientStockWarning {
          available
        }
      }
      variant {
        id
        name
        product {
          id
          slug
          name
          image {
            url
            alt
          }
        }
      }
    }
  }
`);

export const CartQuery = graphql(`
  query Cart {
    cart {
      ...CartContents
    }
  }
`);

export const AddToCart = graphql(`
  mutation AddToCart($input: AddToCartInput!) {
    addToCart(input: $input) {
      __typename
      ... on CartSuccess {
        cart {
          ...CartContents
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const UpdateCartLine = graphql(`
  mutation UpdateCartLine($input: UpdateCartLineInput!) {
    updateCartLine(input: $input) {
      __typename
      ... on CartSuccess {
        cart {
          ...CartContents
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const RemoveCartLine = graphql(`
  mutation RemoveCartLine($input: RemoveCartLineInput!) {
    removeCartLine(input: $input) {
      __typename
      ... on CartSuccess {
        cart {
          ...CartContents
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);
