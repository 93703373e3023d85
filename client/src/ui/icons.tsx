import type { ReactNode } from 'react';

const Icon = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <svg
    width="22"
    height="22"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden
  >
    {children}
  </svg>
);

export const BagIcon = (): ReactNode => (
  <Icon>
    <path d="M5 8h14l1 12H4L5 8Z" />
    <path d="M8.500 10.500V7a3.500 3.500 0 0 1 7 0v3.500" />
  </Icon>
);

export const SearchIcon = (): ReactNode => (
  <Icon>
    <circle cx="11" cy="11" r="6.500" />
    <path d="m16 16 4.500 4.500" />
  </Icon>
);

export const PersonIcon = (): ReactNode => (
  <Icon>
    <circle cx="12" cy="8" r="3.800" />
    <path d="M4.500 20c.8-3.800 3.800-5.500 7.500-5.500s6.700 1.700 7.500 5.500" />
  </Icon>
);
