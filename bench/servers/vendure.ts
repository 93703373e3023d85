import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropDatabase, provisionDatabase } from '@storegraph/private-database/provision';
import { runProgram } from '@storegraph/private-database/run-program';
import { createPool, type RowDataPacket } from 'mysql2/promise';
import { environmentOf } from '../env.ts';
import type { BackingServices } from '../harness/backing-services.ts';
import { installPeer } from '../harness/peer-packages.ts';
import type { Progress } from '../harness/progress.ts';
import { freePort, startServer, type RunningServer } from '../harness/server-process.ts';

const DATABASE = 'bench_vendure';

/** Vendure with the products of our shop, on the same database server. They are copied when that server is new. */
export async function startVendure(backing: BackingServices, progress: Progress): Promise<RunningServer> {
  const folder = await installPeer('vendure', progress);
  const note = join(backing.dataDir, 'vendure-is-filled');
  if (!existsSync(note)) {
    progress.say('filling Vendure with the same products');
    await dropDatabase(backing.rootUrl, DATABASE);
    await fill(backing, folder);
    writeFileSync(note, '');
  }
  const { url: databaseUrl } = await provisionDatabase(backing.rootUrl, DATABASE);
  const port = await freePort();
  return startServer({
    name: 'vendure',
    command: [process.execPath, join(folder, 'server.mjs')],
    settings: settingsOf(databaseUrl, port),
    url: `http://127.0.0.1:${port}`,
    readyPath: '/health',
    folder: backing.dataDir,
  });
}

const settingsOf = (databaseUrl: string, port: number): Record<string, string> => ({
  NODE_ENV: 'production',
  BENCH_VENDURE: JSON.stringify({ databaseUrl, port }),
});

async function fill(backing: BackingServices, folder: string): Promise<void> {
  const variants = await variantsOnSale(backing);
  const csv = join(backing.dataDir, 'vendure-products.csv');
  writeFileSync(csv, toCsv(variants));
  const { migrationUrl } = await provisionDatabase(backing.rootUrl, DATABASE);
  const { code, output } = await runProgram(process.execPath, [join(folder, 'populate.mjs'), csv], {
    env: environmentOf(settingsOf(migrationUrl, await freePort())),
  });
  if (code !== 0) throw new Error(`Vendure could not be filled:\n${output.slice(-3_000)}`);
  await nameVariants(migrationUrl, variants);
}

type Variant = {
  readonly slug: string;
  readonly product: string;
  readonly sku: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly available: number;
};

async function variantsOnSale({ databases }: BackingServices): Promise<readonly Variant[]> {
  const pool = createPool({ uri: databases.inventory.url, connectionLimit: 1 });
  try {
    const [rows] = await pool.query<(RowDataPacket & Omit<Variant, 'name'> & { options: string })[]>(
      `select p.slug, p.name as product, v.sku, v.options, v.price_minor as priceMinor, l.available
       from product p join product_variant v on v.product_id = p.id join stock_level l on l.variant_id = v.id
       where not p.is_archived and not v.is_archived order by p.id, v.position`,
    );
    return rows.map(({ options, ...variant }) => {
      const values = (JSON.parse(options) as { value: string }[]).map(({ value }) => value);
      return { ...variant, name: values.length === 0 ? variant.product : values.join(' / ') };
    });
  } finally {
    await pool.end();
  }
}

const HEAD =
  'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets';

/** The form that Vendure imports: the rows after a product's first are its further variants. */
function toCsv(variants: readonly Variant[]): string {
  const rows = [...Map.groupBy(variants, ({ slug }) => slug).values()].flatMap((ofProduct) =>
    ofProduct.map(({ product, slug, sku, priceMinor, available }, index) => {
      const isAlone = ofProduct.length === 1;
      const head = index === 0 ? [product, slug, '', '', '', isAlone ? '' : 'Variant'] : ['', '', '', '', '', ''];
      return [
        ...head,
        isAlone ? '' : sku,
        sku,
        (priceMinor / 100).toFixed(2),
        'standard',
        String(available),
        'true',
        '',
        '',
      ];
    }),
  );
  return [HEAD, ...rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))].join('\n');
}

/** Vendure's import makes names of products and options; ours shall stand there, so that the answers are equal. */
async function nameVariants(url: string, variants: readonly Variant[]): Promise<void> {
  const pool = createPool({ uri: url, connectionLimit: 1 });
  try {
    for (const { sku, name } of variants)
      await pool.query(
        'update product_variant_translation t join product_variant v on v.id = t.baseId set t.name = ? where v.sku = ?',
        [name, sku],
      );
  } finally {
    await pool.end();
  }
}
