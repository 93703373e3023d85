ALTER TABLE `audit_log` ADD `is_refused` boolean GENERATED ALWAYS AS (json_value(details, '$.refused') is not null) STORED;--> statement-breakpoint
CREATE INDEX `audit_log_action` ON `audit_log` (`action`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_refused` ON `audit_log` (`is_refused`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_at` ON `audit_log` (`at`,`id`);