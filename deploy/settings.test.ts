import { services } from '@storegraph/standalone/services';
import { routerProcessSettings } from '@storegraph/router/env';
import { shopSettings } from '@storegraph/standalone/env';
import { processSettings } from '@storegraph/subgraph-kit/service/service';
import { expect, it } from 'vitest';
import { settingsPage } from './settings-page.ts';

it('docs/settings.md says what the services read', async () => {
  await expect(settingsPage()).toMatchFileSnapshot('../docs/settings.md');
});

it('every setting says what it does', () => {
  const shapes = [
    ...services.map((service) => processSettings(service).shape),
    routerProcessSettings.shape,
    shopSettings,
  ];
  const silent = shapes.flatMap((shape) =>
    Object.entries(shape).flatMap(([name, schema]) => (schema.description ? [] : [name])),
  );
  expect(silent).toEqual([]);
});
