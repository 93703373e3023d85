import { z } from 'zod';
import { emailAddress } from './email-address.ts';
import { newPassword } from './password.ts';
import { personName } from './person-name.ts';
import { phoneNumber } from './phone-number.ts';
import { optional } from './text.ts';

/** What an account begins with. */
export const registrationForm = z.object({
  name: personName,
  email: emailAddress,
  password: newPassword,
  phone: optional(phoneNumber),
});
