CREATE TABLE `counter` (
	`id` binary(16) NOT NULL,
	`value` int NOT NULL DEFAULT 0,
	CONSTRAINT `counter_id` PRIMARY KEY(`id`)
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
CREATE TABLE `sample` (
	`id` binary(16) NOT NULL,
	`at` datetime(3) NOT NULL,
	`price` bigint NOT NULL,
	`code` varchar(20) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`name` varchar(20) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	CONSTRAINT `sample_id` PRIMARY KEY(`id`),
	CONSTRAINT `sample_code_unique` UNIQUE(`code`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_created` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE INDEX `inbox_received` ON `inbox` (`received_at`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`published_at`,`available_at`);