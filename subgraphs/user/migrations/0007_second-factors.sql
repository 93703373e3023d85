CREATE TABLE `challenge` (
	`hash` varchar(43) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`purpose` varchar(24) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`user_id` binary(16),
	`tries` int NOT NULL DEFAULT 0,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `challenge_hash` PRIMARY KEY(`hash`),
	CONSTRAINT `challenge_purpose` CHECK((`challenge`.`purpose` in ('SECOND_FACTOR', 'PASSKEY_REGISTRATION') and `challenge`.`user_id` is not null)
        or (`challenge`.`purpose` = 'PASSKEY_SIGN_IN' and `challenge`.`user_id` is null))
);
--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` binary(16) NOT NULL,
	`user_id` binary(16) NOT NULL,
	`name` varchar(60) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`credential_id` varchar(1364) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`credential_hash` varchar(43) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`public_key` varchar(2048) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`counter` bigint NOT NULL,
	`transports` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`last_used_at` datetime(3),
	CONSTRAINT `passkey_id` PRIMARY KEY(`id`),
	CONSTRAINT `passkey_credential` UNIQUE(`credential_hash`)
);
--> statement-breakpoint
CREATE TABLE `recovery_code` (
	`user_id` binary(16) NOT NULL,
	`hash` varchar(43) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `recovery_code_user_id_hash_pk` PRIMARY KEY(`user_id`,`hash`)
);
--> statement-breakpoint
CREATE TABLE `totp` (
	`user_id` binary(16) NOT NULL,
	`sealed_secret` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`confirmed_at` datetime(3),
	`last_step` bigint,
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `totp_user_id` PRIMARY KEY(`user_id`)
);
--> statement-breakpoint
ALTER TABLE `session` ADD `second_factor_at` datetime(3);--> statement-breakpoint
ALTER TABLE `challenge` ADD CONSTRAINT `challenge_user_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `passkey` ADD CONSTRAINT `passkey_user_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `recovery_code` ADD CONSTRAINT `recovery_code_user_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `totp` ADD CONSTRAINT `totp_user_fk` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `challenge_user` ON `challenge` (`user_id`);--> statement-breakpoint
CREATE INDEX `challenge_expiry` ON `challenge` (`expires_at`);--> statement-breakpoint
CREATE INDEX `passkey_user` ON `passkey` (`user_id`,`id`);