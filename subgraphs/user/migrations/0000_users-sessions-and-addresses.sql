CREATE TABLE `address` (
	`id` binary(16) NOT NULL,
	`user_id` binary(16) NOT NULL,
	`recipient` varchar(200) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`phone` varchar(40) character set utf8mb4 collate utf8mb4_bin,
	`line1` varchar(200) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`line2` varchar(200) character set utf8mb4 collate utf8mb4_unicode_ci,
	`city` varchar(100) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`region` varchar(100) character set utf8mb4 collate utf8mb4_unicode_ci,
	`postal_code` varchar(20) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`country_code` varchar(2) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `address_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
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
CREATE TABLE `refresh_token` (
	`hash` varchar(43) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`session_id` binary(16) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	`used_at` datetime(3),
	CONSTRAINT `refresh_token_hash` PRIMARY KEY(`hash`)
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` binary(16) NOT NULL,
	`user_id` binary(16) NOT NULL,
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `session_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `user` (
	`id` binary(16) NOT NULL,
	`name` varchar(200) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`email` varchar(254) character set utf8mb4 collate utf8mb4_unicode_ci,
	`email_key` varchar(254) character set utf8mb4 collate utf8mb4_bin,
	`phone` varchar(40) character set utf8mb4 collate utf8mb4_bin,
	`password_hash` varchar(255) character set utf8mb4 collate utf8mb4_bin,
	`role` varchar(16) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`disabled_at` datetime(3),
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `user_id` PRIMARY KEY(`id`),
	CONSTRAINT `user_email_key` UNIQUE(`email_key`),
	CONSTRAINT `user_role` CHECK(`user`.`role` in ('CUSTOMER', 'STAFF', 'ADMIN')),
	CONSTRAINT `user_guest_or_account` CHECK((`user`.`email` is null and `user`.`email_key` is null and `user`.`password_hash` is null and `user`.`phone` is not null and `user`.`role` = 'CUSTOMER')
        or (`user`.`email` is not null and `user`.`email_key` is not null and `user`.`password_hash` is not null))
);
--> statement-breakpoint
ALTER TABLE `address` ADD CONSTRAINT `address_user_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `refresh_token` ADD CONSTRAINT `refresh_token_session_fk` FOREIGN KEY (`session_id`) REFERENCES `session`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `session` ADD CONSTRAINT `session_user_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `address_user` ON `address` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_log_subject` ON `audit_log` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`published_at`,`available_at`);--> statement-breakpoint
CREATE INDEX `refresh_token_session` ON `refresh_token` (`session_id`);--> statement-breakpoint
CREATE INDEX `refresh_token_expiry` ON `refresh_token` (`expires_at`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE INDEX `session_expiry` ON `session` (`expires_at`);--> statement-breakpoint
CREATE INDEX `user_created` ON `user` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `user_name` ON `user` (`name`,`id`);--> statement-breakpoint
CREATE INDEX `user_role_created` ON `user` (`role`,`created_at`,`id`);