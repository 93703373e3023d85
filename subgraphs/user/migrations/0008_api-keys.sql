CREATE TABLE `api_key` (
	`id` binary(16) NOT NULL,
	`name` varchar(60) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`hash` varchar(43) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`permissions` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`created_by` binary(16) NOT NULL,
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`expires_at` datetime(3),
	`last_used_at` datetime(3),
	CONSTRAINT `api_key_id` PRIMARY KEY(`id`),
	CONSTRAINT `api_key_name` UNIQUE(`name`),
	CONSTRAINT `api_key_hash` UNIQUE(`hash`)
);
