ALTER TABLE `order_saga` ADD `visitor_id` binary(16);--> statement-breakpoint
ALTER TABLE `order_saga` ADD `address_hash` binary(16);--> statement-breakpoint
CREATE INDEX `order_saga_by_visitor` ON `order_saga` (`visitor_id`,`state`);--> statement-breakpoint
CREATE INDEX `order_saga_by_address` ON `order_saga` (`address_hash`,`state`);