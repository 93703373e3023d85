import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'wouter';
import './button.css';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

const classes = (look: Look, isWide: boolean): string => `button button--${look}${isWide ? ' button--wide' : ''}`;

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  readonly look?: Look;
  readonly isWide?: boolean;
  /** Shows that it is at work and takes no second press, but keeps the focus. */
  readonly isPending?: boolean;
};

export const Button = ({
  look = 'primary',
  isWide = false,
  isPending = false,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps): ReactNode => (
  <button
    {...rest}
    type={isPending ? 'button' : type}
    className={classes(look, isWide)}
    aria-disabled={isPending || undefined}
    aria-busy={isPending || undefined}
    onClick={isPending ? undefined : onClick}
  />
);

type ButtonLinkProps = {
  readonly href: string;
  readonly look?: Look;
  readonly isWide?: boolean;
  readonly children: ReactNode;
};

export const ButtonLink = ({ href, look = 'primary', isWide = false, children }: ButtonLinkProps): ReactNode => (
  <Link href={href} className={classes(look, isWide)}>
    {children}
  </Link>
);
