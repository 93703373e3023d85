import type { ReactNode } from 'react';
import type { OrderDetailsFragment } from '../graphql/__generated__/graphql.ts';
import { formatDateTime, formatMoney } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { OrderTimeline } from './order-timeline.tsx';
import { Picture } from '../ui/picture.tsx';
import { PostalAddress } from '../ui/postal-address.tsx';
import './order-details.css';

export const OrderLines = ({ order }: { readonly order: Pick<OrderDetailsFragment, 'lines' | 'total'> }): ReactNode => (
  <section className="card" aria-labelledby="order-lines">
    <h2 id="order-lines">{t.order.lines}</h2>
    <ul className="order__lines">
      {order.lines.map((line) => (
        <li key={line.id} className="order__line">
          <Picture image={line.product?.image} seed={line.product?.slug ?? line.sku} size="thumb" isDecorative />
          <div>
            <p className="order__line-name">{line.name}</p>
            <p className="muted small tabular">{t.order.lineQuantity(line.quantity, formatMoney(line.unitPrice))}</p>
          </div>
          <p className="tabular">{formatMoney(line.total)}</p>
        </li>
      ))}
    </ul>
    <p className="order__total">
      <span>{t.order.total}</span>
      <strong className="tabular">{formatMoney(order.total)}</strong>
    </p>
  </section>
);

const PaymentText = ({ payment }: { readonly payment: OrderDetailsFragment['payment'] }): ReactNode => (
  <p>
    {payment ? `${t.payment.methods[payment.method]} · ${t.payment.statuses[payment.status]}` : t.order.noPayment}
    {payment && payment.refundedAmount.amount > 0 && (
      <span> · {t.payment.refunded(formatMoney(payment.refundedAmount))}</span>
    )}
    {payment?.capturedAt && <span className="muted"> · {formatDateTime(payment.capturedAt)}</span>}
  </p>
);

/** Items, address, payment, shipment and timeline of an order. */
export const OrderDetailsView = ({ order }: { readonly order: OrderDetailsFragment }): ReactNode => (
  <div className="order__columns">
    <div className="order__main">
      <OrderLines order={order} />
      <section className="card order__facts">
        <div>
          <h2>{t.order.address}</h2>
          <PostalAddress address={order.shippingAddress} />
        </div>
        <div>
          <h2>{t.order.payment}</h2>
          <PaymentText payment={order.payment} />
        </div>
        {order.fulfillment && (
          <div>
            <h2>{t.order.shipment}</h2>
            <p>
              {order.fulfillment.carrier}
              {order.fulfillment.trackingNumber && (
                <span className="muted"> · {t.order.tracking(order.fulfillment.trackingNumber)}</span>
              )}
            </p>
          </div>
        )}
        {order.note && (
          <div>
            <h2>{t.order.note}</h2>
            <p>{order.note}</p>
          </div>
        )}
      </section>
    </div>
    <section className="card" aria-labelledby="order-timeline">
      <h2 id="order-timeline">{t.order.timeline}</h2>
      <OrderTimeline events={order.timeline} />
    </section>
  </div>
);
