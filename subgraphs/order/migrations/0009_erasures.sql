CREATE TABLE `erasure` (
	`user_id` binary(16) NOT NULL,
	`requested_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`next_run_at` datetime(3) DEFAULT (utc_timestamp(3)),
	CONSTRAINT `erasure_user_id` PRIMARY KEY(`user_id`)
);
--> statement-breakpoint
CREATE INDEX `erasure_due` ON `erasure` (`next_run_at`);