CREATE TABLE `linked_account` (
	`id` binary(16) NOT NULL,
	`user_id` binary(16) NOT NULL,
	`issuer` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`subject` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`session_id` binary(16),
	`last_issued_at` datetime(3),
	CONSTRAINT `linked_account_id` PRIMARY KEY(`id`),
	CONSTRAINT `linked_account_subject` UNIQUE(`issuer`,`subject`)
);
--> statement-breakpoint
ALTER TABLE `challenge` DROP CONSTRAINT `challenge_purpose`;--> statement-breakpoint
ALTER TABLE `user` DROP CONSTRAINT `user_guest_or_account`;--> statement-breakpoint
ALTER TABLE `linked_account` ADD CONSTRAINT `linked_account_session_fk` FOREIGN KEY (`session_id`) REFERENCES `session`(`id`) ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `linked_account` ADD CONSTRAINT `linked_account_user_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `linked_account_user` ON `linked_account` (`user_id`);--> statement-breakpoint
ALTER TABLE `challenge` ADD CONSTRAINT `challenge_purpose` CHECK ((`challenge`.`purpose` in ('SECOND_FACTOR', 'PASSKEY_REGISTRATION', 'PROVIDER_LINK') and `challenge`.`user_id` is not null)
        or (`challenge`.`purpose` in ('PASSKEY_SIGN_IN', 'PROVIDER_SIGN_IN') and `challenge`.`user_id` is null));--> statement-breakpoint
ALTER TABLE `user` ADD CONSTRAINT `user_guest_or_account` CHECK ((`user`.`email` is null and `user`.`email_key` is null and `user`.`password_hash` is null and `user`.`phone` is not null and `user`.`role` = 'CUSTOMER')
        or `user`.`email` is not null);