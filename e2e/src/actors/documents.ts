// What every refusal says. Each member of a union is asked for what only it has, so that one document serves success
// and refusals.
const refusal = '... on UserError { message field }';
const unavailable = '... on ServiceUnavailableError { retryAfterSeconds }';
const wrongStatus = '... on OrderStatusError { order { id status } }';

const order = `
  id number status fulfillmentStatus note totalQuantity availableActions placedAt holdExpiresAt serverTime
  total { amount currency }
  lines { id name sku quantity unitPrice { amount currency } total { amount } variant { id } }
`;
const payment =
  'id status method startedAt expiresAt serverTime capturedAt amount { amount currency } order { id status }';
const cart =
  'id totalQuantity subtotal { amount currency } lines { id quantity variant { id } unitPrice { amount } total { amount } }';

const signIn = 'user { id name email isGuest role } session { id } accessToken accessTokenExpiresAt';

const mutation = (field: string, inputType: string, members: string): string =>
  `mutation ($input: ${inputType}!) { ${field}(input: $input) { __typename ${refusal} ${members} } }`;

/** The documents of the actors, by root field. */
export const documents = {
  continueAsGuest: mutation('continueAsGuest', 'ContinueAsGuestInput', `... on SignInSuccess { ${signIn} }`),
  register: mutation('register', 'RegisterInput', `... on SignInSuccess { ${signIn} }`),
  login: mutation('login', 'LoginInput', `... on SignInSuccess { ${signIn} }`),
  refreshSession: `mutation { refreshSession { __typename ${refusal} ... on SignInSuccess { ${signIn} } } }`,
  logout: 'mutation { logout { __typename ... on LogoutSuccess { endedSessions } } }',
  verifyEmail: mutation('verifyEmail', 'ConfirmEmailInput', '... on VerifyEmailSuccess { email }'),
  createStaffRole: mutation('createStaffRole', 'CreateStaffRoleInput', '... on StaffRoleSuccess { staffRole { id } }'),
  setUserRole: mutation('setUserRole', 'SetUserRoleInput', '... on SetUserRoleSuccess { user { id role } }'),

  createProduct: mutation(
    'createProduct',
    'CreateProductInput',
    '... on CreateProductSuccess { product { id slug variants { id sku price { amount } available } } }',
  ),
  stock: 'query ($id: ID!) { productVariant(id: $id) { available stockLevel { onHand reserved available } } }',

  adjustStock: mutation(
    'adjustStock',
    'AdjustStockInput',
    '... on StockSuccess { variant { id } movement { id onHandDelta } }',
  ),

  cart: `query { cart { ${cart} } }`,
  addToCart: mutation('addToCart', 'AddToCartInput', `... on CartSuccess { cart { ${cart} } } ${unavailable}`),
  updateCartLine: mutation('updateCartLine', 'UpdateCartLineInput', `... on CartSuccess { cart { ${cart} } }`),
  placeOrder: mutation(
    'placeOrder',
    'PlaceOrderInput',
    `... on PlaceOrderSuccess { order { ${order} } cart { id lines { id } } } ... on OutOfStockError { shortages { variant { id } requested available } } ${unavailable}`,
  ),
  cancelOrder: mutation(
    'cancelOrder',
    'CancelOrderInput',
    `... on CancelOrderSuccess { order { ${order} } } ${wrongStatus} ${unavailable}`,
  ),
  updateOrder: mutation(
    'updateOrder',
    'UpdateOrderInput',
    `... on UpdateOrderSuccess { order { ${order} } } ${wrongStatus}`,
  ),
  confirmOrder: mutation(
    'confirmOrder',
    'ConfirmOrderInput',
    `... on ConfirmOrderSuccess { order { ${order} } } ${wrongStatus}`,
  ),
  shipOrder: mutation('shipOrder', 'ShipOrderInput', `... on ShipOrderSuccess { order { ${order} } } ${wrongStatus}`),
  deliverOrder: mutation(
    'deliverOrder',
    'DeliverOrderInput',
    `... on DeliverOrderSuccess { order { ${order} } } ${wrongStatus}`,
  ),
  order: `query ($id: ID!) { order(id: $id) { ${order} payment { id status } payments { id status amount { amount } refundedAmount { amount } } timeline { kind at actorKind actor { id name } note } } }`,

  startPayment: mutation(
    'startPayment',
    'StartPaymentInput',
    `... on StartPaymentSuccess { payment { ${payment} } } ... on PaymentInProgressError { payment { id status } } ... on OrderNotPayableError { reason }`,
  ),
  confirmPayment: mutation(
    'confirmPayment',
    'ConfirmPaymentInput',
    `... on ConfirmPaymentSuccess { payment { ${payment} } } ... on PaymentWindowClosedError { canStartAgain payment { id status } } ... on PaymentStatusError { payment { id status } } ... on PaymentDeclinedError { payment { id status } } ${unavailable}`,
  ),
  refundPayment: mutation(
    'refundPayment',
    'RefundPaymentInput',
    '... on RefundPaymentSuccess { payment { id status refundedAmount { amount } refunds { id status amount { amount } } } } ... on RefundExceedsCaptureError { refundable { amount currency } } ... on PaymentStatusError { payment { id status } }',
  ),
  cancelPayment: mutation(
    'cancelPayment',
    'CancelPaymentInput',
    `... on CancelPaymentSuccess { payment { ${payment} } } ... on PaymentStatusError { payment { id status } }`,
  ),
} as const;
