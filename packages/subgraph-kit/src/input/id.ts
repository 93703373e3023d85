import { z } from 'zod';
import { idOrNil } from '../id.ts';

/** The id of something, in lower case; what is no id becomes that of nothing, so that it is not found. */
export const id = z.string().transform(idOrNil);
