import { choice, single, variant, type ProductDrafts } from './draft.ts';

/** Kitchen > Cook & Table. */
export const cookAndTable: ProductDrafts = {
  'PAN-EGG': {
    name: 'First Egg Frying Pan',
    description:
      'Carbon steel, pre-seasoned, and light enough to flip with one hand. The first egg already slides; the hundredth will practically serve itself.',
    imageFile: '1f373.webp',
    offer: choice(
      ['Diameter'],
      variant('20', ['20 cm'], 3400, 920, 41),
      variant('24', ['24 cm'], 4200, 1250, 57),
      variant('28', ['28 cm'], 4900, 1640, 22),
    ),
  },
  'POT-SIMMER': {
    name: 'Long Simmer Stockpot',
    description:
      'A steel pot with a thick base that forgives you for forgetting the soup. Measuring lines inside, handles wide enough for oven gloves outside. Works on every hob.',
    imageFile: '1f372.webp',
    offer: choice(['Capacity'], variant('4', ['4 litres'], 5900, 1900, 26), variant('8', ['8 litres'], 7900, 2700, 11)),
  },
  'FONDUE-ALP': {
    name: 'Alpine Fondue Set',
    description:
      'An enamelled red pot, a steady burner and six forks with coloured tips, so nobody steals your bread. Made for snowed-in evenings, and equally good with chocolate in July.',
    imageFile: '1fad5.webp',
    offer: single(6900, 2300, 16),
  },
  'KNIFE-KES': {
    name: "Kestrel Chef's Knife",
    description:
      'High-carbon steel with a thin edge that falls through a tomato, and a riveted blue handle that fits small and large hands alike. Arrives sharp; send it back once a year and we sharpen it free.',
    imageFile: '1f52a.webp',
    offer: choice(['Blade'], variant('16', ['16 cm'], 7400, 190, 24), variant('20', ['20 cm'], 8900, 240, 31)),
  },
  'CUTL-MERID': {
    name: 'Meridian Cutlery Set',
    description:
      'Matt steel forks and knives with a slim waist and a reassuring weight. Set a table for four today and add to it when the family grows; the pattern is here to stay.',
    imageFile: '1f374.webp',
    offer: choice(
      ['Pieces'],
      variant('16', ['16 pieces'], 6400, 1150, 35),
      variant('24', ['24 pieces'], 8900, 1720, 18),
    ),
  },
  'CHOP-LACQ': {
    name: 'Lacquer Chopsticks',
    description:
      'Two-tone chopsticks with a fine grooved tip that holds on to the slipperiest noodle. Five thin coats of lacquer, each polished by hand before the next.',
    imageFile: '1f962.webp',
    offer: choice(['Pairs'], variant('2', ['Two pairs'], 1400, 60, 95), variant('6', ['Six pairs'], 3600, 180, 40)),
  },
  'BOWL-BLUE': {
    name: 'Blue Monday Bowl',
    description:
      'A deep enamel bowl with its own spoon, big enough for porridge with all the toppings. The colour is cheerful on purpose: Mondays need it.',
    imageFile: '1f963.webp',
    offer: choice(
      ['Set'],
      variant('1', ['Bowl and spoon'], 1700, 330, 66),
      variant('4', ['Family set of four'], 5900, 1320, 2),
    ),
  },
  'PLATE-TWO': {
    name: 'Supper for Two Place Setting',
    description:
      'Two wide-rimmed plates with fork and knife, packed in a box that makes a fine moving-in present. The plates nest, stack and survive the dishwasher.',
    imageFile: '1f37d-fe0f.webp',
    offer: single(4400, 1850, 29),
  },
  'BENTO-MID': {
    name: 'Midday Bento Box',
    description:
      'A lunch box with three compartments, so the rice never meets the pudding. The lid seals with a soft click and the whole thing goes into the microwave.',
    imageFile: '1f371.webp',
    offer: choice(['Size'], variant('S', ['Small'], 2400, 380, 48), variant('L', ['Large'], 2900, 470, 53)),
  },
  'GLASS-EVE': {
    name: 'Long Evening Wine Glass',
    description:
      'A hand-blown glass with a generous bowl and a stem that is thin but not nervous. Pours look better in it, and conversations seem to run longer.',
    imageFile: '1f377.webp',
    offer: choice(['Set'], variant('2', ['Pair'], 3200, 360, 44), variant('6', ['Set of six'], 8400, 1080, 12)),
  },
};
