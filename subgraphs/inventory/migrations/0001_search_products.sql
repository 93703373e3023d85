-- Full-text indexes are beyond drizzle's schema language, so schema.ts does not show them.
CREATE FULLTEXT INDEX `product_text` ON `product` (`name`, `description`);
--> statement-breakpoint
CREATE FULLTEXT INDEX `product_name_text` ON `product` (`name`);
