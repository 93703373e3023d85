CREATE TABLE `shopper` (
	`user_id` binary(16) NOT NULL,
	`ordered_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `shopper_user_id` PRIMARY KEY(`user_id`)
);
--> statement-breakpoint
ALTER TABLE `order_saga` ADD `user_id` binary(16);--> statement-breakpoint
CREATE INDEX `order_saga_by_user` ON `order_saga` (`user_id`,`state`);