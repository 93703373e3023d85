/** Minor units of a currency. */
type Money = { readonly amount: number; readonly currency: string };

/** What the actors' documents select; see `documents.ts`. */
export type OrderAnswer = {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly fulfillmentStatus: string;
  readonly note: string | null;
  readonly totalQuantity: number;
  readonly availableActions: readonly string[];
  readonly placedAt: string;
  readonly holdExpiresAt: string;
  readonly serverTime: string;
  readonly total: Money;
  readonly lines: readonly {
    readonly id: string;
    readonly name: string;
    readonly sku: string;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly variant: { readonly id: string } | null;
  }[];
};

export type OrderWithCourse = OrderAnswer & {
  readonly payment: { readonly id: string; readonly status: string } | null;
  readonly payments: readonly {
    readonly id: string;
    readonly status: string;
    readonly amount: { readonly amount: number };
    readonly refundedAmount: { readonly amount: number };
  }[];
  readonly timeline: readonly {
    readonly kind: string;
    readonly at: string;
    readonly actorKind: string;
    readonly actor: { readonly id: string; readonly name: string } | null;
    readonly note: string | null;
  }[];
};

export type PaymentAnswer = {
  readonly id: string;
  readonly status: string;
  readonly method: string;
  readonly startedAt: string;
  readonly expiresAt: string;
  readonly serverTime: string;
  readonly capturedAt: string | null;
  readonly amount: Money;
  readonly order: { readonly id: string; readonly status: string } | null;
};

/** A payment after a refund. */
export type RefundedAnswer = {
  readonly id: string;
  readonly status: string;
  readonly refundedAmount: { readonly amount: number };
  readonly refunds: readonly {
    readonly id: string;
    readonly status: string;
    readonly amount: { readonly amount: number };
  }[];
};

export type CartAnswer = {
  readonly id: string;
  readonly totalQuantity: number;
  readonly subtotal: Money | null;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly variant: { readonly id: string } | null;
  }[];
};

export type SignInAnswer = {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly isGuest: boolean;
    readonly role: string;
  };
  readonly session: { readonly id: string };
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
};

export type StockAnswer = { readonly onHand: number; readonly reserved: number; readonly available: number };
