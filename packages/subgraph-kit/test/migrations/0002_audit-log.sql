CREATE TABLE `audit_log` (
	`id` binary(16) NOT NULL,
	`actor_id` binary(16) NOT NULL,
	`action` varchar(64) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`subject_id` binary(16) NOT NULL,
	`details` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`is_refused` boolean GENERATED ALWAYS AS (json_value(details, '$.refused') is not null) STORED,
	CONSTRAINT `audit_log_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE INDEX `audit_log_subject` ON `audit_log` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_action` ON `audit_log` (`action`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_refused` ON `audit_log` (`is_refused`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_at` ON `audit_log` (`at`,`id`);