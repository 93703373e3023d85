import { commonPolicy, type Owners, type PolicyTable } from '@storegraph/subgraph-kit/graphql/policy';
import type { Reference } from '@storegraph/subgraph-kit/graphql/reference';
import type { Payment } from './domain/payment.ts';

export const policy: PolicyTable = {
  ...commonPolicy,
  Query: { payment: 'signedIn', payments: 'staff' },
  Mutation: {
    startPayment: 'signedIn',
    confirmPayment: 'signedIn',
    cancelPayment: 'signedIn',
    refundPayment: 'staff',
    openPayable: 'service',
    closePayable: 'service',
    refundOrder: 'service',
    receiveWebhook: 'service',
  },
  User: { id: 'anyone', payments: 'owner' },
  // An order's owner is not known here: the loaders select the viewer's own payments.
  Order: { id: 'anyone', payment: 'signedIn', payments: 'signedIn' },
  Payment: 'owner',

  // Values whose parent was checked.
  Refund: 'anyone',
  PaymentConnection: 'anyone',
  PaymentEdge: 'anyone',
  StartPaymentSuccess: 'anyone',
  ConfirmPaymentSuccess: 'anyone',
  CancelPaymentSuccess: 'anyone',
  RefundPaymentSuccess: 'anyone',
  PaymentInProgressError: 'anyone',
  OrderNotPayableError: 'anyone',
  PaymentWindowClosedError: 'anyone',
  PaymentStatusError: 'anyone',
  PaymentDeclinedError: 'anyone',
  RefundExceedsCaptureError: 'anyone',
  OpenPayableSuccess: 'service',
  ClosePayableSuccess: 'service',
  PayableConflict: 'service',
  RefundOrderSuccess: 'service',
  NothingCaptured: 'service',
  WebhookAccepted: 'service',
  WebhookRefused: 'service',
};

export const owners: Owners = {
  Payment: ({ userId }: Payment) => userId,
  User: ({ id }: Reference) => id,
};
