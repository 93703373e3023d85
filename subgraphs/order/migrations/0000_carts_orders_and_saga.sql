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
CREATE TABLE `cart_line` (
	`owner_id` binary(16) NOT NULL,
	`variant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`quantity` int NOT NULL,
	`position` int NOT NULL,
	CONSTRAINT `cart_line_pk` PRIMARY KEY(`owner_id`,`variant_id`),
	CONSTRAINT `cart_line_id` UNIQUE(`id`),
	CONSTRAINT `cart_line_quantity` CHECK(`cart_line`.`quantity` between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE `cart` (
	`owner_id` binary(16) NOT NULL,
	`updated_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `cart_owner_id` PRIMARY KEY(`owner_id`)
);
--> statement-breakpoint
CREATE TABLE `fulfillment` (
	`order_id` binary(16) NOT NULL,
	`carrier` varchar(100) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`tracking_number` varchar(100) character set utf8mb4 collate utf8mb4_bin,
	`shipped_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`delivered_at` datetime(3),
	CONSTRAINT `fulfillment_order_id` PRIMARY KEY(`order_id`)
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
CREATE TABLE `inbox` (
	`event_id` binary(16) NOT NULL,
	`received_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `inbox_event_id` PRIMARY KEY(`event_id`)
);
--> statement-breakpoint
CREATE TABLE `order_line` (
	`id` binary(16) NOT NULL,
	`order_id` binary(16) NOT NULL,
	`position` int NOT NULL,
	`variant_id` binary(16) NOT NULL,
	`product_id` binary(16) NOT NULL,
	`sku` varchar(100) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`name` varchar(500) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`quantity` int NOT NULL,
	`unit_price_minor` bigint NOT NULL,
	`currency` varchar(3) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `order_line_id` PRIMARY KEY(`id`),
	CONSTRAINT `order_line_position` UNIQUE(`order_id`,`position`),
	CONSTRAINT `order_line_quantity` CHECK(`order_line`.`quantity` between 1 and 1000),
	CONSTRAINT `order_line_unit_price` CHECK(`order_line`.`unit_price_minor` >= 0)
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` binary(16) NOT NULL,
	`sequence` bigint AUTO_INCREMENT NOT NULL,
	`user_id` binary(16) NOT NULL,
	`status` varchar(20) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`fulfillment_status` varchar(20) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`shipping_address` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`note` varchar(500) character set utf8mb4 collate utf8mb4_unicode_ci,
	`total_quantity` int NOT NULL,
	`total_minor` bigint NOT NULL,
	`currency` varchar(3) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`placed_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`hold_expires_at` datetime(3) NOT NULL,
	CONSTRAINT `orders_id` PRIMARY KEY(`id`),
	CONSTRAINT `orders_sequence` UNIQUE(`sequence`),
	CONSTRAINT `orders_status` CHECK(`orders`.`status` in ('PENDING_PAYMENT', 'PAID', 'CONFIRMED', 'COMPLETED', 'CANCELLED', 'EXPIRED')),
	CONSTRAINT `orders_fulfillment_status` CHECK(`orders`.`fulfillment_status` in ('UNFULFILLED', 'SHIPPED', 'DELIVERED', 'RETURNED')),
	CONSTRAINT `orders_total` CHECK(`orders`.`total_minor` between 0 and 1000000000000),
	CONSTRAINT `orders_total_quantity` CHECK(`orders`.`total_quantity` >= 1)
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
CREATE TABLE `order_saga` (
	`order_id` binary(16) NOT NULL,
	`state` varchar(30) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`request` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`refusal` longtext character set utf8mb4 collate utf8mb4_bin,
	`intended_end` longtext character set utf8mb4 collate utf8mb4_bin,
	`next_run_at` datetime(3),
	`attempts` int NOT NULL DEFAULT 0,
	`last_error` varchar(1000) character set utf8mb4 collate utf8mb4_unicode_ci,
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`updated_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `order_saga_order_id` PRIMARY KEY(`order_id`),
	CONSTRAINT `order_saga_state` CHECK(`order_saga`.`state` in ('RESERVING_STOCK', 'OPENING_PAYABLE', 'AWAITING_PAYMENT', 'AWAITING_CONFIRMATION', 'COMMITTING_STOCK', 'CLOSING_PAYABLE', 'RELEASING_STOCK', 'DONE', 'REJECTED'))
);
--> statement-breakpoint
CREATE TABLE `order_event` (
	`id` binary(16) NOT NULL,
	`order_id` binary(16) NOT NULL,
	`kind` varchar(20) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`actor_kind` varchar(20) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`actor_id` binary(16),
	`note` varchar(500) character set utf8mb4 collate utf8mb4_unicode_ci,
	CONSTRAINT `order_event_id` PRIMARY KEY(`id`),
	CONSTRAINT `order_event_kind` CHECK(`order_event`.`kind` in ('PLACED', 'UPDATED', 'PAYMENT_STARTED', 'PAYMENT_EXPIRED', 'PAYMENT_FAILED', 'PAID', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'EXPIRED')),
	CONSTRAINT `order_event_actor` CHECK((`order_event`.`actor_kind` in ('BUYER', 'STAFF', 'SYSTEM')) and (`order_event`.`actor_kind` = 'SYSTEM') = (`order_event`.`actor_id` is null))
);
--> statement-breakpoint
ALTER TABLE `fulfillment` ADD CONSTRAINT `fulfillment_order` FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `order_line` ADD CONSTRAINT `order_line_order` FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `order_event` ADD CONSTRAINT `order_event_order` FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `audit_log_subject` ON `audit_log` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `idempotency_created` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE INDEX `inbox_received` ON `inbox` (`received_at`);--> statement-breakpoint
CREATE INDEX `orders_by_user` ON `orders` (`user_id`,`placed_at`,`id`);--> statement-breakpoint
CREATE INDEX `orders_by_status` ON `orders` (`status`,`placed_at`,`id`);--> statement-breakpoint
CREATE INDEX `orders_by_time` ON `orders` (`placed_at`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`published_at`,`available_at`);--> statement-breakpoint
CREATE INDEX `order_saga_due` ON `order_saga` (`next_run_at`);--> statement-breakpoint
CREATE INDEX `order_event_by_order` ON `order_event` (`order_id`,`at`,`id`);