import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import sdl from '../../../router/api.graphql?raw';
import { graphql } from '../graphql/graphql.ts';
import { liveVersionOf } from './live-version.ts';
import '../admin/order-page.tsx';
import '../storefront/order-page.tsx';
import { PaymentPageQuery } from '../storefront/payment-documents.ts';

const OrderPageQuery = graphql(`
  query OrderPage($id: ID!) {
    order(id: $id) {
      id
      status
      ...OrderDetails
    }
  }
`);

it.each<[string, TypedDocumentNode<unknown, { id: string }>]>([
  ['the order page', OrderPageQuery],
  ['the payment page', PaymentPageQuery],
])('makes a subscription that the graph takes, of the query of %s', (_page, query) => {
  const text = stringifyDocument(liveVersionOf(query));
  expect(validate(buildSchema(sdl), parse(text))).toEqual([]);
  expect(text).toMatch(/^subscription \w+PageLive\(\$id: ID!\) \{\s+order: orderUpdated\(id: \$id\)/);
});

it('is the same each time, so that a page subscribes once', () => {
  expect(liveVersionOf(PaymentPageQuery)).toBe(liveVersionOf(PaymentPageQuery));
});
