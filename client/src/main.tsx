import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { reloadAfterDeploy } from './app/reload-after-deploy.ts';
import { createShop } from './graphql/shop.ts';
import './app/base.css';

const url = '/graphql';
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

reloadAfterDeploy();

createRoot(root).render(
  <StrictMode>
    <App url={url} shop={createShop(url)} />
  </StrictMode>,
);
