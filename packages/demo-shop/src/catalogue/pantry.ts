import { choice, single, variant, type ProductDrafts } from './draft.ts';

/** Kitchen > Pantry. */
export const pantry: ProductDrafts = {
  'HONEY-MEAD': {
    name: 'Meadow Honey',
    description:
      'Raw summer honey from hives that stand between clover and wild thyme. It sets softly in winter; a warm spoon brings the sunshine back.',
    imageFile: '1f36f.webp',
    offer: choice(['Jar'], variant('250', ['250 g'], 900, 420, 120), variant('500', ['500 g'], 1600, 760, 84)),
  },
  'OLIVE-GRN': {
    name: 'Green Market Olives',
    description:
      'Firm green olives with a sweet pimento heart, cured in sea salt for four months. Buttery, a little peppery, and gone before the guests arrive.',
    imageFile: '1fad2.webp',
    offer: choice(['Jar'], variant('180', ['180 g'], 700, 320, 97), variant('580', ['580 g'], 1700, 940, 34)),
  },
  'CHOC-NOON': {
    name: 'Afternoon Chocolate Bar',
    description:
      'Slow-ground chocolate from a single cooperative, with a clean snap and nothing to hide. One row is a snack, two rows are a good afternoon.',
    imageFile: '1f36b.webp',
    offer: choice(
      ['Cocoa'],
      variant('45', ['45 % milk'], 650, 95, 140),
      variant('70', ['70 % dark'], 650, 95, 162),
      variant('85', ['85 % extra dark'], 700, 95, 58),
    ),
  },
  'TOM-SUN': {
    name: 'Sunday Tomatoes',
    description:
      'Plum tomatoes peeled and tinned within a day of picking. They taste like August and turn into sauce while the pasta water boils.',
    imageFile: '1f96b.webp',
    offer: choice(['Pack'], variant('1', ['Single tin'], 350, 460, 210), variant('6', ['Six tins'], 1900, 2760, 45)),
  },
  'CHILI-EMB': {
    name: 'Ember Chilli',
    description:
      'Whole red chillies dried over oak smoke, fruity first and fiery a moment later. Crumble one over eggs, or drop it into a pot and fish it out when you have had enough.',
    imageFile: '1f336-fe0f.webp',
    offer: choice(['Heat'], variant('MILD', ['Gentle'], 800, 70, 76), variant('HOT', ['Serious'], 800, 70, 61)),
  },
  'CHEESE-HILL': {
    name: 'Hillside Cheese',
    description:
      'A nutty mountain cheese with proper holes, aged until small crystals crackle between the teeth. Wrapped in paper so it can breathe on its way to you.',
    imageFile: '1f9c0.webp',
    offer: choice(['Age'], variant('6M', ['6 months'], 1300, 320, 38), variant('18M', ['18 months'], 1900, 320, 4)),
  },
  'COOKIE-TIN': {
    name: 'Corner Bakery Cookies',
    description:
      'A dozen chocolate-chip cookies, crisp at the edge and soft in the middle. Baked the morning they leave; the box smells so good that couriers write to us.',
    imageFile: '1f36a.webp',
    offer: single(1500, 540, 69),
  },
};
