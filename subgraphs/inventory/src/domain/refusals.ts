/** Why a change of the catalogue did not happen. `field` is the path of the input at fault. */
export type CatalogueRefusal = {
  readonly kind: 'invalidInput' | 'notFound' | 'nameTaken';
  readonly message: string;
  readonly field: readonly string[];
};
