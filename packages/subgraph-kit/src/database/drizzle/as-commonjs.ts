import { registerHooks } from 'node:module';

// For `node --import`: resolves drizzle-orm to its CommonJS files. Node hands the `exports` of a package, which are 178
// kB of JSON here, from C++ to JavaScript for each of its ES modules: 120 MB and 0.6 s of every start, for the same
// code.
registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier !== 'drizzle-orm' && !specifier.startsWith('drizzle-orm/')) return next(specifier, context);
    return next(specifier, {
      ...context,
      conditions: context.conditions.map((condition) => (condition === 'import' ? 'require' : condition)),
    });
  },
});
