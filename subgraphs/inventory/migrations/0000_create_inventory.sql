CREATE TABLE `audit_log` (
	`id` binary(16) NOT NULL,
	`actor_id` binary(16) NOT NULL,
	`action` varchar(64) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`subject_id` binary(16) NOT NULL,
	`details` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `audit_log_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `category` (
	`id` binary(16) NOT NULL,
	`parent_id` binary(16),
	`slug` varchar(100) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`name` varchar(200) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`description` varchar(5000) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`image_url` varchar(1000) character set utf8mb4 collate utf8mb4_bin,
	`image_alt` varchar(300) character set utf8mb4 collate utf8mb4_unicode_ci,
	`position` int NOT NULL,
	CONSTRAINT `category_id` PRIMARY KEY(`id`),
	CONSTRAINT `category_slug` UNIQUE(`slug`)
);
--> statement-breakpoint
CREATE TABLE `idempotency` (
	`scope` binary(16) NOT NULL,
	`operation` varchar(64) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`key` varchar(128) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`request_hash` char(64) NOT NULL,
	`answer` longtext character set utf8mb4 collate utf8mb4_bin,
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `idempotency_pk` PRIMARY KEY(`scope`,`operation`,`key`)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`sequence` bigint AUTO_INCREMENT NOT NULL,
	`id` binary(16) NOT NULL,
	`type` varchar(64) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`version` int NOT NULL,
	`subject_id` binary(16) NOT NULL,
	`payload` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`occurred_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`available_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`attempts` int NOT NULL DEFAULT 0,
	`published_at` datetime(3),
	CONSTRAINT `outbox_sequence` PRIMARY KEY(`sequence`)
);
--> statement-breakpoint
CREATE TABLE `product_category` (
	`product_id` binary(16) NOT NULL,
	`category_id` binary(16) NOT NULL,
	CONSTRAINT `product_category_pk` PRIMARY KEY(`product_id`,`category_id`)
);
--> statement-breakpoint
CREATE TABLE `product` (
	`id` binary(16) NOT NULL,
	`slug` varchar(100) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`name` varchar(200) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`description` varchar(5000) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`image_url` varchar(1000) character set utf8mb4 collate utf8mb4_bin,
	`image_alt` varchar(300) character set utf8mb4 collate utf8mb4_unicode_ci,
	`min_price_minor` bigint NOT NULL,
	`max_price_minor` bigint NOT NULL,
	`is_archived` boolean NOT NULL DEFAULT false,
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `product_id` PRIMARY KEY(`id`),
	CONSTRAINT `product_slug` UNIQUE(`slug`),
	CONSTRAINT `product_prices` CHECK(0 <= min_price_minor and min_price_minor <= max_price_minor)
);
--> statement-breakpoint
CREATE TABLE `product_variant` (
	`id` binary(16) NOT NULL,
	`product_id` binary(16) NOT NULL,
	`sku` varchar(64) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`options` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`price_minor` bigint NOT NULL,
	`currency` char(3) NOT NULL,
	`position` int NOT NULL,
	`is_archived` boolean NOT NULL DEFAULT false,
	CONSTRAINT `product_variant_id` PRIMARY KEY(`id`),
	CONSTRAINT `product_variant_sku` UNIQUE(`sku`),
	CONSTRAINT `product_variant_price` CHECK(price_minor between 0 and 1000000000000)
);
--> statement-breakpoint
CREATE TABLE `stock_level` (
	`variant_id` binary(16) NOT NULL,
	`product_id` binary(16) NOT NULL,
	`is_archived` boolean NOT NULL DEFAULT false,
	`on_hand` int NOT NULL,
	`reserved` int NOT NULL,
	`available` int GENERATED ALWAYS AS (on_hand - reserved) STORED,
	CONSTRAINT `stock_level_variant_id` PRIMARY KEY(`variant_id`),
	CONSTRAINT `stock_level_reserved` CHECK(0 <= reserved and reserved <= on_hand)
);
--> statement-breakpoint
CREATE TABLE `stock_movement` (
	`id` binary(16) NOT NULL,
	`variant_id` binary(16) NOT NULL,
	`kind` enum('RECEIPT','ADJUSTMENT','RESERVE','RELEASE','SALE','RESTOCK') NOT NULL,
	`on_hand_delta` int NOT NULL,
	`reserved_delta` int NOT NULL,
	`cause_id` binary(16) NOT NULL,
	`reason` varchar(500) character set utf8mb4 collate utf8mb4_unicode_ci,
	`actor_id` binary(16),
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `stock_movement_id` PRIMARY KEY(`id`),
	CONSTRAINT `stock_movement_cause` UNIQUE(`cause_id`,`variant_id`,`kind`)
);
--> statement-breakpoint
CREATE TABLE `stock_reservation_line` (
	`order_id` binary(16) NOT NULL,
	`variant_id` binary(16) NOT NULL,
	`quantity` int NOT NULL,
	`quote` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `stock_reservation_line_pk` PRIMARY KEY(`order_id`,`variant_id`),
	CONSTRAINT `stock_reservation_line_quantity` CHECK(quantity > 0)
);
--> statement-breakpoint
CREATE TABLE `stock_reservation` (
	`order_id` binary(16) NOT NULL,
	`state` enum('HELD','COMMITTED','RELEASED') NOT NULL,
	`request_hash` char(64) NOT NULL,
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `stock_reservation_order_id` PRIMARY KEY(`order_id`)
);
--> statement-breakpoint
ALTER TABLE `category` ADD CONSTRAINT `category_parent_id_category_id_fk` FOREIGN KEY (`parent_id`) REFERENCES `category`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `product_category` ADD CONSTRAINT `product_category_product_id_product_id_fk` FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `product_category` ADD CONSTRAINT `product_category_category_id_category_id_fk` FOREIGN KEY (`category_id`) REFERENCES `category`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `product_variant` ADD CONSTRAINT `product_variant_product_id_product_id_fk` FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `stock_level` ADD CONSTRAINT `stock_level_variant_id_product_variant_id_fk` FOREIGN KEY (`variant_id`) REFERENCES `product_variant`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `stock_reservation_line` ADD CONSTRAINT `stock_reservation_line_order_id_stock_reservation_order_id_fk` FOREIGN KEY (`order_id`) REFERENCES `stock_reservation`(`order_id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `audit_log_subject` ON `audit_log` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `idempotency_created` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`published_at`,`available_at`);--> statement-breakpoint
CREATE INDEX `product_category_category` ON `product_category` (`category_id`,`product_id`);--> statement-breakpoint
CREATE INDEX `product_newest` ON `product` (`created_at`,`id`,`is_archived`);--> statement-breakpoint
CREATE INDEX `product_by_name` ON `product` (`name`,`id`,`is_archived`);--> statement-breakpoint
CREATE INDEX `product_cheapest` ON `product` (`min_price_minor`,`id`,`is_archived`);--> statement-breakpoint
CREATE INDEX `product_dearest` ON `product` (`max_price_minor`,`id`,`is_archived`);--> statement-breakpoint
CREATE INDEX `product_variant_product` ON `product_variant` (`product_id`,`is_archived`,`price_minor`);--> statement-breakpoint
CREATE INDEX `stock_level_product` ON `stock_level` (`product_id`,`is_archived`,`available`);--> statement-breakpoint
CREATE INDEX `stock_level_available` ON `stock_level` (`available`,`variant_id`);--> statement-breakpoint
CREATE INDEX `stock_movement_variant` ON `stock_movement` (`variant_id`,`id`);