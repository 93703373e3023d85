import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'mysql', schema: './test/schema.ts', out: './test/migrations' });
