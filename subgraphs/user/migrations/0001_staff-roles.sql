CREATE TABLE `staff_role` (
	`id` binary(16) NOT NULL,
	`name` varchar(60) character set utf8mb4 collate utf8mb4_unicode_ci NOT NULL,
	`permissions` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`created_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `staff_role_id` PRIMARY KEY(`id`),
	CONSTRAINT `staff_role_name` UNIQUE(`name`)
);
--> statement-breakpoint
ALTER TABLE `user` ADD `staff_role_id` binary(16);--> statement-breakpoint
ALTER TABLE `user` ADD CONSTRAINT `user_staff_role` CHECK (`user`.`staff_role_id` is null or `user`.`role` = 'STAFF');--> statement-breakpoint
ALTER TABLE `user` ADD CONSTRAINT `user_staff_role_fk` FOREIGN KEY (`staff_role_id`) REFERENCES `staff_role`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `user_staff_role` ON `user` (`staff_role_id`);