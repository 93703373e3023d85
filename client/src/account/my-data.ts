import { graphql } from '../graphql/graphql.ts';
import type { ExportMyDataQuery, ExportMyDataQueryVariables } from '../graphql/__generated__/graphql.ts';

export const ExportMyData = graphql(`
  query ExportMyData($ordersAfter: String, $requestsAfter: String) {
    exportMyData {
      id
      user {
        id
        name
        email
        phone
        role
        isGuest
        createdAt
        hasSecondFactor
        linkedAccounts {
          id
          providerName
          createdAt
        }
        passkeys {
          id
          name
          createdAt
          lastUsedAt
        }
        sessions {
          id
          device
          createdAt
          lastUsedAt
          expiresAt
        }
        addresses {
          id
          recipient
          phone
          line1
          line2
          city
          region
          postalCode
          countryCode
        }
        cart {
          id
          lines {
            id
            quantity
            variant {
              id
              sku
              name
            }
          }
        }
        orders(first: 10, after: $ordersAfter) {
          edges {
            cursor
            node {
              id
              number
              status
              fulfillmentStatus
              placedAt
              note
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
              total {
                amount
                currency
                digits
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
              }
              fulfillment {
                carrier
                trackingNumber
                shippedAt
                deliveredAt
              }
              timeline {
                id
                kind
                at
                note
              }
              payments {
                id
                method
                reference
                status
                startedAt
                capturedAt
                amount {
                  amount
                  currency
                  digits
                }
                refunds {
                  id
                  reason
                  status
                  requestedAt
                  amount {
                    amount
                    currency
                    digits
                  }
                }
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
      changesByStaff(first: 100) {
        at
        action
      }
      orderRequests(first: 10, after: $requestsAfter) {
        edges {
          cursor
          node {
            id
            requestedAt
            isRefused
            note
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
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type Page = NonNullable<ExportMyDataQuery['exportMyData']>;

/**
 * Reads all pages of what the shop holds of a person, as one object.
 * @param read - asks for the page behind these cursors
 * @returns null when a part of the shop does not answer: half of it would pass for all
 */
export async function collectMyData(
  read: (variables: ExportMyDataQueryVariables) => Promise<Page | null | undefined>,
): Promise<object | null> {
  // By cursor: a cache may give the pages before with each.
  const orders = new Map<string, unknown>();
  const requests = new Map<string, unknown>();
  let variables: ExportMyDataQueryVariables = { ordersAfter: null, requestsAfter: null };
  for (;;) {
    const page = await read(variables);
    if (!page?.user.orders || !page.user.cart || !page.orderRequests) return null;
    const { orders: orderPage, ...account } = page.user;
    if (orderPage.edges.some(({ node }) => node.payments === null)) return null;
    for (const { cursor, node } of orderPage.edges) orders.set(cursor, node);
    for (const { cursor, node } of page.orderRequests.edges) requests.set(cursor, node);
    if (!orderPage.pageInfo.hasNextPage && !page.orderRequests.pageInfo.hasNextPage)
      return {
        account,
        orders: [...orders.values()],
        orderRequests: [...requests.values()],
        changesByStaff: page.changesByStaff,
      };
    variables = {
      ordersAfter: orderPage.pageInfo.endCursor ?? variables.ordersAfter ?? null,
      requestsAfter: page.orderRequests.pageInfo.endCursor ?? variables.requestsAfter ?? null,
    };
  }
}
