CREATE TABLE `one_time_token` (
	`id` binary(16) NOT NULL,
	`hash` varchar(43) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`purpose` varchar(16) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`user_id` binary(16),
	`email` varchar(254) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `one_time_token_id` PRIMARY KEY(`id`),
	CONSTRAINT `one_time_token_hash` UNIQUE(`hash`),
	CONSTRAINT `one_time_token_user_purpose` UNIQUE(`user_id`,`purpose`)
);
--> statement-breakpoint
ALTER TABLE `user` DROP CONSTRAINT `user_guest_or_account`;--> statement-breakpoint
ALTER TABLE `one_time_token` ADD CONSTRAINT `one_time_token_user_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `one_time_token_expiry` ON `one_time_token` (`expires_at`);--> statement-breakpoint
ALTER TABLE `user` ADD CONSTRAINT `user_guest_or_account` CHECK ((`user`.`email` is null and `user`.`email_key` is null and `user`.`password_hash` is null and `user`.`phone` is not null and `user`.`role` = 'CUSTOMER')
        or (`user`.`email` is not null and `user`.`password_hash` is not null));