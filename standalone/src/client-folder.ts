import { fileURLToPath } from 'node:url';

/** The client as `npm run build` leaves it. */
export const clientFolder = fileURLToPath(new URL('../../client/dist', import.meta.url));
