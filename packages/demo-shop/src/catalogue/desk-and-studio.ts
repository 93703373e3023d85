import { choice, single, variant, type ProductDrafts } from './draft.ts';

/** Desk & Studio. */
export const deskAndStudio: ProductDrafts = {
  'NOTE-CONF': {
    name: 'Confetti Notebook',
    description:
      'A hard-cover notebook that is festive outside and serious inside: thick cream paper that lies flat and takes ink without a shadow. Numbered pages, because good ideas deserve an index.',
    imageFile: '1f4d4.webp',
    offer: choice(
      ['Ruling'],
      variant('DOT', ['Dotted'], 1700, 340, 91),
      variant('LIN', ['Lined'], 1700, 340, 68),
      variant('BLK', ['Blank'], 1700, 340, 44),
    ),
  },
  'PEN-VOYAGE': {
    name: 'Voyage Fountain Pen',
    description:
      'A deep blue barrel, a springy steel nib and a converter in the box. It writes the moment it touches the page, even after a fortnight in a coat pocket.',
    imageFile: '1f58b-fe0f.webp',
    offer: choice(
      ['Nib'],
      variant('F', ['Fine'], 5800, 28, 30),
      variant('M', ['Medium'], 5800, 28, 42),
      variant('B', ['Broad'], 5800, 28, 5),
    ),
  },
  'PENCIL-MARG': {
    name: 'Marigold Pencils',
    description:
      'Cedar pencils in a marigold coat, with an eraser that erases. Break one in two and both halves still sharpen to a perfect point.',
    imageFile: '270f-fe0f.webp',
    offer: choice(['Box'], variant('6', ['Box of 6'], 800, 55, 118), variant('24', ['Box of 24'], 2600, 210, 49)),
  },
  'BRUSH-POPPY': {
    name: 'Poppy Watercolour Brush',
    description:
      'A full belly that holds a pond and a tip that draws an eyelash. The short red handle makes it the brush you reach for outdoors.',
    imageFile: '1f58c-fe0f.webp',
    offer: choice(
      ['Size'],
      variant('04', ['No. 4'], 1200, 12, 55),
      variant('08', ['No. 8'], 1600, 16, 47),
      variant('12', ['No. 12'], 2200, 22, 26),
    ),
  },
  'PAL-ATELIER': {
    name: 'Little Atelier Palette',
    description:
      'A beechwood palette with five starter colours and a thumb hole for either hand. The surface is sealed, so yesterday wipes off.',
    imageFile: '1f3a8.webp',
    offer: single(3300, 420, 22),
  },
  'CLIP-BUDDY': {
    name: 'Helpful Paper Clips',
    description:
      'Oversized steel clips with a face and an eagerness to help. They hold forty pages without denting one, and offer no advice at all.',
    imageFile: '1f4ce.webp',
    offer: choice(['Tin'], variant('25', ['Tin of 25'], 600, 90, 154), variant('100', ['Tin of 100'], 1800, 330, 63)),
  },
  'SCIS-CORAL': {
    name: 'Coral Scissors',
    description:
      'Forged blades in bright handles that nobody in the house can claim to have mistaken for their own. From wrapping paper to four layers of denim in one clean cut.',
    imageFile: '2702-fe0f.webp',
    offer: choice(['Length'], variant('15', ['15 cm'], 1500, 95, 77), variant('21', ['21 cm'], 2100, 160, 58)),
  },
  'CAL-SPIRAL': {
    name: 'Perpetual Desk Calendar',
    description:
      'A spiral calendar without years, so birthdays stay where you wrote them. Each month has a page of its own and room for one doodle.',
    imageFile: '1f5d3-fe0f.webp',
    offer: single(1900, 380, 54),
  },
  'KEYB-CLOUD': {
    name: 'Cloud Keyboard',
    description:
      'Low, quiet and pleasantly firm, with keys that land like footsteps on a carpet. Pairs with three devices and remembers which of them you were writing on.',
    imageFile: '2328-fe0f.webp',
    offer: choice(
      ['Layout'],
      variant('US', ['US'], 8900, 560, 36),
      variant('UK', ['UK'], 8900, 560, 24),
      variant('DE', ['German'], 8900, 560, 15),
    ),
  },
  'PHONE-HUSH': {
    name: 'Hush Headphones',
    description:
      'Soft cushions, forty hours of battery and a switch that makes the open-plan office go away. Folds flat, and every part of it can be replaced.',
    imageFile: '1f3a7.webp',
    offer: single(15900, 265, 40),
  },
  'CAM-ROVER': {
    name: 'Rover Compact Camera',
    description:
      'A pocket camera with real dials, for people who like to look first and scroll later. It starts in a blink and goes a whole holiday on one charge.',
    imageFile: '1f4f7.webp',
    offer: single(42900, 340, 7),
  },
  'RADIO-SHORE': {
    name: 'Shoreline Radio',
    description:
      'A sturdy little radio with a telescopic aerial and one large, honest dial. FM and DAB+, mains or batteries, kitchen or beach.',
    imageFile: '1f4fb.webp',
    offer: single(6700, 890, 28),
  },
};
