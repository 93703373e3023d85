import {
  commonPolicy,
  connection,
  edge,
  userError,
  type Owners,
  type PolicyTable,
} from '@storegraph/subgraph-kit/graphql/policy';
import type { Reference } from '@storegraph/subgraph-kit/graphql/reference';
import type { Payment } from './domain/payment.ts';

export const policy: PolicyTable = {
  ...commonPolicy,
  Query: { signedInOrApiKey: ['payment'], READ_ORDERS: ['payments'], READ_AUDIT_LOG: ['paymentAuditLog'] },
  Mutation: {
    signedIn: ['startPayment', 'confirmPayment', 'cancelPayment'],
    REFUND_PAYMENTS: ['refundPayment'],
    service: ['openPayable', 'closePayable', 'refundOrder', 'receiveWebhook'],
  },

  User: { anyone: ['id'], owner: ['payments'] },
  // An order's owner is not known here: the loaders select the viewer's own payments.
  Order: { anyone: ['id'], signedInOrApiKey: ['payment', 'payments'] },
  Payment: {
    owner: [
      'id',
      'order',
      'buyer',
      'amount',
      'method',
      'reference',
      'status',
      'startedAt',
      'expiresAt',
      'serverTime',
      'capturedAt',
      'refundedAmount',
      'refunds',
    ],
  },

  // Reached through a payment or a user that was checked.
  Refund: { anyone: ['id', 'amount', 'reason', 'status', 'requestedAt', 'requestedBy'] },
  PaymentConnection: connection('anyone'),
  PaymentEdge: edge('anyone'),
  StartPaymentSuccess: { anyone: ['payment'] },
  ConfirmPaymentSuccess: { anyone: ['payment'] },
  CancelPaymentSuccess: { anyone: ['payment'] },
  PaymentInProgressError: userError('anyone', 'payment'),
  OrderNotPayableError: userError('anyone', 'reason'),
  PaymentWindowClosedError: userError('anyone', 'payment', 'canStartAgain'),
  PaymentStatusError: userError('anyone', 'payment'),
  PaymentDeclinedError: userError('anyone', 'payment'),

  RefundPaymentSuccess: { REFUND_PAYMENTS: ['payment'] },
  RefundExceedsCaptureError: userError('REFUND_PAYMENTS', 'refundable'),

  OpenPayableSuccess: { service: ['state', 'holdExpiresAt'] },
  ClosePayableSuccess: { service: ['state'] },
  PayableConflict: { service: ['message'] },
  RefundOrderSuccess: { service: ['orderId'] },
  NothingCaptured: { service: ['message'] },
  WebhookAccepted: { service: ['eventId'] },
  WebhookRefused: { service: ['reason'] },
};

export const owners: Owners = {
  Payment: { idOf: ({ userId }: Payment) => userId, seenBy: 'READ_ORDERS' },
  User: { idOf: ({ id }: Reference) => id, seenBy: 'READ_ORDERS' },
};
