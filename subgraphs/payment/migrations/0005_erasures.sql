CREATE TABLE `dead_letter` (
	`event_id` binary(16) NOT NULL,
	`type` varchar(64) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`version` int NOT NULL,
	`subject_id` binary(16) NOT NULL,
	`occurred_at` datetime(3) NOT NULL,
	`payload` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`error` text NOT NULL,
	`tries` int NOT NULL,
	`parked_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `dead_letter_event_id` PRIMARY KEY(`event_id`)
);
--> statement-breakpoint
CREATE TABLE `erasure` (
	`user_id` binary(16) NOT NULL,
	`requested_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`next_run_at` datetime(3) DEFAULT (utc_timestamp(3)),
	CONSTRAINT `erasure_user_id` PRIMARY KEY(`user_id`)
);
--> statement-breakpoint
CREATE TABLE `inbox_attempt` (
	`event_id` binary(16) NOT NULL,
	`tries` int NOT NULL DEFAULT 1,
	`tried_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `inbox_attempt_event_id` PRIMARY KEY(`event_id`)
);
--> statement-breakpoint
CREATE TABLE `inbox` (
	`event_id` binary(16) NOT NULL,
	`received_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `inbox_event_id` PRIMARY KEY(`event_id`)
);
--> statement-breakpoint
CREATE INDEX `dead_letter_parked` ON `dead_letter` (`parked_at`);--> statement-breakpoint
CREATE INDEX `erasure_due` ON `erasure` (`next_run_at`);--> statement-breakpoint
CREATE INDEX `inbox_attempt_tried` ON `inbox_attempt` (`tried_at`);--> statement-breakpoint
CREATE INDEX `inbox_received` ON `inbox` (`received_at`);