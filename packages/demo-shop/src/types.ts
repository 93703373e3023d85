/** What an order can be in; the names are those of the schema. */
type OrderStatus = 'PENDING_PAYMENT' | 'PAID' | 'CONFIRMED' | 'COMPLETED' | 'CANCELLED' | 'EXPIRED';

/** How far the parcel of an order is; the names are those of the schema. */
type FulfillmentStatus = 'UNFULFILLED' | 'SHIPPED' | 'DELIVERED' | 'RETURNED';

/** Why a stock counter changed; the names are those of the schema. */
type StockMovementKind = 'RECEIPT' | 'ADJUSTMENT' | 'RESERVE' | 'RELEASE' | 'SALE' | 'RESTOCK';

/** How a payment attempt is paid. */
export type PaymentMethod = 'CARD' | 'BANK_TRANSFER' | 'E_WALLET';

/** How a payment attempt ended. The history holds none that is still pending. */
export type PaymentStatus = 'CAPTURED' | 'EXPIRED' | 'FAILED' | 'CANCELLED';

/** What a sign-in may do. */
type Role = 'CUSTOMER' | 'STAFF' | 'ADMIN';

/** A shelf of the shop; `parentId` is null at the top of the tree. */
export interface DemoCategory {
  readonly id: string;
  readonly parentId: string | null;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** Order among its siblings, from 0. */
  readonly position: number;
}

/** One choice that tells a variant from its siblings, e.g. `Size: 350 ml`. */
interface DemoOption {
  readonly name: string;
  readonly value: string;
}

/** What is sold. */
export interface DemoVariant {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  /** The option values, e.g. `350 ml / Pebble`; `Standard` where there is nothing to choose. */
  readonly name: string;
  readonly options: readonly DemoOption[];
  readonly priceMinor: number;
  readonly currency: string;
  readonly weightGrams: number;
  /** Units that a shopper can buy once the seed is done: `onHand - reserved`. */
  readonly available: number;
  /** Order among its siblings, from 0. */
  readonly position: number;
}

/** A product with everything its page shows. */
export interface DemoProduct {
  readonly id: string;
  readonly categoryIds: readonly string[];
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** File name inside {@link pictureFolder}, served as `/pictures/<imageFile>`. */
  readonly imageFile: string;
  readonly createdAt: Date;
  readonly variants: readonly DemoVariant[];
}

/** What the history needs to know of a variant to sell it. */
export interface SoldVariant extends Pick<
  DemoVariant,
  'id' | 'productId' | 'sku' | 'priceMinor' | 'currency' | 'available'
> {
  /** What the order line says, e.g. `Stone Mug, 350 ml / Pebble`. */
  readonly name: string;
}

/** A postal address. */
export interface DemoAddress {
  readonly recipient: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** E.164. */
  readonly phone: string;
}

/** A person who buys. A guest gave a name and a phone, and has no e-mail. */
export interface DemoCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string;
  readonly isGuest: boolean;
  readonly registeredAt: Date;
  readonly address: DemoAddress;
}

/** An account whose password is printed, for trying the shop. */
export interface DemoSignIn {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  readonly role: Role;
}

/** Who took a step. The system is the payment's answer and the hold's deadline. */
export type DemoActor =
  | { readonly kind: 'CUSTOMER'; readonly userId: string }
  | { readonly kind: 'STAFF'; readonly userId: string }
  | { readonly kind: 'SYSTEM' };

/** A line of an order; everything is a copy taken when the order was placed. */
export interface DemoOrderLine {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly unitPriceMinor: number;
  readonly quantity: number;
}

/** A step of an order: the state it was in from `at` on. */
export interface DemoTimelineEntry {
  readonly id: string;
  readonly status: OrderStatus;
  readonly fulfillmentStatus: FulfillmentStatus;
  readonly at: Date;
  readonly actor: DemoActor;
}

/** One try to pay an order. `capturedAt` is set if and only if the money came. */
export type DemoPaymentAttempt = {
  readonly id: string;
  readonly method: PaymentMethod;
  readonly startedAt: Date;
  /** End of the payment window. */
  readonly expiresAt: Date;
} & (
  | { readonly status: 'CAPTURED'; readonly capturedAt: Date; readonly endedAt: Date }
  | { readonly status: Exclude<PaymentStatus, 'CAPTURED'>; readonly capturedAt: null; readonly endedAt: Date }
);

/** A change of a variant's stock counters, append-only. */
export interface DemoStockMovement {
  readonly id: string;
  readonly variantId: string;
  readonly kind: StockMovementKind;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  /** The order's id; for an opening receipt the movement's own. Unique with variant and kind. */
  readonly causeId: string;
  readonly at: Date;
}

/** The parcel of an order. */
export interface DemoFulfillment {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly shippedAt: Date;
  readonly deliveredAt: Date | null;
}

/** One order as four databases know it. Its number for people is left to the database. */
export interface DemoOrder {
  readonly id: string;
  readonly userId: string;
  readonly placedAt: Date;
  /** When the stock hold ends unless the order is paid. */
  readonly holdExpiresAt: Date;
  readonly address: DemoAddress;
  readonly lines: readonly DemoOrderLine[];
  /** Sum of the lines; also the amount to pay. */
  readonly totalMinor: number;
  readonly currency: string;
  readonly status: OrderStatus;
  readonly fulfillmentStatus: FulfillmentStatus;
  readonly fulfillment: DemoFulfillment | null;
  readonly cancellationReason: string | null;
  readonly timeline: readonly DemoTimelineEntry[];
  readonly payments: readonly DemoPaymentAttempt[];
  /** Where the order's stock is: still held, taken out by the sale, or given back. */
  readonly reservation: 'HELD' | 'COMMITTED' | 'RELEASED';
  readonly movements: readonly DemoStockMovement[];
}
