import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { t } from '../lib/messages.ts';
import './logo.css';

export const Logo = ({ href = '/' }: { readonly href?: string }): ReactNode => (
  <Link href={href} className="logo" aria-label={t.nav.home}>
    <img src="/icon.svg" alt="" width="28" height="28" />
    <span>{t.shop.name}</span>
  </Link>
);
