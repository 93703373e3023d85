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
CREATE TABLE `refund` (
	`id` binary(16) NOT NULL,
	`payment_id` binary(16) NOT NULL,
	`amount_minor` bigint NOT NULL,
	`currency` varchar(3) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`reason` varchar(500) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`status` varchar(16) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`requested_by` binary(16),
	`requested_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`next_run_at` datetime(3),
	`attempts` int NOT NULL DEFAULT 0,
	`last_error` varchar(1000) character set utf8mb4 collate utf8mb4_unicode_ci,
	CONSTRAINT `refund_id` PRIMARY KEY(`id`),
	CONSTRAINT `refund_amount` CHECK(amount_minor between 1 and 1000000000000),
	CONSTRAINT `refund_status` CHECK(status in ('PENDING', 'SUCCEEDED', 'FAILED')),
	CONSTRAINT `refund_due_while_pending` CHECK((status = 'PENDING') = (next_run_at is not null))
);
--> statement-breakpoint
ALTER TABLE `payment` ADD `reference` varchar(64) character set utf8mb4 collate utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `refund` ADD CONSTRAINT `refund_payment` FOREIGN KEY (`payment_id`) REFERENCES `payment`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `audit_log_subject` ON `audit_log` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `refund_by_payment` ON `refund` (`payment_id`,`requested_at`,`id`);--> statement-breakpoint
CREATE INDEX `refund_due` ON `refund` (`next_run_at`);