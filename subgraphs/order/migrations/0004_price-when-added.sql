ALTER TABLE `cart_line` ADD `unit_price_minor` bigint;--> statement-breakpoint
ALTER TABLE `cart_line` ADD `currency` varchar(3) character set utf8mb4 collate utf8mb4_bin;