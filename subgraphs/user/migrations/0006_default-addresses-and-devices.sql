ALTER TABLE `address` ADD `is_default` boolean;--> statement-breakpoint
ALTER TABLE `session` ADD `device` varchar(60) character set utf8mb4 collate utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `address` ADD CONSTRAINT `address_default` UNIQUE(`user_id`,`is_default`);--> statement-breakpoint
ALTER TABLE `address` ADD CONSTRAINT `address_default_or_null` CHECK (`address`.`is_default`);