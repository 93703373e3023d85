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
CREATE TABLE `ledger_entry` (
	`cause_id` binary(16) NOT NULL,
	`account` varchar(16) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`amount_minor` bigint NOT NULL,
	`currency` varchar(3) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`recorded_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `ledger_entry_pk` PRIMARY KEY(`cause_id`,`account`),
	CONSTRAINT `ledger_entry_account` CHECK(account in ('CASH', 'SALES'))
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
CREATE TABLE `payable` (
	`order_id` binary(16) NOT NULL,
	`user_id` binary(16) NOT NULL,
	`amount_minor` bigint NOT NULL,
	`currency` varchar(3) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`state` varchar(8) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`hold_expires_at` datetime(3) NOT NULL,
	CONSTRAINT `payable_order_id` PRIMARY KEY(`order_id`),
	CONSTRAINT `payable_amount` CHECK(amount_minor between 0 and 1000000000000),
	CONSTRAINT `payable_state` CHECK(state in ('OPEN', 'CAPTURED', 'CLOSED'))
);
--> statement-breakpoint
CREATE TABLE `payment` (
	`id` binary(16) NOT NULL,
	`order_id` binary(16) NOT NULL,
	`user_id` binary(16) NOT NULL,
	`method` varchar(16) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`amount_minor` bigint NOT NULL,
	`currency` varchar(3) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`status` varchar(16) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`started_at` datetime(3) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	`captured_at` datetime(3),
	`refunded_minor` bigint NOT NULL DEFAULT 0,
	`in_progress_order_id` binary(16) GENERATED ALWAYS AS ((case when status in ('PENDING', 'AUTHORIZED') then order_id end)) STORED,
	CONSTRAINT `payment_id` PRIMARY KEY(`id`),
	CONSTRAINT `payment_in_progress` UNIQUE(`in_progress_order_id`),
	CONSTRAINT `payment_amount` CHECK(amount_minor between 0 and 1000000000000),
	CONSTRAINT `payment_method` CHECK(method in ('CARD', 'BANK_TRANSFER', 'E_WALLET')),
	CONSTRAINT `payment_status` CHECK(status in ('PENDING', 'AUTHORIZED', 'CAPTURED', 'FAILED', 'EXPIRED', 'CANCELLED')),
	CONSTRAINT `payment_window` CHECK(expires_at > started_at),
	CONSTRAINT `payment_captured` CHECK((status = 'CAPTURED') = (captured_at is not null)),
	CONSTRAINT `payment_refunded` CHECK(refunded_minor between 0 and amount_minor and (refunded_minor = 0 or status = 'CAPTURED'))
);
--> statement-breakpoint
ALTER TABLE `payment` ADD CONSTRAINT `payment_payable` FOREIGN KEY (`order_id`) REFERENCES `payable`(`order_id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `idempotency_created` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`published_at`,`available_at`);--> statement-breakpoint
CREATE INDEX `payment_due` ON `payment` (`status`,`expires_at`);--> statement-breakpoint
CREATE INDEX `payment_by_order` ON `payment` (`order_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `payment_by_user` ON `payment` (`user_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `payment_by_status` ON `payment` (`status`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `payment_by_start` ON `payment` (`started_at`,`id`);