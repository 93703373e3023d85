import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { signedIn } from '@storegraph/testkit/viewers';
import { customer, eventually, kindsOf, openShop, shippingAddress, staff, type Shop } from './shop.ts';

describe('the work of staff', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2 });
  });
  afterAll(() => shop.close());

  const place = async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(10);
    const { order } = await shop.place(viewer, [{ variantId, quantity: 2 }]);
    return { viewer, id: order.id as string };
  };
  const placePaid = async () => {
    const placed = await place();
    await shop.pay(placed.id);
    return placed;
  };
  const key = () => ({ idempotencyKey: newId() });
  const eventsOf = (id: string) => shop.events.filter((event) => event.subjectId === id).map((event) => event.type);

  it('takes an order from PAID to delivered, with every step told, recorded and audited', async () => {
    const { viewer, id } = await placePaid();
    const clerk = staff();
    expect((await shop.order(clerk, id)).availableActions).toEqual(['CANCEL', 'CONFIRM']);
    const confirmed = await shop.act(clerk, 'confirmOrder', { orderId: id, ...key() });
    expect(confirmed).toMatchObject({
      __typename: 'ConfirmOrderSuccess',
      order: { status: 'CONFIRMED', availableActions: ['SHIP'] },
    });
    expect(shop.inventory.committed).toContain(id);
    const shipped = await shop.act(clerk, 'shipOrder', {
      orderId: id,
      carrier: 'DHL',
      trackingNumber: ' 123 ',
      ...key(),
    });
    expect(shipped.order).toMatchObject({
      status: 'CONFIRMED',
      fulfillmentStatus: 'SHIPPED',
      availableActions: ['DELIVER'],
      fulfillment: { carrier: 'DHL', trackingNumber: '123', deliveredAt: null },
    });
    const delivered = await shop.act(clerk, 'deliverOrder', { orderId: id, ...key() });
    expect(delivered.order).toMatchObject({
      status: 'COMPLETED',
      fulfillmentStatus: 'DELIVERED',
      availableActions: [],
    });
    expect(delivered.order.fulfillment.deliveredAt).not.toBeNull();
    const order = await shop.order(viewer, id);
    expect(kindsOf(order)).toEqual(['PLACED', 'PAID', 'CONFIRMED', 'SHIPPED', 'DELIVERED']);
    expect(order.timeline[2]).toMatchObject({ actorKind: 'STAFF', actor: { id: clerk.userId } });
    expect(order.timeline[3].note).toBe('123');
    const actor = clerk.userId.replaceAll('-', '');
    expect(await shop.auditOf(id)).toEqual([
      { action: 'confirmOrder', actor, details: {} },
      { action: 'shipOrder', actor, details: { carrier: 'DHL', trackingNumber: '123' } },
      { action: 'deliverOrder', actor, details: {} },
    ]);
    await eventually(
      () => eventsOf(id),
      (types) => types.length === 5,
    );
    expect(eventsOf(id).toSorted()).toEqual([
      'OrderConfirmed',
      'OrderDelivered',
      'OrderPaid',
      'OrderPlaced',
      'OrderShipped',
    ]);
  });

  it('answers each of several mutations with the order as that one left it', async () => {
    const { id } = await placePaid();
    const { data } = await shop.ask(
      staff(),
      `mutation ($confirm: ConfirmOrderInput!, $ship: ShipOrderInput!) {
        confirmOrder(input: $confirm) { ... on ConfirmOrderSuccess { order { timeline { kind } } } }
        shipOrder(input: $ship) { ... on ShipOrderSuccess { order { timeline { kind } fulfillment { carrier } } } }
      }`,
      { confirm: { orderId: id, ...key() }, ship: { orderId: id, carrier: 'DHL', ...key() } },
    );
    expect(kindsOf(data.confirmOrder.order)).toEqual(['PLACED', 'PAID', 'CONFIRMED']);
    expect(kindsOf(data.shipOrder.order)).toEqual(['PLACED', 'PAID', 'CONFIRMED', 'SHIPPED']);
    expect(data.shipOrder.order.fulfillment).toEqual({ carrier: 'DHL' });
  });

  it('confirms once: the same key has the same answer, another key is told where the order stands', async () => {
    const { id } = await placePaid();
    const clerk = staff();
    const input = { orderId: id, ...key() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => shop.act(clerk, 'confirmOrder', input)));
    expect(new Set(answers.map((answer) => answer.__typename))).toEqual(new Set(['ConfirmOrderSuccess']));
    const others = await Promise.all([
      shop.act(clerk, 'confirmOrder', { orderId: id, ...key() }),
      shop.act(staff(), 'confirmOrder', { orderId: id, ...key() }),
    ]);
    for (const other of others)
      expect(other).toMatchObject({
        __typename: 'OrderStatusError',
        message: 'This cannot be done now: the order is confirmed.',
        order: { status: 'CONFIRMED' },
      });
    expect(kindsOf(await shop.order(clerk, id))).toEqual(['PLACED', 'PAID', 'CONFIRMED']);
    expect(shop.inventory.committed.filter((committed) => committed === id)).toHaveLength(1);
    expect((await shop.act(clerk, 'confirmOrder', { ...input, orderId: newId() })).__typename).toBe(
      'IdempotencyConflictError',
    );
  });

  it('lets one of many confirmations at once win', async () => {
    const { id } = await placePaid();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => shop.act(staff(), 'confirmOrder', { orderId: id, ...key() })),
    );
    expect(answers.filter((answer) => answer.__typename === 'ConfirmOrderSuccess')).toHaveLength(1);
    expect(kindsOf(await shop.order(staff(), id))).toEqual(['PLACED', 'PAID', 'CONFIRMED']);
  });

  it('confirms while the inventory is down, and takes the units out of stock later', async () => {
    const { id } = await placePaid();
    shop.inventory.faults.isDown = true;
    expect((await shop.act(staff(), 'confirmOrder', { orderId: id, ...key() })).order.status).toBe('CONFIRMED');
    expect(shop.inventory.committed).not.toContain(id);
    shop.inventory.faults.isDown = false;
    await eventually(
      async () => (await shop.sagaOf(id))['state'],
      (state) => state === 'DONE',
    );
    expect(shop.inventory.committed).toContain(id);
  });

  it('answers a confirmation in about a second when the inventory is slow', async () => {
    const { id } = await placePaid();
    shop.inventory.faults.delayMs = 2500;
    const startedAt = performance.now();
    expect((await shop.act(staff(), 'confirmOrder', { orderId: id, ...key() })).order.status).toBe('CONFIRMED');
    expect(performance.now() - startedAt).toBeLessThan(2000);
    shop.inventory.faults.delayMs = 0;
    await eventually(
      async () => (await shop.sagaOf(id))['state'],
      (state) => state === 'DONE',
    );
  });

  it('refuses every step that is not the next one', async () => {
    const clerk = staff();
    const steps: [string, Record<string, unknown>][] = [
      ['confirmOrder', {}],
      ['shipOrder', { carrier: 'DHL' }],
      ['deliverOrder', {}],
    ];
    const { id } = await place();
    const refuses = async (...names: string[]) => {
      for (const [mutation, input] of steps.filter(([mutation]) => names.includes(mutation)))
        expect(await shop.act(clerk, mutation, { orderId: id, ...input, ...key() })).toMatchObject({
          __typename: 'OrderStatusError',
        });
    };
    await refuses('confirmOrder', 'shipOrder', 'deliverOrder');
    await shop.pay(id);
    await refuses('shipOrder', 'deliverOrder');
    await shop.act(clerk, 'confirmOrder', { orderId: id, ...key() });
    await refuses('confirmOrder', 'deliverOrder');
    await shop.act(clerk, 'shipOrder', { orderId: id, carrier: 'DHL', ...key() });
    await refuses('confirmOrder', 'shipOrder');
    expect((await shop.act(clerk, 'shipOrder', { orderId: id, carrier: 'UPS', ...key() })).message).toBe(
      'This cannot be done now: the order is on its way.',
    );
    await shop.act(clerk, 'deliverOrder', { orderId: id, ...key() });
    await refuses('confirmOrder', 'shipOrder', 'deliverOrder');
    expect(kindsOf(await shop.order(clerk, id))).toEqual(['PLACED', 'PAID', 'CONFIRMED', 'SHIPPED', 'DELIVERED']);
  });

  it('has every refused attempt audited, and of buyers none', async () => {
    const { viewer, id } = await place();
    const clerk = staff();
    const input = { orderId: id, ...key() };
    await shop.act(clerk, 'confirmOrder', input);
    await shop.act(clerk, 'confirmOrder', input);
    await shop.act(clerk, 'shipOrder', { orderId: id, carrier: 'DHL', ...key() });
    await shop.act(clerk, 'deliverOrder', { orderId: id, ...key() });
    await shop.act(viewer, 'cancelOrder', { orderId: id, ...key() });
    await shop.act(viewer, 'cancelOrder', { orderId: id, ...key() });
    await shop.act(viewer, 'updateOrder', { orderId: id, note: 'Late' });
    await shop.act(clerk, 'cancelOrder', { orderId: id, reason: 'Late', ...key() });
    await shop.act(clerk, 'updateOrder', { orderId: id, note: 'Late' });
    const actor = clerk.userId.replaceAll('-', '');
    expect(await shop.auditOf(id)).toEqual([
      { action: 'confirmOrder', actor, details: { refused: 'wrongStatus' } },
      { action: 'shipOrder', actor, details: { carrier: 'DHL', trackingNumber: null, refused: 'wrongStatus' } },
      { action: 'deliverOrder', actor, details: { refused: 'wrongStatus' } },
      { action: 'cancelOrder', actor, details: { reason: 'Late', refused: 'wrongStatus' } },
      { action: 'updateOrder', actor, details: { changed: ['note'], refused: 'wrongStatus' } },
    ]);
    const unknownId = newId();
    await shop.act(clerk, 'confirmOrder', { ...input, orderId: unknownId });
    await shop.act(clerk, 'confirmOrder', { orderId: unknownId, ...key() });
    await shop.act(clerk, 'updateOrder', { orderId: unknownId, note: 'Nothing' });
    await shop.act(viewer, 'cancelOrder', { orderId: unknownId, ...key() });
    expect((await shop.auditOf(unknownId)).map(({ action, details }) => [action, details['refused']])).toEqual([
      ['confirmOrder', 'keyConflict'],
      ['confirmOrder', 'notFound'],
      ['updateOrder', 'notFound'],
    ]);
    expect(kindsOf(await shop.order(clerk, id))).toEqual(['PLACED', 'CANCELLED']);
  });

  it('is not for customers, not even with their own orders', async () => {
    const { viewer, id } = await placePaid();
    for (const [mutation, input] of [
      ['confirmOrder', {}],
      ['shipOrder', { carrier: 'DHL' }],
      ['deliverOrder', {}],
    ] as const)
      await expect(shop.act(viewer, mutation, { orderId: id, ...input, ...key() })).rejects.toThrow('FORBIDDEN');
    expect((await shop.order(viewer, id)).status).toBe('PAID');
  });

  it.each([
    ['an empty carrier', { carrier: ' ' }, ['input', 'carrier']],
    ['a long carrier', { carrier: 'x'.repeat(101) }, ['input', 'carrier']],
    ['a long tracking number', { carrier: 'DHL', trackingNumber: 'x'.repeat(101) }, ['input', 'trackingNumber']],
    ['a long key', { carrier: 'DHL', idempotencyKey: 'x'.repeat(129) }, ['input', 'idempotencyKey']],
  ])('refuses to ship with %s', async (_, input, field) => {
    expect(await shop.act(staff(), 'shipOrder', { orderId: newId(), ...key(), ...input })).toMatchObject({
      __typename: 'InvalidInputError',
      field,
    });
  });

  it('tells of an order that does not exist', async () => {
    for (const [mutation, input] of [
      ['confirmOrder', {}],
      ['shipOrder', { carrier: 'DHL' }],
      ['deliverOrder', {}],
    ] as const)
      expect(await shop.act(staff(), mutation, { orderId: newId(), ...input, ...key() })).toMatchObject({
        __typename: 'NotFoundError',
        field: ['input', 'orderId'],
      });
  });

  describe('updateOrder', () => {
    it('changes what is given and leaves the rest, with a step in the timeline', async () => {
      const { viewer, id } = await place();
      const noted = await shop.act(viewer, 'updateOrder', { orderId: id, note: 'Ring twice' });
      expect(noted.order).toMatchObject({ note: 'Ring twice', shippingAddress: { city: 'London' } });
      const clerk = staff();
      const moved = await shop.act(clerk, 'updateOrder', {
        orderId: id,
        shippingAddress: { ...shippingAddress, city: 'Leeds' },
      });
      expect(moved.order).toMatchObject({
        note: 'Ring twice',
        shippingAddress: { city: 'Leeds', recipient: 'Ada Lovelace' },
      });
      expect((await shop.act(viewer, 'updateOrder', { orderId: id, note: null })).order).toMatchObject({
        note: null,
        shippingAddress: { city: 'Leeds' },
      });
      const order = await shop.order(viewer, id);
      expect(order).toMatchObject({ note: null, shippingAddress: { city: 'Leeds' } });
      expect(order.timeline.map((entry: any) => [entry.kind, entry.actorKind])).toEqual([
        ['PLACED', 'BUYER'],
        ['UPDATED', 'BUYER'],
        ['UPDATED', 'STAFF'],
        ['UPDATED', 'BUYER'],
      ]);
      expect(await shop.auditOf(id)).toMatchObject([
        { action: 'updateOrder', details: { changed: ['shippingAddress'] } },
      ]);
    });

    it('takes the same change twice', async () => {
      const { viewer, id } = await place();
      for (let time = 0; time < 2; time++)
        expect((await shop.act(viewer, 'updateOrder', { orderId: id, note: 'Same' })).__typename).toBe(
          'UpdateOrderSuccess',
        );
    });

    it('refuses once the order is paid', async () => {
      const { viewer, id } = await placePaid();
      expect(await shop.act(viewer, 'updateOrder', { orderId: id, note: 'Late' })).toMatchObject({
        __typename: 'OrderStatusError',
        order: { status: 'PAID', note: null },
      });
      expect((await shop.order(viewer, id)).note).toBeNull();
    });

    it('refuses nothing, malformed addresses and orders of others', async () => {
      const { viewer, id } = await place();
      expect(await shop.act(viewer, 'updateOrder', { orderId: id })).toMatchObject({
        __typename: 'InvalidInputError',
        field: ['input'],
      });
      expect(
        await shop.act(viewer, 'updateOrder', { orderId: id, shippingAddress: { ...shippingAddress, line1: '' } }),
      ).toMatchObject({
        __typename: 'InvalidInputError',
        field: ['input', 'shippingAddress', 'line1'],
      });
      for (const other of [customer(), signedIn({ isGuest: true })])
        expect(await shop.act(other, 'updateOrder', { orderId: id, note: 'x' })).toMatchObject({
          __typename: 'NotFoundError',
          field: ['input', 'orderId'],
        });
      expect((await shop.order(viewer, id)).note).toBeNull();
    });
  });
});
