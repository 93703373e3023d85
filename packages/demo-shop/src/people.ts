import { places, type Place } from './people/places.ts';
import { createRandom, demoEpoch, idFor, itemAt, type Random } from './random.ts';
import type { Series } from './series.ts';
import type { DemoAddress, DemoCustomer, DemoSignIn } from './types.ts';

/** The password of every demo sign-in. It is printed at start and good for nothing but a demo. */
export const demoPassword = 'velvet-otter-47-lantern';

/** How many days before the first order the first customer registered. */
const daysBeforeHistory = 60;
const dayMs = 86_400_000;

/** One sign-in of each role. The shopper is also customer 0, so her list of orders is not empty. */
export const demoSignIns: Readonly<Record<'admin' | 'staff' | 'customer', DemoSignIn>> = {
  admin: {
    id: idFor('user', 0),
    name: 'Ada Okonjo',
    email: 'ada@storegraph.example',
    phone: '+15559990001',
    role: 'ADMIN',
  },
  staff: {
    id: idFor('user', 1),
    name: 'Sam Lindgren',
    email: 'sam@storegraph.example',
    phone: '+15559990002',
    role: 'STAFF',
  },
  customer: {
    id: idFor('user', 2),
    name: 'Mia Castellano',
    email: 'mia@storegraph.example',
    phone: '+15559990003',
    role: 'CUSTOMER',
  },
};

const miaAddress: DemoAddress = {
  recipient: demoSignIns.customer.name,
  line1: '48 Juniper Avenue',
  line2: 'Apt 3',
  city: 'Portland',
  region: 'OR',
  postalCode: '97205',
  countryCode: 'US',
  phone: demoSignIns.customer.phone,
};

/** What the customers of a data set follow from. */
export interface CustomersInput {
  readonly seed: number;
  readonly count: number;
  /** End of the order history. */
  readonly now: Date;
  /** Length of the order history. */
  readonly days: number;
}

/** Customers in the order in which they registered. */
export interface Customers extends Series<DemoCustomer> {
  /**
   * How many had registered by then; these are the first ones. Never less than one: the demo shopper is always there.
   */
  readonly registeredBy: (at: Date) => number;
}

/**
 * The customers of a data set, each made from its number alone. They register evenly from before the first order to
 * its end, so that nobody buys before they are there. Customer 0 is the demo shopper.
 */
export function customersOf({ seed, count, now, days }: CustomersInput): Customers {
  const fromMs = now.getTime() - (days + daysBeforeHistory) * dayMs;
  const stepMs = Math.max(1, Math.floor((now.getTime() - fromMs) / count));
  return {
    length: count,
    at: (n) => {
      if (!Number.isInteger(n) || n < 0 || n >= count) throw new RangeError(`no customer ${n} of ${count}`);
      const registeredAt = new Date(fromMs + n * stepMs);
      return n === 0 ? mia(registeredAt) : customer(seed, n, registeredAt);
    },
    registeredBy: (at) => Math.min(count, Math.max(1, Math.floor((at.getTime() - fromMs) / stepMs) + 1)),
  };
}

function mia(registeredAt: Date): DemoCustomer {
  const { id, name, email, phone } = demoSignIns.customer;
  return { id, name, email, phone, isGuest: false, registeredAt, address: miaAddress };
}

function customer(seed: number, n: number, registeredAt: Date): DemoCustomer {
  const random = createRandom(seed, n);
  const [countryCode, place] = random.pick(countries);
  const given = random.pick(place.givenNames);
  const family = random.pick(place.familyNames);
  const name = countryCode === 'JP' ? `${family} ${given}` : `${given} ${family}`;
  // No plan assigns 555 after these country codes, and nothing is ever sent to these numbers.
  const phone = `${place.dialCode}555${String(n).padStart(7, '0')}`;
  const isGuest = random.chance(0.15);
  return {
    id: idFor('user', n, { at: demoEpoch, seed: seed + 1 }),
    name,
    email: isGuest ? null : `${asciiOf(given)}.${asciiOf(family)}${n}@${random.pick(['example.com', 'example.org'])}`,
    phone,
    isGuest,
    registeredAt,
    address: { recipient: name, phone, countryCode, ...addressIn(place, random) },
  };
}

function addressIn(place: Place, random: Random): Omit<DemoAddress, 'recipient' | 'phone' | 'countryCode'> {
  const city = random.pick(place.cities).split(', ');
  const street = random.pick(place.streets);
  const house = random.int(1, 180);
  return {
    line1: place.isNumberFirst ? `${house} ${street}` : `${street} ${house}`,
    line2: random.chance(0.2) ? `Apt ${random.int(1, 40)}` : null,
    city: itemAt(city, 0),
    region: city.length === 3 ? itemAt(city, 1) : null,
    postalCode: itemAt(city, city.length - 1).replaceAll('#', () => String(random.int(1, 9))),
  };
}

const countries = Object.entries(places);

const letters: Readonly<Record<string, string>> = { ł: 'l', ß: 'ss', ı: 'i', ø: 'o', æ: 'ae' };

function asciiOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[łßıøæ]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');
}
