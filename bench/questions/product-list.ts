import { ask } from '../harness/ask.ts';
import { assertEqualAnswers } from '../harness/differences.ts';
import { openBackingServices } from '../harness/backing-services.ts';
import { startLoadGenerator } from '../harness/load-generator.ts';
import type { Question } from '../harness/question.ts';
import { compare, inRounds, type Contender } from '../harness/rounds.ts';
import type { RequestLoad } from '../load/requests.ts';
import { startOurShop } from '../servers/our-shop.ts';
import { startVendure } from '../servers/vendure.ts';

const CONNECTIONS = 16;
const PAGE = 20;

const ourQuery = `query ($after: String) {
  products(first: ${PAGE}, after: $after, sort: NAME_ASC) {
    edges { cursor node { name slug variants { name sku price { amount currency } available } } }
    pageInfo { hasNextPage }
  }
}`;
type OurPage = {
  data: {
    products: {
      edges: {
        cursor: string;
        node: {
          name: string;
          slug: string;
          variants: { name: string; sku: string; price: { amount: number; currency: string }; available: number }[];
        };
      }[];
      pageInfo: { hasNextPage: boolean };
    };
  };
};

const vendureQuery = `query ($skip: Int!) {
  products(options: { take: ${PAGE}, skip: $skip, sort: { name: ASC } }) {
    items { name slug variants { name sku price currencyCode stockLevel } }
  }
}`;
type VendurePage = {
  data: {
    products: {
      items: {
        name: string;
        slug: string;
        variants: { name: string; sku: string; price: number; currencyCode: string; stockLevel: string }[];
      }[];
    };
  };
};

const ourBody = (after: string | null): string => JSON.stringify({ query: ourQuery, variables: { after } });
const vendureBody = (skip: number): string => JSON.stringify({ query: vendureQuery, variables: { skip } });

/** P5: what a shop's own list of products costs, in a graph of four subgraphs and in a shop that people use. */
export const productList: Question = {
  name: 'product-list',
  comparesAnswers: true,
  asks: 'Product list against Vendure on the same MariaDB',
  answer: async ({ rounds, seconds }, progress, keep) => {
    const backing = keep(await openBackingServices(progress));
    const servers = {
      standalone: keep(await startOurShop('standalone', backing)),
      vendure: keep(await startVendure(backing, progress)),
      distributed: keep(await startOurShop('distributed', backing)),
    };

    progress.say('comparing every page');
    const cursors: string[] = [];
    for (let hasNext = true, skip = 0; hasNext; skip += PAGE) {
      const ours = (await ask(`${servers.standalone.url}/graphql`, ourBody(cursors.at(-1) ?? null))).json as OurPage;
      const theirs = (await ask(`${servers.vendure.url}/shop-api`, vendureBody(skip))).json as VendurePage;
      assertEqualAnswers(['standalone', fromOurs(ours)], ['vendure', fromVendure(theirs)]);
      const { json } = await ask(`${servers.distributed.url}/graphql`, ourBody(cursors.at(-1) ?? null));
      assertEqualAnswers(['standalone', ours], ['distributed', json]);
      cursors.push(...ours.data.products.edges.map(({ cursor }) => cursor));
      hasNext = ours.data.products.pageInfo.hasNextPage;
    }
    // A page may begin at every product, and is full.
    const starts = cursors.slice(0, -PAGE);
    const bodies = {
      ours: starts.map((cursor) => ourBody(cursor)),
      vendure: starts.map((_, index) => vendureBody(index + 1)),
    };

    const contenders: Contender[] = [];
    for (const [name, server] of Object.entries(servers)) {
      const isOurs = name !== 'vendure';
      const setup: RequestLoad = {
        kind: 'requests',
        url: server.url,
        path: isOurs ? '/graphql' : '/shop-api',
        connections: CONNECTIONS,
        bodies: isOurs ? bodies.ours : bodies.vendure,
        tokens: [],
      };
      contenders.push({ name, server, load: keep(await startLoadGenerator(setup)) });
    }
    const measures = await inRounds(
      contenders,
      { rounds, seconds, atOnce: CONNECTIONS, warmUpSeconds: seconds },
      backing.databasePid,
      progress,
    );
    return [
      compare('P5', 15, 'standalone', 'vendure', measures),
      compare('P5', 15, 'distributed', 'vendure', measures),
    ];
  },
};

const bySku = (a: { readonly sku: string }, b: { readonly sku: string }): number => (a.sku < b.sku ? -1 : 1);

const fromOurs = ({ data }: OurPage): unknown =>
  data.products.edges.map(({ node: { name, slug, variants } }) => ({
    name,
    slug,
    variants: variants
      .map(({ price, ...variant }) => ({ ...variant, price: price.amount, currency: price.currency }))
      .toSorted(bySku),
  }));

const fromVendure = ({ data }: VendurePage): unknown =>
  data.products.items.map(({ name, slug, variants }) => ({
    name,
    slug,
    variants: variants
      .map(({ currencyCode, stockLevel, ...variant }) => ({
        ...variant,
        currency: currencyCode,
        available: Number(stockLevel),
      }))
      .toSorted(bySku),
  }));
