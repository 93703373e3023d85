/** A window, in CSS pixels. */
export type Size = { readonly width: number; readonly height: number };

export const phone: Size = { width: 390, height: 844 };
export const desktop: Size = { width: 1280, height: 900 };
