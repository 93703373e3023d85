import { choice, single, variant, type ProductDrafts } from './draft.ts';

/** Home > Plants & Garden. */
export const garden: ProductDrafts = {
  'PLANT-PAL': {
    name: 'Window Sill Pal',
    description:
      'An easy-going green plant in a terracotta pot that forgives a missed watering, and even a missed week. Grows towards the light and tells you so.',
    imageFile: '1fab4.webp',
    offer: choice(['Pot'], variant('12', ['12 cm pot'], 1800, 900, 43), variant('17', ['17 cm pot'], 2900, 1800, 25)),
  },
  'CACT-GUS': {
    name: 'Gus the Cactus',
    description:
      'Upright, a little prickly, and excellent company for a desk. Gus wants a sunny spot, a sip of water every other week and no hugs.',
    imageFile: '1f335.webp',
    offer: choice(['Height'], variant('S', ['10 cm'], 1400, 450, 67), variant('M', ['25 cm'], 2600, 1300, 23)),
  },
  'SEED-SUNF': {
    name: 'Giant Sunflower Seeds',
    description:
      'Seeds of the tall old variety that looks over the fence by August. Bees come for the flower, finches for the rest.',
    imageFile: '1f33b.webp',
    offer: choice(['Packet'], variant('20', ['20 seeds'], 450, 15, 240), variant('100', ['100 seeds'], 1500, 60, 71)),
  },
  'BOUQ-THANK': {
    name: 'Thank You Bouquet',
    description:
      'Seasonal flowers in warm colours, tied in the morning and on the doorstep by the evening. For the person you keep meaning to thank.',
    imageFile: '1f490.webp',
    offer: choice(['Size'], variant('S', ['Small'], 2900, 600, 18), variant('L', ['Generous'], 4900, 1100, 8)),
  },
  'BULB-TULIP': {
    name: 'Pink Tulip Bulbs',
    description:
      'Plump bulbs that sleep through the winter and stand up in April in a deep, satiny pink. Plant them pointed end up; that is the whole trick.',
    imageFile: '1f337.webp',
    offer: choice(['Bag'], variant('10', ['10 bulbs'], 900, 280, 104), variant('50', ['50 bulbs'], 3600, 1350, 0)),
  },
  'BULB-HYA': {
    name: 'Indoor Hyacinth',
    description:
      'A prepared bulb that blooms violet on the windowsill while it is still snowing outside. One flower perfumes a room, two perfume the stairs.',
    imageFile: '1fabb.webp',
    offer: single(1100, 190, 51),
  },
  'PAIL-GARD': {
    name: 'Puddle Blue Pail',
    description:
      'A light steel pail with a rolled rim and a handle that stays up when you need it up. Carries water, weeds and, once a year, sandcastles.',
    imageFile: '1faa3.webp',
    offer: choice(['Size'], variant('6', ['6 litres'], 1700, 520, 39), variant('10', ['10 litres'], 2200, 740, 30)),
  },
  'CHIME-SUM': {
    name: 'Summer Breeze Wind Chime',
    description:
      'A glass bell with painted petals and a paper tail that turns every breeze into one clear note. Hang it where you drink your tea.',
    imageFile: '1f390.webp',
    offer: single(2300, 180, 34),
  },
};
